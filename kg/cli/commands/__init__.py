"""The commands: what each takes and what its help says.

A module here imports nothing at its top that takes time, so that `--help` and completion do not wait for it;
a command imports what it needs when it runs. `tests/test_start.py` keeps this true.
"""
