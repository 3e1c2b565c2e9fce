"""`fairlead happy`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from fairlead.emulator import Emulator
from fairlead.emulator.happy import AgentFailed, AgentTurn
from fairlead.happy import SyncHappyClient
from tests.cli_documents import check_examples, run
from tests.terminal import Terminal

Happy = Callable[..., subprocess.CompletedProcess[str]]


async def careful(turn: AgentTurn) -> str:
    await turn.say("let me\x1b[2J look")
    allowed = await turn.ask("Bash", {"command": "make test"})
    if turn.text == "break":
        raise AgentFailed("it is broken")
    return "3 tests [bold]fail[/bold]" if allowed else f"not allowed: {allowed.reason}"


@pytest.fixture
def backend(fairlead_emulator: Any) -> Emulator:
    return fairlead_emulator("happy", agent=careful)


@pytest.fixture
def env(backend: Emulator) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "COLUMNS": "100", **backend.env}


@pytest.fixture
def happy(env: Mapping[str, str]) -> Happy:
    def call(*arguments: str, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
        done = run(["happy", *arguments], {**env, **more})
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    return call


@pytest.fixture
def client(backend: Emulator) -> Iterator[SyncHappyClient]:
    with SyncHappyClient(**backend.options) as running:
        yield running


@pytest.fixture
def machine(backend: Emulator) -> str:
    return backend.backend.machine_id  # type: ignore[attr-defined]


def test_run_shows_what_the_agent_does_and_what_it_said(happy: Happy, machine: str) -> None:
    done = happy("run", machine, "/home/dev/project", "test")
    assert done.stdout == "let me\ufffd[2J look\n\n3 tests [bold]fail[/bold]\n"
    assert re.search(r"^\d:\d\d · working · let me", done.stderr, re.MULTILINE)
    assert "let me\ufffd[2J look" in done.stderr

    data = json.loads(happy("run", machine, "/home/dev/project", "test", "--json").stdout)
    assert (data["status"], data["text"].endswith("[/bold]")) == ("completed", True)
    listed = json.loads(happy("sessions", "--json").stdout)
    assert data["session_id"] in [each["id"] for each in listed]
    assert [each["active"] for each in listed] == [False, False]


def test_a_turn_that_fails_is_an_error(happy: Happy, machine: str) -> None:
    done = happy("run", machine, "/home/dev/project", "break", "--json", code=1)
    assert json.loads(done.stdout)["status"] == "failed"


def test_refusals_are_one_line(happy: Happy, machine: str, fairlead_emulator: Any) -> None:
    assert happy("run", "nowhere", "/x", "y", code=1).stderr.count("\n") == 1
    strict = fairlead_emulator("happy", missing_directories=("/missing",))
    machine = strict.backend.machine_id
    refused = happy("run", machine, "/missing", "y", "--json", code=1, **strict.env)
    assert json.loads(refused.stderr)["error"]["code"] == "DirectoryApprovalRequired"
    happy("run", machine, "/missing", "y", "--create-dir", **strict.env)


def test_ctrl_c_stops_the_agent(env: Mapping[str, str], machine: str, client: SyncHappyClient) -> None:
    task = ["run", machine, "/home/dev/project", "test", "--permission-mode", "default"]
    terminal = Terminal("happy", *task, env=env)
    try:
        terminal.read_until(re.compile(r"0:\d\d · working · let me"))
        terminal.interrupt()
        assert terminal.end() == 130
        assert "Interrupted: the agent was stopped." in terminal.shown
    finally:
        terminal.close()
    (session,) = client.list_sessions()
    assert not client.is_alive(session.id)


def test_what_an_agent_asks_is_shown_and_answered(
    env: Mapping[str, str], happy: Happy, machine: str, client: SyncHappyClient
) -> None:
    session = client.spawn_session(machine, "/home/dev/project")
    terminal = Terminal("happy", "watch", session, "--after", "0", env=env)
    try:
        assert "stored as number" in happy("send", session, "test", "-p", "default").stdout
        terminal.read_until(re.compile("you: test"))
        asked = terminal.read_until(re.compile(rf"`fairlead happy answer {session} (\S+)` allows it"))
        request = asked.split()[4].strip("`")
        assert re.search(rf"{request} +Bash +{{\"command\":\"make test\"}}", happy("answer", session).stdout)
        assert happy("answer", session, request, "--deny", "--reason", "not today").stdout == "denied\n"
        terminal.read_until(re.compile("agent: not allowed: not today"))
        terminal.interrupt()
        assert terminal.end() == 130
        assert "Stopped watching; the session goes on." in terminal.shown
    finally:
        terminal.close()
    assert happy("answer", session).stdout == "nothing is asked\n"
    assert client.is_alive(session)


def test_what_was_asked_before_is_shown_to_who_watches(
    env: Mapping[str, str], machine: str, client: SyncHappyClient
) -> None:
    session = client.spawn_session(machine, "/home/dev/project")
    client.send_message(session, "test", "default")
    end = time.monotonic() + 20
    while not client.list_permission_requests(session):
        assert time.monotonic() < end
    terminal = Terminal("happy", "watch", session, env=env)
    try:
        terminal.read_until(re.compile("asks to use Bash"))
    finally:
        terminal.close()


def test_watching_for_programs_ends_with_the_session(
    env: Mapping[str, str], machine: str, client: SyncHappyClient
) -> None:
    session = client.spawn_session(machine, "/home/dev/project")
    client.send_message(session, "test")
    client.wait_for_turn_completion(session, timeout_seconds=20)
    terminal = Terminal("happy", "watch", session, "--after", "0", "--json", env=env)
    try:
        terminal.read_until(re.compile("turn-end"))
        client.delete_session(session)
        assert terminal.end() == 0
    finally:
        terminal.close()
    updates = [json.loads(line) for line in terminal.shown.splitlines() if line]
    numbers = [update["seq"] for update in updates if update["kind"] == "new-message"]
    assert numbers == sorted(set(numbers))
    assert updates[-1]["kind"] == "terminated"


def test_sending_waits_if_it_is_asked_to(happy: Happy, machine: str, client: SyncHappyClient) -> None:
    session = client.spawn_session(machine, "/home/dev/project")
    done = happy("send", session, "test", "--wait")
    assert done.stdout.endswith("3 tests [bold]fail[/bold]\n")
    happy("send", session, "break", "--wait", code=1)

    shown = happy("messages", session).stdout
    assert re.match(r" +\d+  you: test\n +\d+  agent: let me\ufffd\[2J look\n", shown)
    newest = json.loads(happy("messages", session, "--last", "1", "--json").stdout)
    assert newest[0]["seq"] == max(message.seq for message in client.get_messages(session))


def test_a_session_is_named_and_stopped(happy: Happy, machine: str, client: SyncHappyClient) -> None:
    session = client.spawn_session(machine, "/home/dev/project")
    assert happy("rename", session, "Nightly").stdout == "called Nightly\n"
    assert re.search(rf"{session}  yes +\S+ \S+  Nightly  /home/dev/project", happy("sessions").stdout)
    assert happy("stop", session).stdout == "stopped\n"
    assert session not in happy("sessions", "--active").stdout


def test_where_the_credentials_are_found(
    happy: Happy, env: dict[str, str], backend: Emulator, tmp_path: Path
) -> None:
    nobody = dict.fromkeys(("HAPPY_TOKEN", "HAPPY_SECRET"), "")
    assert "no credentials" in happy("machines", code=1, **nobody).stderr
    assert "HAPPY_SECRET" in happy("machines", code=1, HAPPY_SECRET="").stderr
    assert "HAPPY_SERVER_URL" in happy("machines", code=1, HAPPY_SERVER_URL="").stderr

    file = tmp_path / "my.key"
    options = backend.options
    file.write_text(json.dumps({"token": options["token"], "secret": options["secret_b64"]}))
    file.chmod(0o600)
    happy("machines", "--credentials", str(file), **nobody)
    wrong = happy("machines", code=1, HAPPY_TOKEN="wrong").stderr
    assert "sign in with the Happy app" in wrong
    assert options["secret_b64"] not in wrong


def test_what_cannot_be_decrypted_is_listed_as_such(happy: Happy, machine: str, backend: Emulator) -> None:
    token, secret = backend.run(backend.backend.make_account)  # type: ignore[attr-defined]
    with SyncHappyClient(backend.url, token=token, secret_b64=secret) as other:
        other.create_session("mine", {"path": "/x"})
    assert token
    shown = happy("sessions", HAPPY_TOKEN=token).stdout
    assert "(cannot be read)" in shown


def test_the_document_is_true(fairlead_emulator: Any, env: dict[str, str]) -> None:
    backend = fairlead_emulator("happy")
    assert (
        check_examples("cli-happy.md", {**env, **backend.env}, {"MACHINE": backend.backend.machine_id}) == 4
    )


def test_reconnecting_is_shown(env: Mapping[str, str], machine: str, backend: Emulator) -> None:
    with SyncHappyClient(**backend.options) as client:
        session = client.spawn_session(machine, "/home/dev/project")
        terminal = Terminal("happy", "watch", session, "--after", "0", env=env)
        try:
            client.send_message(session, "test")
            terminal.read_until(re.compile("3 tests"))
            backend.run(backend.backend.drop_sockets)  # type: ignore[attr-defined]
            terminal.read_until(re.compile("connecting again|connected again"))
            end = time.monotonic() + 20
            while "stored" not in run(["happy", "send", session, "again"], env).stdout:
                assert time.monotonic() < end
            terminal.read_until(re.compile("you: again"))
        finally:
            terminal.close()
