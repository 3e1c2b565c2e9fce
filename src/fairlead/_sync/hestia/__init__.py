# Made from src/fairlead/_async/hestia/__init__.py by `nox -s regenerate`: edit that one.
"""The flavour of the Hestia facade that is awaited."""
