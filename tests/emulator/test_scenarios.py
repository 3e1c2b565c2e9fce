"""Scenarios: what a file may say, how mistakes in it are told, and how an emulator plays them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from fairlead.emulator import Emulator, Fault, Scenario
from fairlead.emulator._steps import filled
from fairlead.emulator.hai import Answer, Ask, Call, Stall, Think
from fairlead.emulator.hai.steps import Calls
from fairlead.emulator.happy.steps import Ask as AskPermission
from fairlead.emulator.happy.steps import Hang, Say
from fairlead.errors import ConfigurationError, FairleadError

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a scenario into a file."""

    def write(text: str) -> Path:
        file = tmp_path / "sample.yaml"
        file.write_text(text, "utf-8")
        return file

    return write


@pytest.fixture(scope="module")
def _shared_hestia() -> Iterator[Emulator]:
    with Emulator("hestia") as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared_hestia: Emulator) -> Iterator[Emulator]:
    yield _shared_hestia
    _shared_hestia.reset()


def output(emulator: Emulator, text: str = "hello", session: str | None = None) -> str:
    body = {"input": text, "context": {"session_id": session}}
    answer = httpx2.post(f"{emulator.url}/api/v1/run", json=body, trust_env=False)
    return answer.json()["output"] if answer.is_success else str(answer.status_code)


def answering(text: str, **more: Any) -> Scenario:
    return Scenario(name="answering", backend="hestia", agent=lambda _text, _context: text, **more)


# Files.


def test_a_file_says_it_all(write: Write) -> None:
    scenario = Scenario.load(
        write("""
backend: hai
description: Asks before it pays.
settings: {region: us, step_seconds: 1, closed_environments: [web]}
agent:
  - think: I look for the cheapest.
  - call: {tool: get_price, args: {item: book, max: 3}}
  - calls: [{tool: a}, {tool: b, id: null}]
  - ask: Shall I pay?
  - stall
  - answer: {value: {paid: true}, outcome: partial}
faults:
  - {method: POST, path: "/api/v2/sessions", status: 503, headers: {Retry-After: "1"}, times: 1}
  - {cut_after_events: 2, lose_events: [1, 3]}
""")
    )
    assert (scenario.name, scenario.backend, scenario.description) == (
        "sample",
        "hai",
        "Asks before it pays.",
    )
    assert scenario.settings == {"region": "us", "step_seconds": 1.0, "closed_environments": ("web",)}
    assert scenario.agent.turns == (
        (
            Think("I look for the cheapest."),
            Call("get_price", {"item": "book", "max": 3}),
            Calls([Call("a"), Call("b", id=None)]),
            Ask("Shall I pay?"),
            Stall(),
            Answer({"paid": True}, "partial"),
        ),
    )
    assert scenario.faults == (
        Fault(method="POST", path="/api/v2/sessions", status=503, headers={"Retry-After": "1"}, times=1),
        Fault(cut_after_events=2, lose_events=(1, 3)),
    )


def test_steps_can_branch(write: Write) -> None:
    scenario = Scenario.load(
        write("""
backend: happy
turns:
  - - ask: {tool: Bash, approved: [{say: Done}], denied: [{ask: {tool: Read}}, hang]}
  - - say: Again
""")
    )
    asked = AskPermission("Bash", approved=(Say("Done"),), denied=(AskPermission("Read"), Hang()))  # type: ignore[arg-type]
    assert scenario.agent.turns == ((asked,), (Say("Again"),))


@pytest.mark.parametrize(
    ("text", "value"), [("yes", "yes"), ("on", "on"), ("2026-01-02", "2026-01-02"), ("'5'", "5")]
)
def test_what_looks_like_a_word_is_text(write: Write, text: str, value: str) -> None:
    assert Scenario.load(write(f"backend: happy\nagent: [say: {text}]")).agent.turns == ((Say(value),),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("backend: hesta", "1:10: there is no backend 'hesta'; did you mean 'hestia'"),
        ("agent: []", "1:1: a scenario needs `backend`, one of hai, "),
        ("backend: [hai]", "1:10: expected text, found a list"),
        ("backend: hai\nagnet: []", "2:1: unknown key 'agnet' in a scenario; did you mean 'agent'?"),
        ("backend: hai\ndescription: 5", "2:14: expected text, found the number 5"),
        ("backend: hai\nbackend: hai", "2:1: 'backend' stands here twice"),
        ("- hai", "1:1: a scenario must be a mapping, found a list"),
        ("", "1:1: the file is empty"),
        ("backend: hai\nagent: [", "2:9: this is no YAML: "),
        ("backend: hai\nagent: &all [*all]", "2:8: an alias cannot stand inside of what it repeats"),
        ("backend: hai\nagent: [say: !secret x]", "2:14: the tag '!secret' means nothing here"),
        # The agent.
        (
            "backend: hai\nagent:\n  - thnik: x",
            "3:5: hai has no step 'thnik'; did you mean 'think'? (there is: think, ",
        ),
        ("backend: hai\nagent:\n  - thnik", "3:5: hai has no step 'thnik'; did you mean 'think'?"),
        (
            "backend: hai\nagent:\n  - call: {tol: x}",
            "3:12: unknown key 'tol' in call; did you mean 'tool'? (there is: tool, args, id)",
        ),
        ("backend: hai\nagent:\n  - call: {args: {}}", "3:11: call needs 'tool'"),
        ("backend: hai\nagent:\n  - call", "3:5: call needs 'tool'"),
        ("backend: hai\nagent:\n  - calls: [{tool: 5}]", "3:20: calls: expected text, found the number 5"),
        ("backend: hai\nagent:\n  - calls: [{args: {}}]", "3:13: calls: 'tool' is missing"),
        ("backend: hai\nagent:\n  - calls: [{tool: a, arg: {}}]", "3:28: calls: there is no 'arg'"),
        ("backend: hai\nagent:\n  - stall: long", "3:12: seconds: expected a number, found the text 'long'"),
        ("backend: hai\nagent:\n  - stall: .inf", "3:12: a number must be finite, found .inf"),
        (
            "backend: hai\nagent: [{say: a, think: b}]",
            "2:9: a step is one key with its value, such as `say: Hello`, found a mapping",
        ),
        ("backend: hai\nagent: {say: a}", "2:8: the steps of an agent must be a list, found a mapping"),
        ("backend: hai\nagent: []", "2:8: there is no step here"),
        ("backend: hai\nturns: []", "2:8: there is no turn here"),
        ("backend: hai\nturns: [[{say: a}], []]", "2:21: there is no step here"),
        (
            "backend: hai\nagent: [{say: a}]\nturns: []",
            "3:1: `agent` has the steps of every turn, `turns` those of each",
        ),
        ("backend: happy\nagent: [{hang: 3}]", "2:16: hang takes nothing, found the number 3"),
        (
            "backend: happy\nagent: [{ask: {tool: x, denied: [{syy: a}]}}]",
            "2:35: happy has no step 'syy'; did you mean 'say'?",
        ),
        ("backend: mycel\nagent: [{sleep: -1}]", "2:17: sleep must not be negative, got -1.0"),
        # Settings.
        (
            "backend: hai\nsettings: {regin: us}",
            "2:12: unknown key 'regin' in the settings of hai; did you mean 'region'?",
        ),
        ("backend: hai\nsettings: {region: uk}", "2:11: region is 'uk'; it can be eu, us"),
        (
            "backend: hai\nsettings: {max_queued: 1.5}",
            "2:24: max_queued: expected a whole number, found the number 1.5",
        ),
        (
            "backend: hestia\nsettings: {access_control: 'yes'}",
            "2:28: access_control: expected true or false, found the text 'yes'",
        ),
        (
            "backend: hai\nsettings: {agent: []}",
            "2:12: what the agent does stands beside the settings, as `agent`",
        ),
        ("backend: happy\nsettings: {spawn: x}", "2:19: spawn is a function, which cannot stand in a file"),
        ("backend: mycel\nsettings: {sandboxes: {x: {qouta: 1}}}", "2:35: sandboxes: there is no 'qouta'"),
        # Faults.
        ("backend: hai\nfaults: [{status: 99}]", "2:10: status must be from 200 to 599, got 99"),
        (
            "backend: hai\nfaults: [{drop: later}]",
            "2:17: drop: expected 'before' or 'after', found the text 'later'",
        ),
        (
            "backend: hai\nfaults: [{statsu: 503}]",
            "2:11: unknown key 'statsu' in fault; did you mean 'status'?",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(write: Write, text: str, problem: str) -> None:
    file = write(text)
    with pytest.raises(ConfigurationError, match=re.escape(f"{file}:{problem}")):
        Scenario.load(file)


def test_a_description_is_one_line(write: Write) -> None:
    scenario = Scenario.load(write("backend: hai\ndescription: |\n  It asks,\n  and then it pays.\n"))
    assert scenario.description == "It asks, and then it pays."


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"cannot read .*missing\.yaml"):
        Scenario.load(tmp_path / "missing.yaml")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match=r"cannot read .*binary\.yaml"):
        Scenario.load(binary)


def test_a_backend_without_types_and_steps(tiny_available: None, write: Write) -> None:
    assert Scenario.load(write("backend: tiny\nsettings: {greeting: hi}")).settings == {"greeting": "hi"}
    with pytest.raises(ConfigurationError, match="unknown key 'greting' in the settings of tiny"):
        Scenario.load(write("backend: tiny\nsettings: {greting: hi}"))
    with pytest.raises(ConfigurationError, match="2:1: tiny has no agent that takes steps"):
        Scenario.load(write("backend: tiny\nagent: [say]"))


def test_what_the_user_said_is_filled_in_and_other_braces_stay() -> None:
    steps = [Answer({"you": ["{message}", "{messages} {0} {}"]}), Call("t", {"{message}": "{{message}}"}), 5]
    assert filled(steps, "a {message}") == [
        Answer({"you": ["a {message}", "{messages} {0} {}"]}),
        Call("t", {"{message}": "{a {message}}"}),
        5,
    ]


def test_settings_may_be_secret() -> None:
    scenario = Scenario(name="closed", backend="hestia", settings={"api_key": "hush"})
    assert "hush" not in repr(scenario)


# Playing.


def test_a_scenario_can_be_switched_while_the_emulator_runs(emulator: Emulator) -> None:
    assert emulator.scenario is None
    assert output(emulator) == "processed: hello"
    emulator.play(answering("42"))
    assert emulator.scenario is not None
    assert emulator.scenario.name == "answering"
    assert output(emulator) == "42"
    emulator.play("refuses")
    assert output(emulator) == "403"
    emulator.play(None)
    assert (emulator.scenario, output(emulator)) == (None, "processed: hello")


def test_its_faults_come_and_go_with_it_and_others_stay(emulator: Emulator) -> None:
    mine = emulator.faults.add(Fault(path="/metrics", status=500))
    emulator.play(answering("1", faults=[Fault(status=503, times=1)]))
    assert (output(emulator), output(emulator)) == ("503", "1")
    emulator.play(answering("2", faults=[Fault(status=502, times=1)]))
    assert (output(emulator), output(emulator)) == ("502", "2")
    assert len(emulator.faults) == 2
    emulator.play(None)
    assert [*emulator.faults] == [mine]


def test_a_reset_goes_back_to_what_the_emulator_was_made_with(write: Write) -> None:
    turns = write(
        "backend: hestia\nturns: [[answer: first], [answer: later]]\nfaults: [{status: 503, times: 1}]"
    )
    with Emulator("hestia", scenario=turns) as emulator:
        assert emulator.scenario is not None
        for _ in range(2):
            assert [output(emulator) for _ in range(4)] == ["503", "first", "later", "later"]
            emulator.play("refuses")
            emulator.reset()
            assert emulator.scenario.name == "sample"
        emulator.stop()
        with emulator:
            assert [output(emulator) for _ in range(2)] == ["503", "first"]


def test_turns_are_counted_for_each_conversation(emulator: Emulator, write: Write) -> None:
    emulator.play(write("backend: hestia\nturns: [[answer: first], [answer: '{message} again']]"))
    said = [output(emulator, "hi", session) for session in ("a", "b", "a", "a", "b")]
    assert said == ["first", "first", "hi again", "hi again", "hi again"]


def test_what_was_played_can_be_played_again_by_name(emulator: Emulator, write: Write) -> None:
    packaged = [scenario.name for scenario in emulator.scenarios()]
    assert "refuses" in packaged
    emulator.play(write("backend: hestia\nagent: [answer: sampled]"))
    emulator.play(None)
    assert [scenario.name for scenario in emulator.scenarios()] == [*packaged, "sample"]
    emulator.play("sample")
    assert output(emulator) == "sampled"
    emulator.play("hestia/refuses")
    emulator.reset()
    assert [scenario.name for scenario in emulator.scenarios()] == packaged


def test_what_cannot_be_played(emulator: Emulator) -> None:
    for wanted, problem in [
        ("refuse", "hestia has no scenario 'refuse'; did you mean 'refuses'?"),
        ("hai/slow", "the scenario 'slow' is for hai, not hestia"),
        (Scenario(name="x", backend="hestia", settings={"stat": "RED"}), "unknown setting of hestia: stat"),
        (Scenario(name="x", backend="hestia", settings={"state": "BLUE"}), "state is 'BLUE'"),
        (
            answering("", faults=[Fault(path="/api/v1/rum/{id}", status=500)]),
            "there is no route '/api/v1/rum/{id}'",
        ),
    ]:
        with pytest.raises(ConfigurationError, match=re.escape(problem)):
            emulator.play(wanted)  # pyright: ignore[reportArgumentType]
        assert (emulator.scenario, output(emulator)) == (None, "processed: hello")
    assert "x" not in {scenario.name for scenario in emulator.scenarios()}
    with pytest.raises(FairleadError, match="not started"):
        Emulator("hestia").play("refuses")


def test_what_is_fixed_when_the_backend_starts_is_said_to_be(serve: Callable[..., Emulator]) -> None:
    polite = Scenario(name="polite", backend="tiny", settings={"greeting": "good day"})
    tiny = serve()
    with pytest.raises(
        ConfigurationError, match=r"greeting of tiny cannot change while it runs; .*scenario=\.\.\."
    ):
        tiny.play(polite)
    started = serve(scenario=polite)
    assert httpx2.get(f"{started.url}/api/greeting").json()["text"] == "good day"
    started.reset()
    assert started.scenario == polite
    with pytest.raises(ConfigurationError, match="tiny has no agent that a scenario could tell what to do"):
        serve(scenario=Scenario(name="x", backend="tiny", agent=[]))


def test_a_setting_is_said_in_one_place() -> None:
    with pytest.raises(ConfigurationError, match="the scenario sets state, too: say it in one place"):
        Emulator("hestia", scenario="throttled", state="GREEN")
    with pytest.raises(ConfigurationError, match="the scenario sets agent, too"):
        Emulator("hestia", scenario="fails", agent=lambda _text, _context: "")
    with Emulator("hestia", scenario="refuses", agent=lambda _text, _context: "mine") as emulator:
        emulator.play(None)
        assert output(emulator) == "mine"
