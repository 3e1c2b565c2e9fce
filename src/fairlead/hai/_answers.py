"""Structured answers and tools: where a request says that they are wanted, and how an answer is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from fairlead._core import later
from fairlead.hai._bodies import mapping
from fairlead.hai.exceptions import AnswerValidationError, InvalidArgument
from fairlead.hai.models.enums import TrajectoryStatus
from fairlead.hai.tools import Tool

M = TypeVar("M", bound="later.BaseModel")

_ANSWERED = {TrajectoryStatus.completed, TrajectoryStatus.idle}


def with_extras(
    fields: Mapping[str, Any],
    *,
    tools: Sequence[Tool] = (),
    answer_schema: type[later.BaseModel] | None = None,
) -> dict[str, Any]:
    """The keywords of `create_session` with tools and an answer format in their place.

    They belong to the agent: an inline one is given them, a registered one gets them for this session.

    Raises:
        TypeError: `answer_schema` is not a pydantic model class.
        InvalidArgument: There is an answer format already, or the agent is no name, model or dict.
    """
    extras: dict[str, Any] = {}
    if tools:
        extras["tools"] = [each.definition().to_dict() for each in tools]
    if answer_schema is not None:
        extras["answer_format"] = _schema_of(answer_schema)
    if not extras:
        return dict(fields)
    agent, overrides = fields["agent"], fields.get("overrides")
    paths = {**cast("Mapping[str, Any]", overrides)} if isinstance(overrides, Mapping) else {}
    inline = None if isinstance(agent, str) else mapping(agent, "agent")
    if "answer_format" in extras and ((inline or {}).get("answer_format") or "agent.answer_format" in paths):
        raise InvalidArgument(
            "the agent has an answer format already; leave it out, or leave answer_schema out", backend="hai"
        )
    if inline is not None:
        return {**fields, "agent": {**inline, **extras}}
    places = {f"agent.{name}": value for name, value in extras.items()}
    return {**fields, "overrides": {**paths, **places}}


def read_answer(raw: object, status: str, answer_schema: type[M]) -> M | Any:
    """An answer as an instance of `answer_schema`.

    A session that did not finish has whatever answer it has, as it is. One that is idle may have none yet.

    Raises:
        AnswerValidationError: The answer does not fit.
    """
    if status not in _ANSWERED or (raw is None and status == TrajectoryStatus.idle):
        return raw
    try:
        if isinstance(raw, str):
            return answer_schema.model_validate_json(raw)
        return answer_schema.model_validate(raw)
    except later.ValidationError as error:
        raise AnswerValidationError(raw, answer_schema, error) from error


def _schema_of(answer_schema: object) -> dict[str, Any]:
    if not (isinstance(answer_schema, type) and issubclass(answer_schema, later.BaseModel)):
        raise TypeError(f"answer_schema must be a pydantic model class, got {answer_schema!r}")
    return answer_schema.model_json_schema()
