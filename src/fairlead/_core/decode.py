"""Answer bodies, and events of streams, to public models: once, from their JSON."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from fairlead import errors
from fairlead._core import later

if TYPE_CHECKING:
    from pydantic.plugin._schema_validator import PluggableSchemaValidator
    from pydantic_core import SchemaValidator

T = TypeVar("T")


@functools.cache
def _validator(shape: Any) -> SchemaValidator | PluggableSchemaValidator:
    if isinstance(shape, type) and issubclass(cast("type[object]", shape), later.BaseModel):
        # A model is built when it is first used. What is looked up before stays a stand-in, which looks for
        # the real one each time: that takes longer than many an answer.
        model = cast("type[later.BaseModel]", shape)
        model.model_rebuild()
        return model.__pydantic_validator__
    return later.TypeAdapter(shape).validator


def reader(shape: type[T]) -> Callable[[bytes | str], T]:
    """What makes a `shape`, a model or any type pydantic understands, of JSON.

    It raises `pydantic.ValidationError`, whose text may tell values.
    """
    return _validator(shape).validate_json


def maker(shape: type[T]) -> Callable[[object], T]:
    """The same, of Python's dicts: what `shape.model_validate` does, without the way there."""
    return _validator(shape).validate_python


def decode(shape: type[T], content: bytes, *, error: type[errors.InvalidResponse], **context: Any) -> T:
    """Validate JSON bytes as `shape`, a model or any type pydantic understands.

    Raises:
        InvalidResponse: The bytes are not JSON or do not fit; raised as the given `error` class. The message
            names the fields, never their values.
    """
    try:
        return _validator(shape).validate_json(content)
    except later.ValidationError as invalid:
        name, shown = getattr(shape, "__name__", str(shape)), problems(invalid)
        body = content.decode("utf-8", "replace")
    raise error(f"the server's answer is not a valid {name}: {shown}", body=body, **context)


def problems(invalid: later.ValidationError) -> str:
    """What is wrong, for an error text: the first three places, and how many more there are."""
    each = each_problem(invalid)
    return "; ".join(each[:3]) + (f"; and {len(each) - 3} more" if len(each) > 3 else "")


def each_problem(invalid: later.ValidationError, whole: str = "body") -> list[str]:
    """What is wrong and where, without values, because they may be private.

    Args:
        invalid: What pydantic raised.
        whole: What the place is called if it is no field.
    """
    return [
        f"{'.'.join(map(str, problem['loc'])) or whole}: {problem['msg']}"
        for problem in invalid.errors(include_url=False, include_context=False, include_input=False)
    ]
