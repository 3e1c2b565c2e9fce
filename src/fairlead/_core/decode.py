"""Answer bodies to public models: once, from bytes."""

from __future__ import annotations

import functools
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from fairlead import errors

T = TypeVar("T")


@functools.cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def decode(shape: type[T], content: bytes, *, error: type[errors.InvalidResponse], **context: Any) -> T:
    """Validate JSON bytes as `shape`, a model or any type pydantic understands.

    Raises:
        InvalidResponse: The bytes are not JSON or do not fit; raised as the given `error` class. The message
            names the fields, never their values.
    """
    try:
        return _adapter(shape).validate_json(content)
    except ValidationError as invalid:
        name, shown = getattr(shape, "__name__", str(shape)), problems(invalid)
        body = content.decode("utf-8", "replace")
    raise error(f"the server's answer is not a valid {name}: {shown}", body=body, **context)


def problems(invalid: ValidationError) -> str:
    """What is wrong, for an error text: places and kinds alone, because values may be private."""
    each = [
        f"{'.'.join(map(str, problem['loc'])) or 'body'}: {problem['msg']}"
        for problem in invalid.errors(include_url=False, include_context=False, include_input=False)
    ]
    return "; ".join(each[:3]) + (f"; and {len(each) - 3} more" if len(each) > 3 else "")
