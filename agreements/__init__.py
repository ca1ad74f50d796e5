"""Sharing agreements: what an agency lets another see of the incidents that it leads."""
