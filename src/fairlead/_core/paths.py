"""Path segments made from what callers pass in."""

from __future__ import annotations

from fairlead.errors import InvalidArgument


def segment(value: object, name: str, *, error: type[InvalidArgument] = InvalidArgument) -> str:
    """Return `value` as text that is safe as one path segment.

    The generated transport percent-encodes it. What encoding cannot protect is refused here: an empty value
    and the dot segments, which clients and proxies resolve to another route.

    Args:
        value: An id, as text or as an object whose text is the id, such as a UUID.
        name: The parameter's name, for the error.
        error: The class to raise, so that a facade can raise its own.

    Raises:
        InvalidArgument: The value is empty, `.` or `..`.
    """
    text = str(value)
    if text in {"", ".", ".."}:
        raise error(f"{name} must be a non-empty id other than '.' and '..', got {text!r}")
    return text
