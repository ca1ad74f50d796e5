"""Django's PostGIS backend, with connections that know for whom they ask: core/wall."""
