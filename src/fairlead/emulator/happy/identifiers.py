"""Identifiers as the server makes them."""

from __future__ import annotations

import secrets
import string
from itertools import count

__all__ = ["new_id", "new_update_id"]

_DIGITS = string.digits + string.ascii_lowercase
_ALPHANUMERIC = string.ascii_letters + string.digits
_numbers = count()


def new_id(now: int) -> str:
    """A cuid: 25 characters, the later the higher, because pages of sessions are cut by identifier.

    Args:
        now: The time in milliseconds.
    """
    # The counter orders what is made within one millisecond, as when the clock stands still.
    random = "".join(secrets.choice(_DIGITS) for _ in range(9))
    return f"c{_base36(now, 9)}{_base36(next(_numbers), 6)}{random}"


def new_update_id() -> str:
    """The identifier of an update: 12 alphanumeric characters."""
    return "".join(secrets.choice(_ALPHANUMERIC) for _ in range(12))


def _base36(value: int, width: int) -> str:
    digits: list[str] = []
    for _ in range(width):
        value, digit = divmod(value, 36)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
