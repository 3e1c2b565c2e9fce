"""What scripts can make agents do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, Field

from fairlead.emulator.hai import (
    Answer,
    Attach,
    Call,
    Delegate,
    Fail,
    Observe,
    Outcome,
    Say,
    Stall,
    Think,
)
from fairlead.emulator.hai.samples import sample


def result_of(call: Any, **fields: Any) -> Any:
    return {"kind": "tool_result", "tool_req": call, **fields}


def test_a_tool_is_called(wire: Any) -> None:
    seen: list[Any] = []

    def script(_turn: Any) -> Any:
        outcome = yield Call("get_weather", {"city": "Paris"})
        seen.append(outcome)
        return f"{outcome.result['sky']}"

    wire.play(script)
    session_id = wire.start()
    assert wire.pending(session_id) == [
        {"tool_name": "get_weather", "args": {"city": "Paris"}, "id": "call_1"}
    ]
    wire.settle(session_id, {"sky": "clear"})
    assert seen == [Outcome("get_weather", {"sky": "clear"})]
    assert wire.answer(session_id) == "clear"
    assert wire.types(session_id)[7:11] == [
        "policy_event",
        "ActiveStateChangeEvent",
        "tool_result",
        "ActiveStateChangeEvent",
    ]


def test_several_calls_are_settled_one_by_one(wire: Any) -> None:
    seen: list[Any] = []

    def script(_turn: Any) -> Any:
        seen.append((yield [Call("a"), Call("b", {"n": 1}, None), Call("b", {"n": 2}, None)]))
        return "done"

    wire.play(script)
    session_id = wire.start()
    a, b1, b2 = wire.pending(session_id)
    path = f"/sessions/{session_id}/tool_results"
    failure = {"kind": "error_event", "error": "no", "origin": "client", "tool_req": b2}
    wire.post(path, failure)
    wire.post(path, failure)  # nobody waits for it any more
    assert wire.pending(session_id) == [a, b1]
    state = wire.events(session_id)[-1]["data"]
    assert state == {"state": "awaiting_tool_results", "pending_tool_calls": [a, b1]}
    wire.post(path, {"type": "batch", "results": [result_of(b1, result=None), result_of(a, result=[1])]})
    wire.pass_()
    assert seen == [(Outcome("a", [1]), Outcome("b", None), Outcome("b", None, "no"))]
    assert wire.types(session_id).count("tool_result") == 2


def test_what_nobody_asked_for_changes_nothing(wire: Any) -> None:
    wire.play([Call("a")])
    session_id = wire.start()
    call = {"tool_name": "other", "args": {}, "id": "call_9"}
    count = len(wire.events(session_id))
    wire.post(f"/sessions/{session_id}/tool_results", result_of(call, result=1))
    wire.post(
        f"/sessions/{session_id}/tool_results", {"kind": "error_event", "error": "?", "origin": "client"}
    )
    assert len(wire.events(session_id)) == count
    assert wire.status(session_id) == "awaiting_tool_results"


@pytest.mark.parametrize(
    "body",
    [
        {"tool_req": {"tool_name": "a"}, "result": 1},
        {"kind": "tool_result", "result": 1},
        {"type": "batch", "results": []},
        {"type": "batch", "results": [{"kind": "answer_event", "answer": "x"}]},
    ],
)
def test_results_that_make_no_sense(wire: Any, body: Any) -> None:
    wire.play([Call("a")])
    assert wire.refused("POST", f"/sessions/{wire.start()}/tool_results", body)[0] == 422


@pytest.mark.parametrize(
    ("script", "answer"),
    [
        (lambda _turn: "text", "text"),
        (lambda _turn: {"n": 1}, {"n": 1}),
        (lambda _turn: Answer("step"), "step"),
        (lambda turn: [Think("…"), Answer(turn.agent)], "h/web-surfer-pro"),
        ([Say("hi"), Observe("a page", "desktop"), Answer({"n": 2})], {"n": 2}),
    ],
)
def test_the_forms_of_a_script(wire: Any, script: Any, answer: Any) -> None:
    wire.play(script)
    assert wire.answer(wire.start()) == answer


def broken(_turn: Any) -> Any:
    raise RuntimeError("broken")


@pytest.mark.parametrize(
    ("script", "status", "code", "error"),
    [
        ([Fail("no page", "environment_error")], "failed", "environment_error", "no page"),
        ([Fail("late", "timeout")], "timed_out", "timeout", "late"),
        ([Think("…")], "failed", "no_answer", "The agent ended without an answer"),
        (lambda _turn: None, "failed", "no_answer", "The agent ended without an answer"),
        (broken, "failed", "internal", "RuntimeError: broken"),
        (lambda _turn: 3, "failed", "internal", "TypeError: a script made 3"),
        ([3], "failed", "internal", "TypeError: 3 is not a step"),
    ],
)
def test_failures(wire: Any, script: Any, status: str, code: str, error: str, caplog: Any) -> None:
    wire.play(script)
    session_id = wire.start()
    shown = wire.get(f"/sessions/{session_id}/status")
    assert (shown["status"], shown["error_code"]) == (status, code)
    assert shown["error"].startswith(error)
    assert wire.events(session_id)[-1]["type"] == "AgentErrorEvent"
    assert len(caplog.records) == (code == "internal")


def test_a_forced_answer_is_what_there_is(wire: Any) -> None:
    wire.play([Think("…"), Stall()])
    session_id = wire.start("find it")
    wire.post(f"/sessions/{session_id}/force_answer")
    wire.pass_()
    status = wire.get(f"/sessions/{session_id}/status")
    assert (status["status"], status["outcome"], wire.answer(session_id)) == (
        "idle",
        "partial",
        "Echo: find it",
    )
    wire.play([Answer("the next turn is free")])
    wire.say(session_id, "more")
    assert wire.answer(session_id) == "the next turn is free"


def endless(_turn: Any) -> Any:
    while True:
        yield Think("…")


def test_steps_are_limited(wire: Any) -> None:
    wire.play(endless)
    status = wire.get(f"/sessions/{wire.start(max_steps=3)}/status")
    assert (status["steps"], status["outcome"]) == (3, "partial")


@pytest.mark.parametrize("script", [[Stall()], [Stall(100)], [Call("a")]])
def test_the_time_of_an_answer_is_limited(wire: Any, script: Any) -> None:
    wire.play(script)
    session_id = wire.start(max_time_s=30)
    wire.pass_(29)
    assert wire.answer(session_id) is None
    wire.pass_(1)
    assert wire.answer(session_id) == "Echo: hello"
    assert wire.pending(session_id) == []


def test_subagents(wire: Any) -> None:
    def script(turn: Any) -> Any:
        if turn.agent == "h/web-surfer-flash":
            return "found"
        answer = yield Delegate("h/web-surfer-flash", "look")
        return f"it is {answer}"

    wire.play(script)
    session_id = wire.start()
    assert wire.answer(session_id) == "it is found"
    (child_id,) = wire.get(f"/sessions/{session_id}/status")["subagent_session_ids"]
    child = wire.get(f"/sessions/{child_id}")
    assert (child["request"]["parent_session_id"], child["status"]["status"]) == (session_id, "completed")


@pytest.mark.parametrize(("delay", "ends_as"), [(None, "interrupted"), (0, "completed")])
def test_a_forced_answer_hurries_subagents(wire_of: Any, delay: float | None, ends_as: str) -> None:
    def script(turn: Any) -> Any:
        if turn.agent == "h/web-surfer-flash":
            # With a step that takes for ever, the subagent does not come to its answer.
            yield Stall()
        else:
            yield Delegate("h/web-surfer-flash", "look")

    wire = wire_of(agent=script, subagent_grace_seconds=5)
    session_id = wire.start()
    (child_id,) = wire.get(f"/sessions/{session_id}/status")["subagent_session_ids"]
    if delay is None:
        wire.post(f"/sessions/{child_id}/pause")
    wire.post(f"/sessions/{session_id}/force_answer")
    wire.pass_(5)
    assert wire.status(session_id) == "idle"
    assert wire.status(child_id) == ends_as


def test_subagents_end_with_their_parent(wire: Any) -> None:
    def script(turn: Any) -> Any:
        yield Stall() if turn.agent == "h/web-surfer-flash" else Delegate("h/web-surfer-flash", "look")

    wire.play(script)
    session_id = wire.start()
    (child_id,) = wire.get(f"/sessions/{session_id}/status")["subagent_session_ids"]
    wire.delete(f"/sessions/{session_id}")
    assert wire.status(child_id) == "interrupted"


def test_files_come_and_go(wire: Any) -> None:
    wire.play([Attach("out.txt", b"made", "text/plain"), Answer("done")])
    file = {"type": "base64", "source": "aGk=", "name": "in.txt"}
    session_id = wire.start({"type": "user_message", "message": "see", "files": [file]})
    attached = [event["data"] for event in wire.events(session_id) if event["type"] == "AttachmentEvent"]
    assert [(data["origin"], data["name"], data["size_bytes"]) for data in attached] == [
        ("user", "in.txt", 2),
        ("agent", "out.txt", 4),
    ]
    for data, content in zip(attached, (b"hi", b"made"), strict=True):
        redirect = wire.http.get(data["url"])
        assert redirect.status_code == 302
        download = wire.http.get(redirect.headers["Location"])
        assert (download.content, download.headers["Content-Type"]) == (content, "text/plain; charset=utf-8")
    (echoed,) = wire.get(f"/sessions/{session_id}")["request"]["messages"][0]["files"]
    assert (echoed["type"], echoed["source"]) == ("url", attached[0]["url"])


def test_a_signed_url_is_good_for_a_while(wire: Any) -> None:
    wire.play([Attach("out.txt", b"made"), Answer("done")])
    session_id = wire.start()
    path = f"/sessions/{session_id}/resources/attachments/0/out.txt"
    url = wire.call("GET", path).headers["Location"]
    assert wire.http.get(url, headers={"Authorization": ""}).content == b"made"
    assert wire.http.get(url + "0").status_code == 403
    wire.pass_(901)
    assert wire.http.get(url).status_code == 403
    assert wire.refused("GET", f"/sessions/{session_id}/resources/attachments/none")[0] == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"files": [{"type": "base64", "source": "aGk=", "name": "f"}] * 11},
        {"files": [{"type": "base64", "source": "?", "name": "f"}]},
        {"files": [{"type": "url", "source": "https://example.com/f", "name": "f"}]},
        {"skills": [{"name": "s", "description": "d", "body": "b", "files": {"a": "aGk="}}]},
    ],
)
def test_attachments_that_make_no_sense(wire: Any, fields: Any) -> None:
    message = {"type": "user_message", "message": "see", **fields}
    assert wire.refused("POST", "/sessions", {"agent": "h/web-surfer-pro", "messages": message})[0] == 422


class Leaf(BaseModel):
    colour: str = Field(min_length=6, max_length=8)
    weight: float = Field(gt=0, lt=1)


class Tree(BaseModel):
    name: str
    height: int = Field(ge=3, multiple_of=5)
    leaves: list[Leaf] = Field(min_length=2)
    parent: Tree | None
    either: int | str
    spare: str = "default"


def test_the_default_answer_fits_the_schema(wire: Any) -> None:
    session_id = wire.start(overrides={"agent.answer_format": Tree.model_json_schema()})
    tree = Tree.model_validate(wire.answer(session_id))
    assert (tree.height, len(tree.leaves), tree.parent) == (5, 2, None)


SCALARS = st.one_of(
    st.builds(
        lambda low, size: {"type": "integer", "minimum": low, "maximum": low + size},
        st.integers(-9, 9),
        st.integers(0, 9),
    ),
    st.builds(
        lambda low, size: {"type": "number", "exclusiveMinimum": low, "maximum": low + size},
        st.integers(-9, 9),
        st.integers(1, 9),
    ),
    st.builds(lambda size: {"type": "string", "minLength": size}, st.integers(0, 20)),
    st.sampled_from(
        [
            {"type": "boolean"},
            {"type": "null"},
            {"const": "c"},
            {"enum": [3, 4]},
            {"type": ["string", "null"]},
            {},
        ]
    ),
)
SCHEMAS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.builds(
            lambda items, least: {"type": "array", "items": items, "minItems": least},
            inner,
            st.integers(0, 3),
        ),
        st.builds(
            lambda properties: {"type": "object", "properties": properties, "required": sorted(properties)},
            st.dictionaries(st.sampled_from("abc"), inner),
        ),
        st.builds(lambda variants: {"anyOf": variants}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(
            lambda parts: {"type": "object", "allOf": parts},
            st.lists(
                st.builds(
                    lambda properties: {"properties": properties, "required": sorted(properties)},
                    st.dictionaries(st.sampled_from("xyz"), SCALARS),
                ),
                max_size=1,
            ),
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(SCHEMAS)
def test_samples_fit_their_schemas(schema: Any) -> None:
    Draft202012Validator(schema).validate(sample(schema))
