"""Where the SDK that this facade replaces keeps its base errors."""

from fairlead.hai.exceptions import ApiError, ParsingError

__all__ = ["ApiError", "ParsingError"]
