# Made from src/fairlead/_async/happy/__init__.py by `nox -s regenerate`: edit that one.
"""The Happy facade: clients, conversations and what else belongs to an account."""
