# Made from src/fairlead/_async/handoffrail/__init__.py by `nox -s regenerate`: edit that one.
"""The HandoffRail facade; import it from `fairlead.handoffrail`."""
