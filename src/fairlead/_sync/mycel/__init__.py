# Made from src/fairlead/_async/mycel/__init__.py by `nox -s regenerate`: edit that one.
"""The Mycel facade; import it from `fairlead.mycel`."""
