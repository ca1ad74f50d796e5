"""A recorded trace of vehicles played again, as positions of this city's units."""
