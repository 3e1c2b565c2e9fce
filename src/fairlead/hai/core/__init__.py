"""Errors and options, where hai-agents keeps them; the same as in `fairlead.hai`."""

from fairlead.hai._options import HttpResponse, RequestOptions
from fairlead.hai.exceptions import ApiError, ParsingError

__all__ = ["ApiError", "HttpResponse", "ParsingError", "RequestOptions"]
