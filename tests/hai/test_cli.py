"""`fairlead hai run` and `fairlead hai sessions`, and what people see meanwhile."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from fairlead.emulator import Emulator
from fairlead.emulator.hai import AgentTurn, Fail, Say, Stall, Think
from fairlead.hai import Client
from fairlead.pytest_plugin import EmulatorFactory
from tests.cli_documents import check_examples
from tests.terminal import Terminal

Run = Callable[..., subprocess.CompletedProcess[str]]


def look(turn: AgentTurn) -> Iterator[Any]:
    yield Think("I will look")
    yield Say("[bold]nearly[/bold] there\x1b[2J")
    return {"title": "[red]news[/red]"}


@pytest.fixture
def env(hai_emulator: Emulator) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "COLUMNS": "100", **hai_emulator.env}


@pytest.fixture
def hai(env: Mapping[str, str]) -> Run:
    def run(*arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "fairlead.cli", "hai", *arguments]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run


@pytest.fixture
def client(hai_emulator: Emulator) -> Iterator[Client]:
    with Client(**hai_emulator.options) as running:
        yield running


def play(backend: Emulator, script: object) -> None:
    backend.run(backend.backend.play, script)  # type: ignore[attr-defined]


def test_run_shows_progress_and_the_answer_as_it_is(hai: Run, hai_emulator: Emulator) -> None:
    play(hai_emulator, look)

    done = hai("run", "What is new?")

    assert re.fullmatch(
        r"Session: \S+\nStatus: idle\nOutcome: success\n\n\{\n  \"title\": \"\[red\]news\[/red\]\"\n\}\n",
        done.stdout,
    )
    assert "live view: http://127.0.0.1" in done.stderr
    assert re.search(r"^\d:\d\d · running · step 1 · I will look$", done.stderr, re.MULTILINE)
    assert "[bold]nearly[/bold] there\ufffd[2J" in done.stderr


def test_run_for_programs(hai: Run, hai_emulator: Emulator) -> None:
    play(hai_emulator, look)

    done = hai("run", "What is new?", "--json")

    assert done.stderr == ""
    data = json.loads(done.stdout)
    assert list(data) == sorted(data)
    assert data.pop("session_id")
    assert data.pop("agent_view_url").startswith(hai_emulator.url)
    assert data == {
        "answer": {"title": "[red]news[/red]"},
        "status": "idle",
        "outcome": "success",
        "error": None,
        "error_code": None,
    }
    assert json.loads(hai("--json", "run", "What is new?").stdout)["status"] == "idle"


def test_run_sends_what_was_asked_for(hai: Run, client: Client) -> None:
    task = ["run", "Look", "-a", "h/web-surfer-pro", "--max-steps", "7", "--max-time", "30"]
    session_id = json.loads(
        hai(
            *task,
            "-o",
            "agent.environments[kind=web].start_url=https://example.com/?a=b",
            "-o",
            "agent.instructions=be quick",
            "--json",
        ).stdout
    )["session_id"]

    request = client.sessions.get_session(session_id).request
    assert (request.max_steps, request.max_time_s) == (7, 30.0)
    agent = request.to_dict()["agent"]
    assert agent["name"] == "h/web-surfer-pro"
    assert agent["instructions"] == "be quick"
    assert agent["environments"][0]["start_url"] == "https://example.com/?a=b"


@pytest.mark.parametrize("wrong", ["bad", "=1", "a[b=c]"])
def test_an_override_without_a_value_is_wrong_usage(hai: Run, wrong: str) -> None:
    assert "is not PATH=VALUE" in hai("run", "x", "-o", wrong, code=2).stderr


def test_a_session_that_fails_is_an_error_with_its_reason(hai: Run, hai_emulator: Emulator) -> None:
    play(hai_emulator, [Fail("the page burned down")])
    done = hai("run", "x", code=1)
    assert "Status: failed\n" in done.stdout
    assert "Error: the page burned down" in done.stdout


def test_an_unknown_agent_is_one_line(hai: Run) -> None:
    done = hai("run", "x", "--agent", "h/none", code=1)
    assert done.stdout == ""
    assert done.stderr.startswith("fairlead: ")
    assert done.stderr.count("\n") == 1
    assert json.loads(hai("run", "x", "--agent", "h/none", "--json", code=1).stderr)["error"]["message"]


def only_session(client: Client, seconds: float = 20) -> str:
    end = time.monotonic() + seconds
    while not (found := client.sessions.list_sessions().items):
        assert time.monotonic() < end
    return str(found[0].id)


def until_status(client: Client, session_id: str, status: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while client.sessions.get_session_status(session_id).status != status:
        assert time.monotonic() < end


def test_ctrl_c_cancels_the_session_and_says_so(
    env: Mapping[str, str], hai_emulator: Emulator, client: Client
) -> None:
    play(hai_emulator, [Think("I am thinking"), Stall()])
    terminal = Terminal("hai", "run", "Look", env=env)
    try:
        # The line is drawn again and again.
        terminal.read_until(re.compile(r"0:\d\d · running · step 1 · I am thinking"))
        terminal.interrupt()
        assert terminal.end() == 130
        assert "Interrupted: cancelling the session." in terminal.shown
        assert f"Session {only_session(client)} is cancelled." in terminal.shown
    finally:
        terminal.close()
    until_status(client, only_session(client), "interrupted")


def test_a_run_without_an_answer_in_time_is_cancelled(
    hai: Run, hai_emulator: Emulator, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An agent beyond its time, which even the emulated service does not stop, as it thinks in no time.
    from fairlead.cli.hai import _run

    play(hai_emulator, [Stall()])
    monkeypatch.setattr(_run, "_GRACE", -0.5)
    for name, value in hai_emulator.env.items():
        monkeypatch.setenv(name, value)
    from typer.testing import CliRunner

    from fairlead.cli._app import build

    done = CliRunner().invoke(build(), ["hai", "run", "x", "--max-time", "1", "--json"])

    assert done.exit_code == 1
    assert json.loads(done.stderr)["error"]["code"] == "SessionTimeout"
    until_status(client, only_session(client), "interrupted")


def test_a_run_that_gets_no_slot_says_how_to_free_one(
    fairlead_emulator: EmulatorFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from typer.testing import CliRunner

    from fairlead.cli._app import build
    from fairlead.cli.hai import _run

    monkeypatch.setattr(_run, "_GRACE", -0.5)
    for name, value in fairlead_emulator("hai", max_sessions=1).env.items():
        monkeypatch.setenv(name, value)
    command = ["hai", "run", "x", "--max-time", "1"]
    assert CliRunner().invoke(build(), command).exit_code == 0

    done = CliRunner().invoke(build(), command)

    assert done.exit_code == 1
    what = "`fairlead hai sessions list` shows them, `fairlead hai sessions cancel ID` frees a slot"
    assert f"It waits for other sessions to end: {what}." in done.stderr
    assert "0:00 · queued" in done.stderr
    assert re.search(rf"it is queued, as no slot is free; .*cancelled; {what}$", done.stderr, re.MULTILINE)


def test_watching_shows_each_event_once_and_how_it_ended(
    hai: Run, hai_emulator: Emulator, client: Client
) -> None:
    play(hai_emulator, look)
    session = client.start_session(agent="h/web-surfer-pro", messages="Look")

    lines = hai("sessions", "watch", session.id, "--json").stdout.splitlines()
    *events, last = map(json.loads, lines)
    assert [event["type"] for event in events] == [
        event.type for event in client.sessions.list_session_events(session.id).items
    ]
    assert (last["status"], last["answer"], last["new_events"]) == ("idle", {"title": "[red]news[/red]"}, [])

    text = hai("sessions", "watch", session.id).stdout
    assert [int(line.split()[0]) for line in text.splitlines() if re.match(r" +\d+  ", line)] == list(
        range(len(events))
    )
    assert '"title": "[red]news[/red]"' in text


def test_ctrl_c_leaves_a_watched_session_alone(
    env: Mapping[str, str], hai_emulator: Emulator, client: Client
) -> None:
    play(hai_emulator, [Think("I am thinking"), Stall()])
    session = client.start_session(agent="h/web-surfer-pro", messages="Look")
    terminal = Terminal("hai", "sessions", "watch", session.id, env=env)
    try:
        terminal.read_until(re.compile("I am thinking"))
        terminal.interrupt()
        assert terminal.end() == 130
        assert "Stopped watching; the session goes on." in terminal.shown
    finally:
        terminal.close()
    assert session.status().status == "running"


def test_a_session_is_steered_from_the_command_line(hai: Run, client: Client) -> None:
    session = client.start_session(agent="h/web-surfer-pro", messages="First", idle_timeout_s=600)
    session.wait_for_completion(timeout_seconds=20)

    assert hai("sessions", "send", session.id, "Second").stdout == "sent\n"
    result = session.wait_for_completion(timeout_seconds=20)
    assert "Second" in str([event.to_dict() for event in result.events])
    assert re.search(rf"{session.id}  idle +h/web-surfer-pro", hai("sessions", "list").stdout)
    assert json.loads(hai("sessions", "get", session.id).stdout)["id"] == session.id
    assert hai("sessions", "status", session.id).stdout.split() == ["Status", "Steps", "Error", "idle", "2"]
    assert (
        json.loads(hai("sessions", "events", session.id, "--json").stdout)[0]["type"] == "RequestStartEvent"
    )

    url = hai("sessions", "share", session.id).stdout.strip()
    assert url.startswith("http://127.0.0.1")
    assert json.loads(hai("sessions", "unshare", session.id, "--json").stdout) == {
        "ack": True,
        "action": "unshared",
    }

    # An idle session occupies a place, so it can be cancelled.
    assert hai("sessions", "cancel", session.id).stdout == "cancelled\n"
    until_status(client, session.id, "interrupted")
    assert json.loads(hai("sessions", "cancel", session.id, "--json").stdout) == {
        "ack": False,
        "action": "cancel",
        "status": "interrupted",
    }
    hai("sessions", "send", session.id, "Third", code=1)


def test_cancelling_asks_a_person_first(
    env: Mapping[str, str], hai_emulator: Emulator, client: Client
) -> None:
    play(hai_emulator, [Stall()])
    session = client.start_session(agent="h/web-surfer-pro", messages="Look")
    for answer, expected in (("n\n", "running"), ("y\n", "interrupted")):
        terminal = Terminal("hai", "sessions", "cancel", session.id, env=env)
        try:
            terminal.read_until(re.compile(r"Cancel the session \(running\)\?"))
            terminal.type(answer)
            assert terminal.end() == (1 if expected == "running" else 0)
        finally:
            terminal.close()
        until_status(client, session.id, expected)


def test_agents_and_skills(hai: Run, client: Client) -> None:
    client.skills.create_skill(name="invoices", description="How to read\ninvoices", body="...")
    assert "h/web-surfer-pro" in hai("agents", "list").stdout
    assert hai("agents", "list", "--search", "nothing like that").stdout.split() == ["Name", "Description"]
    assert json.loads(hai("agents", "get", "h/web-surfer-pro").stdout)["name"] == "h/web-surfer-pro"
    assert "invoices  How to read invoices" in hai("skills", "list").stdout
    assert json.loads(hai("skills", "get", "invoices").stdout)["body"] == "..."
    hai("agents", "get", "../sessions", code=1)


def test_hosts_are_listed(hai: Run) -> None:
    found = json.loads(hai("mcp", "install", "list", "--json").stdout)
    assert set(found) == {"cursor", "vscode", "vscode-insiders", "claude-code", "hermes", "windsurf"}
    assert "no program 'emacs'; there is cursor, vscode, " in hai("mcp", "install", "emacs", code=2).stderr
    assert "none of these programs was found" in hai("mcp", "install", code=1).stderr


def test_the_server_is_added_to_a_host(env: Mapping[str, str], hai_emulator: Emulator, tmp_path: Any) -> None:
    (tmp_path / ".cursor").mkdir()
    command = [sys.executable, "-m", "fairlead.cli", "hai", "mcp", "install"]
    here = {**env, "HOME": str(tmp_path)}

    def install(*arguments: str) -> dict[str, Any]:
        done = subprocess.run(
            [*command, *arguments, "--json"], env=here, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    assert install("--dry-run")["results"][0]["status"] == "planned"
    assert list((tmp_path / ".cursor").iterdir()) == []
    (result,) = install()["results"]
    assert (result["client"], result["status"], result["skill"]["status"]) == (
        "cursor",
        "installed",
        "installed",
    )
    written = json.loads((tmp_path / ".cursor/mcp.json").read_text())["mcpServers"]["hai-agents"]
    assert written["url"] == f"{hai_emulator.url}/mcp"
    assert written["headers"] == {"Authorization": f"Bearer {env['HAI_API_KEY']}"}
    assert (tmp_path / ".cursor/skills/hai-agents/SKILL.md").exists()


def test_the_document_is_true(env: Mapping[str, str]) -> None:
    assert check_examples("cli-hai.md", env) == 3
