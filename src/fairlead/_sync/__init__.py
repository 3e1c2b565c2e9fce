"""The blocking flavour of the facades, generated from `fairlead._async` by `nox -s regenerate`.

Only `_io.py` and `_ws.py` are written by hand here: they are the port, where the two flavours differ.
"""
