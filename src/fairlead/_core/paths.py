"""Path segments made from what callers pass in."""

from __future__ import annotations

from uuid import UUID

from fairlead.errors import InvalidArgument


def segment(value: object, name: str, *, error: type[InvalidArgument] = InvalidArgument) -> str:
    """Return `value` as text that is safe as one path segment.

    The generated transport percent-encodes it. What encoding cannot protect is refused here: an empty value
    and the dot segments, which clients and proxies resolve to another route.

    Args:
        value: An id: text, a UUID or a number.
        name: The parameter's name, for the error.
        error: The class to raise, so that a facade can raise its own.

    Raises:
        InvalidArgument: The value is empty, `.` or `..`, or it is no id, such as None or a whole object, or
            text with half of a surrogate pair, which has no encoding.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, UUID)):
        raise error(f"{name} must be an id, got {type(value).__name__}")
    text = str(value)
    if text in {"", ".", ".."}:
        raise error(f"{name} must be a non-empty id other than '.' and '..', got {text!r}")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise error(f"{name} must be valid Unicode, got {text!r}") from None
    return text
