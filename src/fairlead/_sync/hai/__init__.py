# Made from src/fairlead/_async/hai/__init__.py by `nox -s regenerate`: edit that one.
"""The hai facade; import it from `fairlead.hai`."""
