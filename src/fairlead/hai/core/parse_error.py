"""Where hai-agents keeps `ParsingError`."""

from fairlead.hai.exceptions import ParsingError

__all__ = ["ParsingError"]
