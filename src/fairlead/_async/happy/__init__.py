"""The Happy facade: clients, conversations and what else belongs to an account."""
