"""Ways out of the house, a folder each. To be rid of a vendor, delete its folder."""
