"""Structured answers, what a request may be, and the rest of what needs no server."""

from __future__ import annotations

import traceback
from typing import Any

import pytest
from pydantic import BaseModel

import fairlead
from fairlead import hai
from fairlead.hai import Agent, AnswerValidationError, tool
from fairlead.hai._answers import read_answer, with_extras
from fairlead.hai._bodies import messages_body, session_body


class Job(BaseModel):
    title: str
    salary: int | None = None


INLINE = {"name": "a", "description": "d", "environments": []}
SCHEMA = Job.model_json_schema()


@tool
def look(city: str) -> str:
    """Look."""
    return city


# Where a request says what is wanted.


def test_nothing_is_added_if_nothing_is_wanted() -> None:
    assert with_extras({"agent": "x", "overrides": {"a": 1}}) == {"agent": "x", "overrides": {"a": 1}}


def test_a_registered_agent_gets_overrides() -> None:
    fields = with_extras({"agent": "x", "overrides": {"a": 1}}, tools=[look], answer_schema=Job)
    assert fields == {
        "agent": "x",
        "overrides": {
            "a": 1,
            "agent.tools": [look.definition().to_dict()],
            "agent.answer_format": SCHEMA,
        },
    }


@pytest.mark.parametrize("agent", [INLINE, Agent.from_dict(INLINE)], ids=["dict", "model"])
def test_an_inline_agent_gets_them_itself(agent: Any) -> None:
    fields = with_extras({"agent": agent}, tools=[look], answer_schema=Job)
    assert fields == {
        "agent": {**INLINE, "tools": [look.definition().to_dict()], "answer_format": SCHEMA},
    }
    assert agent == INLINE or agent.to_dict() == INLINE  # what was passed is as it was


def test_two_answer_formats_are_one_too_many() -> None:
    with pytest.raises(ValueError, match="has an answer format already"):
        with_extras(
            {"agent": {**INLINE, "answer_format": {}, "tools": []}, "overrides": {"agent.answer_format": {}}},
            answer_schema=Job,
        )
    with pytest.raises(hai.InvalidArgument, match="has an answer format already"):
        with_extras({"agent": {**INLINE, "answer_format": {"type": "object"}}}, answer_schema=Job)
    with pytest.raises(hai.InvalidArgument, match="has an answer format already"):
        with_extras({"agent": "x", "overrides": {"agent.answer_format": {}}}, answer_schema=Job)


@pytest.mark.parametrize("schema", [dict, Job(title="t"), "Job", int, object()])
def test_an_answer_schema_is_a_model_class(schema: Any) -> None:
    with pytest.raises(TypeError, match="answer_schema must be a pydantic model class"):
        with_extras({"agent": "x"}, answer_schema=schema)


@pytest.mark.parametrize("agent", [1, None, ["x"], object()])
def test_an_agent_is_a_name_a_model_or_a_dict(agent: Any) -> None:
    for use in (lambda: with_extras({"agent": agent}, tools=[look]), lambda: session_body({"agent": agent})):
        with pytest.raises(hai.InvalidArgument, match="agent must be a model or a dict"):
            use()


# Reading answers.


@pytest.mark.parametrize("status", ["completed", "idle"])
def test_an_answer_becomes_an_instance(status: str) -> None:
    assert read_answer({"title": "t"}, status, Job) == Job(title="t")
    assert read_answer('{"title": "t", "salary": 3}', status, Job) == Job(title="t", salary=3)


def test_no_answer_is_none_only_while_idle() -> None:
    assert read_answer(None, "idle", Job) is None
    with pytest.raises(AnswerValidationError):
        read_answer(None, "completed", Job)


@pytest.mark.parametrize("status", ["failed", "timed_out", "interrupted", "running", "something_new"])
@pytest.mark.parametrize("raw", ["no JSON", {"a": 1}, None])
def test_other_sessions_have_their_raw_answer(status: str, raw: Any) -> None:
    assert read_answer(raw, status, Job) is raw


@pytest.mark.parametrize("raw", ["no JSON", "", "[]", {"name": "private"}, ["title"], 3])
def test_an_answer_that_does_not_fit_is_kept(raw: Any) -> None:
    with pytest.raises(AnswerValidationError) as raised:
        read_answer(raw, "completed", Job)
    error = raised.value
    assert (error.raw, error.model) == (raw, Job)
    assert isinstance(error, ValueError)
    assert isinstance(error, fairlead.FairleadError)
    assert error.__cause__ is error.error
    assert "the answer does not fit Job: " in str(error)
    assert "private" not in str(error)
    assert traceback.format_exception(error)


def test_the_message_is_short() -> None:
    class Wide(BaseModel):
        a: int
        b: int
        c: int
        d: int
        e: int

    with pytest.raises(AnswerValidationError, match=r"a: Field required; .*; and 2 more$"):
        read_answer({}, "completed", Wide)
    assert str(AnswerValidationError("raw")) == "the answer does not fit the schema"


# What callers pass.


def said(text: str) -> dict[str, Any]:
    return {"type": "user_message", "message": text}


@pytest.mark.parametrize(
    ("request_", "body"),
    [
        ("hi", said("hi")),
        ({"message": "hi"}, said("hi")),
        ({"type": "user_message", "message": "hi", "new": 1}, {**said("hi"), "new": 1}),
        (hai.UserMessageEvent(message="hi"), said("hi")),
        ({"messages": ["a", {"message": "b"}]}, {"type": "batch", "messages": [said("a"), said("b")]}),
        (
            hai.UserMessageBatch(messages=[hai.UserMessageEvent(message="a")]),
            {"type": "batch", "messages": [said("a")]},
        ),
    ],
)
def test_messages_in_all_their_forms(request_: Any, body: Any) -> None:
    assert messages_body(request_) == body


def test_the_request_of_a_session_in_all_its_forms() -> None:
    message = {"type": "user_message", "message": "m"}
    for messages, sent in [
        ("text", "text"),
        (None, None),
        ({"message": "m"}, message),
        (["m", hai.UserMessageEvent(message="m")], [message, message]),
        (("m",), [message]),
    ]:
        assert session_body({"agent": "x", "messages": messages})["messages"] == sent
    with pytest.raises(hai.InvalidArgument, match="a message must be a model or a dict, got int"):
        session_body({"agent": "x", "messages": [3]})


def test_requests_have_a_limit() -> None:
    limit = hai.MAX_REQUEST_BYTES
    assert limit == 10_000_000
    hai.assert_request_under_limit("x" * (limit - 2))
    hai.assert_request_under_limit({"a": hai.UserMessageEvent(message="m")}, max_bytes=50)
    for payload, options in [
        ("x" * (limit - 1), {}),
        ("é" * 10, {"max_bytes": 21}),
        ("12", {"max_bytes": 3}),
    ]:
        with pytest.raises(ValueError, match="the limit is"):
            hai.assert_request_under_limit(payload, **options)
    for payload in (float("nan"), object(), "\ud800"):
        with pytest.raises(hai.InvalidArgument, match="is not JSON"):
            hai.assert_request_under_limit(payload)


def test_a_file_becomes_an_attachment(tmp_path: Any) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF")
    assert hai.file_from_path(file).to_dict() == {
        "type": "base64",
        "source": "JVBERg==",
        "name": "report.pdf",
        "media_type": "application/pdf",
    }
    assert hai.file_from_path(str(file), media_type="text/x-odd").media_type == "text/x-odd"
    assert "JVBERg" not in repr(hai.file_from_path(file))
    plain = tmp_path / "noextension"
    plain.write_bytes(b"")
    assert "media_type" not in hai.file_from_path(plain).to_dict()
    with pytest.raises(FileNotFoundError):
        hai.file_from_path(tmp_path / "missing")


def test_what_statuses_mean() -> None:
    terminal = {"completed", "failed", "timed_out", "interrupted"}
    assert terminal == hai.TERMINAL_SESSION_STATUSES
    assert terminal | {"idle"} == hai.SETTLED_SESSION_STATUSES
    for status in [*hai.TrajectoryStatus, "something_new"]:
        assert hai.is_terminal_session_status(status) is (status in terminal)
        assert hai.is_settled_session_status(status) is (status in terminal | {"idle"})


def test_the_old_places_of_errors() -> None:
    from fairlead.hai.core import ApiError, ParsingError

    assert ApiError is hai.ApiError
    assert ParsingError is hai.ParsingError
    assert not issubclass(ParsingError, ApiError)
    made = ApiError(status_code=404, body={"detail": "no"}, headers={"a": "b"})
    assert (made.status_code, made.status, made.body, made.headers) == (
        404,
        404,
        {"detail": "no"},
        {"a": "b"},
    )
    assert isinstance(made, fairlead.StatusError)
    assert ApiError("x").headers == {}
