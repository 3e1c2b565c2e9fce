"""What agents ask, and a person answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fairlead.emulator import Question
from fairlead.emulator.hai import Answer, Ask, Call, Stall
from fairlead.errors import InvalidArgument
from fairlead.hai import Client
from tests.emulator.hai.conftest import SECONDS


def pays(turn: Any) -> Iterator[Any]:
    first = yield Ask("Shall I pay?")
    second = yield Ask(f"You said {first!r}. Are you sure?")
    yield Answer([first, second])


@pytest.fixture
def asking(wire: Any) -> Any:
    wire.play(pays)
    return wire


def asked(wire: Any) -> list[str]:
    return [question.text for question in wire.emulator.questions()]


def test_a_question_is_open_until_it_is_answered(asking: Any) -> None:
    session_id = asking.start("Buy a book")
    emulator = asking.emulator
    (first,) = emulator.questions()
    assert first == Question(
        id=first.id,
        text="Shall I pay?",
        about=f"session {session_id} of h/web-surfer-pro: Buy a book",
        free=True,
    )
    emulator.answer(first.id, "yes")
    asking.pass_()
    assert asked(asking) == ["You said 'yes'. Are you sure?"]
    with pytest.raises(InvalidArgument, match="no agent waits for an answer to"):
        emulator.answer(first.id, "yes")  # that one is over, whatever the session asks now
    emulator.answer(emulator.questions()[0].id, "of course")
    asking.pass_()
    assert asked(asking) == []
    assert asking.answer(session_id) == ["yes", "of course"]


def test_the_answer_is_a_message_like_any_other(asking: Any, receiver: Any) -> None:
    asking.post("/webhooks", {"url": receiver.url})
    session_id = asking.start()
    for said in ("by a person", "by the application"):
        if said == "by a person":
            asking.emulator.answer(asking.emulator.questions()[0].id, said)
            asking.pass_()
        else:
            asking.say(session_id, said)
    messages = [
        (event["data"]["caller_id"], event["data"]["content"])
        for event in asking.events(session_id)
        if event["data"].get("kind") == "message_event"
    ]
    assert messages == [
        ("user", ["hello"]),
        ("agent", ["Shall I pay?"]),
        ("user", ["by a person"]),
        ("agent", ["You said 'by a person'. Are you sure?"]),
        ("user", ["by the application"]),
    ]
    told = Counter(json.loads(receiver.next().body)["data"]["status"] for _ in range(7))
    assert told == {"pending": 1, "running": 3, "idle": 3}


def test_a_client_waits_for_the_person(asking: Any) -> None:
    with Client(**asking.emulator.options) as client:
        handle = client.start_session(agent="h/web-surfer-pro", messages="Buy a book")
        for _ in range(2):
            asking.pass_()
            asking.emulator.answer(asking.emulator.questions()[0].id, "yes")
        asking.pass_()
        assert handle.wait_for_completion(timeout_seconds=SECONDS).answer == ["yes", "yes"]


def test_the_oldest_question_is_first(asking: Any) -> None:
    sessions = [asking.start(text) for text in ("one", "two")]
    asking.say(sessions[0], "yes")
    assert asked(asking) == ["Shall I pay?", "You said 'yes'. Are you sure?"]


def test_a_question_that_was_answered_is_not_open_before_the_answer_is_read(
    wire_of: Callable[..., Any],
) -> None:
    wire = wire_of(agent=pays, delivery_seconds=60)
    wire.emulator.clock.freeze()
    wire.start()
    wire.pass_(60)
    (question,) = wire.emulator.questions()
    wire.emulator.answer(question.id, "yes")
    assert asked(wire) == []
    with pytest.raises(InvalidArgument):
        wire.emulator.answer(question.id, "no")
    wire.pass_(60)
    assert asked(wire) == ["You said 'yes'. Are you sure?"]


@pytest.mark.parametrize("way", ["cancel", "reset", "time"])
def test_nobody_answers(asking: Any, way: str) -> None:
    asking.emulator.clock.freeze()
    session_id = asking.start(idle_timeout_s=60)
    assert asked(asking) == ["Shall I pay?"]
    if way == "cancel":
        asking.delete(f"/sessions/{session_id}")
    elif way == "reset":
        asking.emulator.reset()
    else:
        asking.pass_(61)
    assert asked(asking) == []


def test_a_question_is_open_after_a_restart(wire_of: Callable[..., Any], tmp_path: Path) -> None:
    def asks_once(turn: Any) -> Any:
        return f"You said {turn.message}" if turn.number > 1 else [Ask("Shall I pay?")]

    data = tmp_path / "state.sqlite"
    before = wire_of(data=data, agent=asks_once)
    session_id = before.start("Buy a book")
    questions = before.emulator.questions()
    before.emulator.stop()

    after = wire_of(data=data, agent=asks_once)
    assert after.emulator.questions() == questions
    assert [question.text for question in questions] == ["Shall I pay?"]
    after.emulator.answer(questions[0].id, "yes")
    assert asked(after) == []
    after.pass_()
    assert after.answer(session_id) == "You said yes"
    assert asked(after) == []


@pytest.mark.parametrize("step", [Call("look"), Stall()])
def test_only_what_a_user_is_asked_is_a_question(wire: Any, step: Any) -> None:
    wire.play([step])
    wire.start()
    assert asked(wire) == []


def test_a_crowded_platform_takes_no_answer(wire_of: Callable[..., Any]) -> None:
    wire = wire_of(agent=lambda turn: [Stall()] if turn.message == "wait" else [Ask("Well?")], capacity=1)
    wire.start("ask")
    wire.start("wait")
    (question,) = wire.emulator.questions()
    with pytest.raises(InvalidArgument, match="The platform is at its limit"):
        wire.emulator.answer(question.id, "yes")
    assert wire.emulator.questions() == [question]
