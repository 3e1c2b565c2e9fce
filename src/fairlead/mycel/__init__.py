"""Mycel: chat between people and agents."""

__all__: list[str] = []
