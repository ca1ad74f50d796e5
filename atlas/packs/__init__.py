"""City packs: a folder with `city.toml` and the files it names, read into clean rows.

Nothing here knows a database. `schema` reads the description, `sources` opens files safely,
`readers` turn each format into records, `rows` turns records into rows or into faults.
"""
