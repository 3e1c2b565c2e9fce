"""Answer bodies to public models: once, from bytes."""

from __future__ import annotations

import functools
from typing import Any, TypeVar

from fairlead import errors
from fairlead._core import later

T = TypeVar("T")


@functools.cache
def _adapter(shape: Any) -> later.TypeAdapter[Any]:
    return later.TypeAdapter(shape)


def decode(shape: type[T], content: bytes, *, error: type[errors.InvalidResponse], **context: Any) -> T:
    """Validate JSON bytes as `shape`, a model or any type pydantic understands.

    Raises:
        InvalidResponse: The bytes are not JSON or do not fit; raised as the given `error` class. The message
            names the fields, never their values.
    """
    try:
        return _adapter(shape).validate_json(content)
    except later.ValidationError as invalid:
        # Values of an answer may be private, so only places and kinds are told.
        problems = [
            f"{'.'.join(map(str, problem['loc'])) or 'body'}: {problem['msg']}"
            for problem in invalid.errors(include_url=False, include_context=False, include_input=False)
        ]
        name = getattr(shape, "__name__", str(shape))
        shown = "; ".join(problems[:3]) + (f"; and {len(problems) - 3} more" if len(problems) > 3 else "")
        body = content.decode("utf-8", "replace")
    raise error(f"the server's answer is not a valid {name}: {shown}", body=body, **context)
