"""Setting up and running Safety Net on one machine; Python's standard library only.

bin/up, bin/test and bin/assets are its doors. It must not import Django or anything from the
virtual environment, because making that environment is one of its steps.
"""
