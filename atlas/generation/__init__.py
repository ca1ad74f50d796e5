"""A fictional port city, grown from a seed.

Pure functions over numpy and shapely; no Django. `city.generate` is the front door, and
each neighbouring module holds one idea (terrain, rivers, streets, districts, …). Lengths are
metres on a local plane until `writing` turns them into degrees.
"""
