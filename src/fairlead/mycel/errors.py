"""Errors, where mycel-sdk keeps them; all are in `fairlead.mycel`."""

from fairlead.mycel.exceptions import ApiError, ConnectionClosed, ReplayOverflow

__all__ = ["ApiError", "ConnectionClosed", "ReplayOverflow"]
