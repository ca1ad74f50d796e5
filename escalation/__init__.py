"""Nobody acted, so the system does: rules, running escalations and the engine that drives them."""
