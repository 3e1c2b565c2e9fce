"""A function's parameters: as a JSON Schema for the agent, and as the check of what the agent sends back."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic.errors import PydanticUserError
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind

from fairlead._core.decode import each_problem
from fairlead.hai._docstring import described_parameters, documentation, name_of
from fairlead.hai.exceptions import InvalidArgument

_ALLOWED = ConfigDict(extra="forbid", hide_input_in_errors=True)
# Not told the agent: defaults that JSON does not have. They are defaults all the same.
_SILENT: Final[set[JsonSchemaWarningKind]] = {"non-serializable-default"}


class _Schema(GenerateJsonSchema):
    ignored_warning_kinds = _SILENT


class Parameters:
    """The parameters of a function that an agent may call.

    Attributes:
        schema: JSON Schema of the arguments, an object.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self._parameters = _parameters(function)
        told = described_parameters(documentation(function))
        fields: dict[str, Any] = {
            # Not under their own names, which may be names of pydantic, or begin with an underscore.
            f"p{number}": _field(parameter, told.get(parameter.name))
            for number, parameter in enumerate(self._parameters)
        }
        try:
            self._model: type[BaseModel] = create_model("Arguments", __config__=_ALLOWED, **fields)
            self.schema: dict[str, Any] = self._model.model_json_schema(schema_generator=_Schema)
        except (PydanticUserError, TypeError) as error:
            raise InvalidArgument(
                f"{name_of(function)}: JSON cannot carry one of the parameters: {error}", backend="hai"
            ) from error
        for key in ("title", "additionalProperties"):
            self.schema.pop(key, None)

    def bind(self, arguments: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        """Convert what the agent sent to what the function takes: positional and keyword arguments.

        Raises:
            InvalidArgument: Something is missing, does not fit, or is too much.
        """
        try:
            values = self._model.model_validate({**arguments})
        except ValidationError as invalid:
            told = "; ".join(each_problem(invalid))
            raise InvalidArgument(f"the arguments do not fit: {told}", backend="hai") from None
        positional: list[Any] = []
        keywords: dict[str, Any] = {}
        for number, parameter in enumerate(self._parameters):
            field = f"p{number}"
            if parameter.kind is parameter.POSITIONAL_ONLY:
                positional.append(getattr(values, field))
            elif field in values.model_fields_set:
                # What was not sent is left to the function, whose default it is.
                keywords[parameter.name] = getattr(values, field)
        return positional, keywords


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    name = name_of(function)
    try:
        signature = inspect.signature(function, eval_str=True)
    except NameError as error:
        raise InvalidArgument(
            f"{name}: an annotation cannot be resolved: {error};"
            " define the type at the top of the module, or leave the annotation out",
            backend="hai",
        ) from error
    except (ValueError, TypeError) as error:
        raise InvalidArgument(f"{name} has no signature that can be read: {error}", backend="hai") from error
    given = function.keywords if isinstance(function, functools.partial) else {}
    # What a partial fixes is not the agent's business, and may be a secret.
    parameters = [each for each in signature.parameters.values() if each.name not in given]
    for each in parameters:
        if each.kind in {each.VAR_POSITIONAL, each.VAR_KEYWORD}:
            raise InvalidArgument(f"{name}: *{each.name} has no schema; name the parameters", backend="hai")
    if (
        parameters
        and parameters[0].name in {"self", "cls"}
        and parameters[0].annotation is inspect.Parameter.empty
    ):
        raise InvalidArgument(f"{name} is a method without its object; use tool(thing.{name})", backend="hai")
    return parameters


def _field(parameter: inspect.Parameter, told: str | None) -> tuple[Any, Any]:
    annotation = Any if parameter.annotation is parameter.empty else parameter.annotation
    options: dict[str, Any] = {"alias": parameter.name}
    if parameter.default is not parameter.empty:
        options["default"] = parameter.default
    described = _description(annotation) or told
    if described:
        options["description"] = described
    return annotation, Field(**options)


def _description(annotation: Any) -> str | None:
    """The description in `Annotated[...]`: of a pydantic field, or a text."""
    if get_origin(annotation) is not Annotated:
        return None
    for extra in get_args(annotation)[1:]:
        if isinstance(extra, FieldInfo) and extra.description:
            return extra.description
        if isinstance(extra, str):
            return extra
    return None
