"""Every scenario that comes with a backend does what its description says, as an application sees it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest

from fairlead import hai, handoffrail, happy, hestia, mycel
from fairlead.emulator import Emulator, Scenario, available, load
from fairlead.emulator._scenario import packaged

T = TypeVar("T")
Test = Callable[[Emulator], None]

TESTS: dict[str, Test] = {}
SECONDS = 30.0
DESCRIBED = [scenario for backend in available() for scenario in packaged(backend)]


def shows(scenario: str) -> Callable[[Test], Test]:
    """Registers a function as the test of a scenario."""

    def register(test: Test) -> Test:
        TESTS[scenario] = test
        return test

    return register


@pytest.mark.parametrize("scenario", DESCRIBED, ids=lambda each: f"{each.backend}/{each.name}")
def test_a_scenario_is_what_it_says(scenario: Scenario, request: pytest.FixtureRequest) -> None:
    if {*scenario.settings} <= {*load(scenario.backend).changeable}:
        emulator: Emulator = request.getfixturevalue(f"{scenario.backend}_emulator")
        emulator.play(scenario.name)
    else:
        emulator = request.getfixturevalue("fairlead_emulator")(scenario.backend, scenario=scenario.name)
    assert emulator.scenario == scenario
    TESTS[f"{scenario.backend}/{scenario.name}"](emulator)
    assert all(active.hits for active in emulator.faults)


def test_every_backend_has_some_and_each_is_described() -> None:
    assert {scenario.backend for scenario in DESCRIBED} == {*available()}
    assert {f"{scenario.backend}/{scenario.name}" for scenario in DESCRIBED} == TESTS.keys()
    assert [scenario.name for scenario in DESCRIBED if not scenario.description.endswith(".")] == []


def while_time_passes(emulator: Emulator, call: Callable[[], T]) -> tuple[T, timedelta]:
    """What a call returns while the clock is advanced, and how much of its time that took."""
    emulator.clock.freeze()
    begun, deadline = emulator.clock.now(), time.monotonic() + SECONDS
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(call)
        while not result.done():
            assert time.monotonic() < deadline
            emulator.clock.advance(1)
    return result.result(), emulator.clock.now() - begun


def eventually(what: Callable[[], T]) -> T:
    """What a call returns, as soon as that is true."""
    deadline = time.monotonic() + SECONDS
    while not (found := what()):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return found


# HandoffRail.


def packet(summary: str = "a refund") -> handoffrail.HandoffPacket:
    return (
        handoffrail.HandoffPacket.builder()
        .from_agent("a", "A")
        .to_agent("b", "B")
        .with_summary(summary)
        .build()
    )


@shows("handoffrail/worker")
def handoffrail_worker(emulator: Emulator) -> None:
    emulator.clock.freeze()
    with handoffrail.HandoffRailClient(**emulator.options) as client:
        created = client.create_packet(packet())
        emulator.clock.advance(59)
        claimed = client.get_packet(created.id)
        assert (claimed.status, claimed.metadata.target_agent.id) == ("claimed", "b")
        emulator.clock.advance(1)
        assert client.get_packet(created.id).status == "completed"


@shows("handoffrail/asks-a-person")
def handoffrail_asks_a_person(emulator: Emulator) -> None:
    with handoffrail.HandoffRailClient(**emulator.options) as client:
        created = client.create_packet(packet())
        (question,) = eventually(emulator.questions)
        assert (question.text, question.choices) == ("Approve: a refund?", ("approve", "reject"))
        emulator.answer(question.id, "approve")
        assert eventually(lambda: client.get_packet(created.id).status == "completed")
        assert client.get_packet(created.id).hitl.response == "approve"


@shows("handoffrail/gives-up")
def handoffrail_gives_up(emulator: Emulator) -> None:
    with handoffrail.HandoffRailClient(**emulator.options) as client:
        created = [client.create_packet(packet()).id for _ in range(3)]
        emulator.clock.advance(0)
        assert [client.get_packet(each).status for each in created] == ["failed", "completed", "completed"]


@shows("handoffrail/free-tier")
def handoffrail_free_tier(emulator: Emulator) -> None:
    with handoffrail.HandoffRailClient(**emulator.options, max_retries=0) as client:
        for _ in range(5):
            client.create_packet(packet())
        with pytest.raises(handoffrail.RateLimitError, match="daily packet quota"):
            client.create_packet(packet())


@shows("handoffrail/flaky-network")
def handoffrail_flaky_network(emulator: Emulator) -> None:
    with handoffrail.HandoffRailClient(**emulator.options) as client:
        with pytest.raises(handoffrail.HandoffRailError):
            client.create_packet(packet())
        assert client.list_packets().total == 1  # it had arrived


@shows("handoffrail/broken-streams")
def handoffrail_broken_streams(emulator: Emulator) -> None:
    with handoffrail.HandoffRailClient(**emulator.options) as client, client.events() as events:
        created = [str(client.create_packet(packet()).id) for _ in range(3)]
        seen = [next(events).packet_id for _ in created]
        assert seen == created


# H Company's agents.


def ask(emulator: Emulator, **options: object) -> hai.SessionResult:
    with hai.Client(**emulator.options) as client:
        return client.run_session(agent="h/web-surfer-pro", messages="a red shirt", **options)  # pyright: ignore[reportArgumentType]


@shows("hai/asks-a-person")
def hai_asks_a_person(emulator: Emulator) -> None:
    with hai.Client(**emulator.options) as client:
        session = client.start_session(agent="h/web-surfer-pro", messages="a red shirt")
        eventually(lambda: session.status().status == "idle")
        session.send_message("medium")
        assert session.wait_for_completion(timeout_seconds=SECONDS).answer == "Ordered: medium"


@shows("hai/uses-a-tool")
def hai_uses_a_tool(emulator: Emulator) -> None:
    asked: list[str] = []

    def search(query: str) -> str:
        """Search.

        Args:
            query: What for.
        """
        asked.append(query)
        return "nothing"

    assert ask(emulator, tools=[search]).answer == "I looked up: a red shirt"
    assert asked == ["a red shirt"]


@shows("hai/slow")
def hai_slow(emulator: Emulator) -> None:
    result, took = while_time_passes(emulator, lambda: ask(emulator))
    assert result.answer == "Echo: a red shirt"
    assert took >= timedelta(seconds=60 + 3 * 30)


@shows("hai/fails")
def hai_fails(emulator: Emulator) -> None:
    result = ask(emulator)
    assert (result.status, result.answer) == ("failed", None)


@shows("hai/stalls")
def hai_stalls(emulator: Emulator) -> None:
    with hai.Client(**emulator.options) as client:
        session = client.start_session(agent="h/web-surfer-pro", messages="a red shirt")
        eventually(lambda: session.status().status == "running")
        emulator.clock.advance(timedelta(days=1))
        assert session.status().status == "running"
        session.cancel()


@shows("hai/flaky-network")
def hai_flaky_network(emulator: Emulator) -> None:
    assert ask(emulator).answer == "Echo: a red shirt"


# Happy.


def work(emulator: Emulator) -> happy.TaskResult:
    with happy.SyncHappyClient(**emulator.options) as client:
        (machine,) = client.list_machines()
        return client.complete_task(
            machine.id, "/work", "Go on", timeout_seconds=SECONDS, permission_mode="default"
        )


@shows("happy/asks-a-person")
def happy_asks_a_person(emulator: Emulator) -> None:
    for answer, text in (("approve", "All tests pass."), ("deny", "I did not run the tests.")):
        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(work, emulator)
            (question,) = eventually(emulator.questions)
            emulator.answer(question.id, answer)
            assert text in (done.result().text or "")


@shows("happy/uses-a-tool")
def happy_uses_a_tool(emulator: Emulator) -> None:
    with happy.SyncHappyClient(**emulator.options) as client:
        (machine,) = client.list_machines()
        session = client.spawn_session(machine.id, "/work")
        client.send_message(session, "Go on")
        turn = client.wait_for_turn_completion(session, timeout_seconds=SECONDS)
        assert turn.text == "I have read it. You said: Go on"
        events = [
            message.content["content"]["ev"]
            for message in client.get_messages(session)
            if message.role == "session"
        ]
        assert [event.get("title") for event in events if event["t"] == "tool-call-start"] == [
            "Read README.md"
        ]


@shows("happy/slow")
def happy_slow(emulator: Emulator) -> None:
    done, took = while_time_passes(emulator, lambda: work(emulator))
    assert done.text is not None
    assert done.text.endswith("Done: Go on")
    assert took >= timedelta(seconds=120)


@shows("happy/fails")
def happy_fails(emulator: Emulator) -> None:
    done = work(emulator)
    assert done.status == "failed"
    assert "I ran out of memory." in (done.text or "")


@shows("happy/hangs")
def happy_hangs(emulator: Emulator) -> None:
    with happy.SyncHappyClient(**emulator.options) as client:
        (machine,) = client.list_machines()
        session = client.spawn_session(machine.id, "/work")
        client.send_message(session, "Go on")
        eventually(
            lambda: any("Let me see." in str(message.content) for message in client.get_messages(session))
        )
        emulator.clock.advance(timedelta(minutes=1))
        client.abort_turn(session)
        assert client.wait_for_turn_completion(session, timeout_seconds=SECONDS).status == "cancelled"


@shows("happy/flaky-network")
def happy_flaky_network(emulator: Emulator) -> None:
    assert work(emulator).text == "Echo: Go on"


# Mycel.


class Chat:
    """A chat of the first owner with a managed agent."""

    def __init__(self, emulator: Emulator, client: mycel.Client) -> None:
        self._emulator = emulator
        self._messages = client.messages
        self._agent = client.agents.create("Helper").id
        client.threads.create(self._agent, sandbox="local")
        self._id = client.chats.ensure_direct(self._agent).id

    def say(self, text: str) -> list[str]:
        """Say something, and hear what the agent has said by then."""
        self._messages.send(self._id, text, mentions=[self._agent])
        return self.after(0)

    def after(self, seconds: float) -> list[str]:
        """What it has said some time later, since the last time."""
        self._emulator.clock.advance(seconds)
        return [
            message.content for message in self._messages.read(self._id) if message.sender_id == self._agent
        ]


@shows("mycel/two-turns")
def mycel_two_turns(emulator: Emulator) -> None:
    with mycel.Client(**emulator.options) as client:
        chat = Chat(emulator, client)
        assert chat.say("Make a group") == ["Hello! What shall it be called?"]
        assert chat.say("Release") == ["Noted: Release"]
        assert chat.say("Release 2") == ["Noted: Release 2"]
        assert Chat(emulator, client).say("Make another") == ["Hello! What shall it be called?"]


@shows("mycel/talkative")
def mycel_talkative(emulator: Emulator) -> None:
    emulator.clock.freeze()
    with mycel.Client(**emulator.options) as client:
        chat = Chat(emulator, client)
        assert chat.say("the key") == ["Let me see.", "I am looking."]
        assert chat.after(9) == []
        assert chat.after(1) == ["Found: the key"]


@shows("mycel/slow")
def mycel_slow(emulator: Emulator) -> None:
    emulator.clock.freeze()
    with mycel.Client(**emulator.options) as client:
        chat = Chat(emulator, client)
        assert chat.say("Hello") == []
        assert chat.after(59) == []
        assert chat.after(1) == ["Echo: Hello"]


@shows("mycel/silent")
def mycel_silent(emulator: Emulator) -> None:
    with mycel.Client(**emulator.options) as client:
        chat = Chat(emulator, client)
        assert chat.say("Hello") == []
        assert chat.after(86_400) == []


@shows("mycel/flaky-network")
def mycel_flaky_network(emulator: Emulator) -> None:
    with mycel.Client(**emulator.options) as client:
        chat = Chat(emulator, client)
        with pytest.raises(mycel.MycelError):
            chat.say("Hello")
        assert chat.after(0) == ["Echo: Hello"]  # it had arrived
        (chats,) = client.chats.list()
        assert [message.content for message in client.messages.list(chats.id)] == ["Hello", "Echo: Hello"]


# HestiaOS.


@shows("hestia/refuses")
def hestia_refuses(emulator: Emulator) -> None:
    with hestia.Client(emulator.url) as client:
        with pytest.raises(hestia.GovernanceBlock) as raised:
            client.run("what time is it?")
        assert raised.value.trace_id is not None
        assert (client.governance.trace(raised.value.trace_id) or {})["reason"] == "Nothing may run today"


@shows("hestia/throttled")
def hestia_throttled(emulator: Emulator) -> None:
    with hestia.Client(emulator.url) as client:
        result = client.run("create a report")
        assert (result.result, result.budget) == ("THROTTLE", pytest.approx(0.7))


@shows("hestia/uses-a-tool")
def hestia_uses_a_tool(emulator: Emulator) -> None:
    with hestia.Client(emulator.url) as client, client.open_stream("the weather") as events:
        seen = list(events)
    (call,) = [event for event in seen if event.type == "tool_call"]
    assert "the weather" in str(call.data)
    with hestia.Client(emulator.url) as client:
        assert client.run("the weather").output == "I looked up: the weather"


@shows("hestia/slow")
def hestia_slow(emulator: Emulator) -> None:
    def run() -> str:
        with hestia.Client(emulator.url) as client:
            return client.run("hello").output

    output, took = while_time_passes(emulator, run)
    assert output == "Wait for it."
    assert took >= timedelta(seconds=20)


@shows("hestia/fails")
def hestia_fails(emulator: Emulator) -> None:
    with (
        hestia.Client(emulator.url) as client,
        pytest.raises(hestia.HestiaError, match="model cannot be reached"),
    ):
        client.run("hello")


@shows("hestia/flaky-network")
def hestia_flaky_network(emulator: Emulator) -> None:
    with hestia.Client(emulator.url) as client:
        with pytest.raises(hestia.ServerError):
            client.run("hello")
        assert client.run("hello").output == "processed: hello"
        with pytest.raises(hestia.StreamInterrupted), client.open_stream("hello") as events:
            for _ in events:
                pass
        with client.open_stream("hello") as events:
            assert [event.type for event in events][-1] == "done"
