"""Where hai-agents keeps `ApiError`."""

from fairlead.hai.exceptions import ApiError

__all__ = ["ApiError"]
