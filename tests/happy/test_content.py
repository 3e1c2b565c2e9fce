"""What decrypted messages mean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.happy import Message, Session
from fairlead.happy._content import Turn, begins_turn, envelope_of, is_at_rest, text_of, user_message


def agent(event: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A message in the current form."""
    content = {"id": "e", "time": 1, "role": "agent", "ev": event, **fields}
    return {"role": "session", "content": content}


def older(content: dict[str, Any]) -> dict[str, Any]:
    """A message in the older form."""
    return {"role": "agent", "content": content}


def note(kind: str, **fields: Any) -> dict[str, Any]:
    """An event in the older form."""
    return older({"id": "n", "type": "event", "data": {"type": kind, **fields}})


USER = user_message("do it", "yolo")
START = agent({"t": "turn-start"}, turn="t1")
END = agent({"t": "turn-end", "status": "completed"}, turn="t1")
SAID = agent({"t": "text", "text": "Done."}, turn="t1")
READY = note("ready")
ACP = older({"type": "acp", "provider": "codex", "data": {"type": "message", "message": "Hi"}})
WRAPPED = {"role": "session", "content": {"type": "session", "data": SAID["content"]}}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (USER, "do it"),
        (SAID, "Done."),
        (WRAPPED, "Done."),
        (agent({"t": "text", "text": "hm", "thinking": True}), None),
        (agent({"t": "tool-call-end", "call": "c"}), None),
        (agent({"t": "service", "text": "compacted"}), None),
        (agent({"t": "text", "text": "typed here"}, role="user"), "typed here"),
        (ACP, "Hi"),
        (older({"type": "codex", "data": {"type": "message", "message": "Hi"}}), "Hi"),
        (older({"type": "acp", "data": {"type": "reasoning", "message": "hm"}}), None),
        (
            older(
                {
                    "type": "output",
                    "data": {
                        "type": "assistant",
                        "message": {"content": [{"type": "text", "text": "a"}, {"type": "tool_use"}, 7]},
                    },
                }
            ),
            "a",
        ),
        (older({"type": "output", "data": {"type": "user", "message": {"content": "x"}}}), None),
        (READY, None),
        ({"t": "encrypted", "c": "AAAA"}, None),
        ({}, None),
    ],
)
def test_texts(content: dict[str, Any], text: str | None) -> None:
    assert text_of(content) == text
    assert Message(id="m", seq=1, content=content, created_at=1).text == text


def played(*contents: dict[str, Any]) -> tuple[Turn, list[int]]:
    """Where messages lead, and which of them ended a turn."""
    turn = Turn()
    return turn, [seq for seq, content in enumerate(contents, 1) if turn.take(seq, content)]


@pytest.mark.parametrize(
    ("contents", "running", "ends"),
    [
        ([], None, []),
        ([USER], True, []),
        ([USER, START, SAID], True, []),
        ([USER, START, SAID, END], False, [4]),
        ([END], False, [1]),
        ([USER, START, END, USER], True, [3]),
        ([READY], None, []),  # an agent that has just started
        ([USER, READY], True, []),
        ([USER, ACP, READY], False, [3]),
        ([USER, ACP, READY, READY], False, [3]),
        ([USER, START, SAID, END, READY], False, [4]),
        ([USER, START, SAID, END, USER, READY], True, [4]),
        ([USER, note("switch", mode="remote"), READY], True, []),
        ([USER, note("message", message="Aborted"), READY], False, [3]),
        ([USER, START, agent({"t": "turn-end", "status": "completed"}, turn="t0")], True, []),
        ([USER, START, agent({"t": "turn-end", "status": "completed"})], False, [3]),
        ([USER, START, agent({"t": "turn-end", "status": "x"}, turn="t1", subagent="s")], True, []),
        ([agent({"t": "text", "text": "typed"}, role="user")], True, []),
        ([SAID], True, []),
    ],
)
def test_turns(contents: list[dict[str, Any]], running: bool | None, ends: list[int]) -> None:
    turn, found = played(*contents)
    assert (turn.running, found) == (running, ends)


def test_what_was_said_and_how_it_ended() -> None:
    failed = agent({"t": "turn-end", "status": "failed"}, turn="t1")
    turn, _ = played(USER, START, SAID, END, USER, START, ACP, SAID, failed)
    assert (turn.texts, turn.status, turn.seq) == (["Hi", "Done."], "failed", 9)


def test_a_second_question_does_not_make_the_first_answer_forgotten() -> None:
    turn, _ = played(USER, START, SAID, USER, SAID, END)
    assert turn.texts == ["Done.", "Done."]


@pytest.mark.parametrize(
    ("state", "rests"),
    [
        (None, False),
        ({}, True),
        ({"controlledByUser": None}, True),
        ({"controlledByUser": False, "requests": {}}, True),
        ({"controlledByUser": True}, False),
        ({"controlledByUser": False, "requests": {"r": {}}}, False),
    ],
)
def test_being_at_rest(state: dict[str, Any] | None, rests: bool) -> None:
    assert is_at_rest(state) is rests


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("role", "content", "type", "data", "ev", "t", "text", "turn", "status", "message"),
                    *("requests", "tool", "createdAt", "summary", "subagent"),
                ]
            ),
            inner
            | st.sampled_from(
                ["session", "user", "agent", "text", "event", "ready", "turn-end", "output", "acp", "message"]
            ),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.lists(st.dictionaries(st.sampled_from(["role", "content"]), JSON), max_size=5))
def test_any_json_can_be_a_message(contents: list[dict[str, Any]]) -> None:
    turn, ends = played(*contents)
    for content in contents:
        envelope_of(content)
        begins_turn(content)
        assert isinstance(text_of(content), str | None)
    assert all(isinstance(text, str) for text in turn.texts)
    assert turn.running is None or isinstance(turn.running, bool)
    assert (turn.running is False) >= bool(ends and ends[-1] == len(contents))


@given(JSON)
def test_any_json_can_be_metadata_and_state(value: Any) -> None:
    session = Session(
        id="s",
        active=True,
        created_at=1,
        metadata={"summary": value, "name": value},
        agent_state_data={"requests": value},
    )
    assert session.name is None or session.name
    assert all(request.id for request in session.permission_requests if request.id)


def test_requests_are_in_their_order() -> None:
    requests = {"b": {"tool": "B", "createdAt": 2}, "a": {"tool": None, "createdAt": 1}, "c": 7}
    session = Session(id="s", active=True, created_at=1, agent_state_data={"requests": requests})
    assert [(request.id, request.tool) for request in session.permission_requests] == [
        ("c", ""),
        ("a", ""),
        ("b", "B"),
    ]
