"""The commands of `fairlead mycel`, against the emulator."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from fairlead.cli import mycel
from fairlead.emulator import Emulator, Fault
from fairlead.mycel import Client
from tests.cli_documents import check_examples
from tests.terminal import Terminal

SECONDS = 30


@pytest.fixture(scope="module")
def _shared() -> Iterator[Emulator]:
    with Emulator("mycel") as emulator:
        yield emulator


@pytest.fixture
def backend(_shared: Emulator) -> Iterator[Emulator]:
    yield _shared
    _shared.reset()


@pytest.fixture
def owner(backend: Emulator) -> Iterator[Client]:
    with Client(**backend.options) as client:
        yield client


@pytest.fixture
def codex(owner: Client) -> dict[str, str]:
    """Environment of an external agent."""
    token = owner.users.create_external("codex", "Codex").token
    return {"MYCEL_AUTH_TOKEN": token}


@pytest.fixture
def run(backend: Emulator) -> Callable[..., Result]:
    """Runs a command, as the owner unless told otherwise."""
    app = typer.Typer(pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    mycel.register(app)

    def call(*arguments: str, env: dict[str, str] | None = None) -> Result:
        environment = {**backend.env, **(env or {}), "NO_COLOR": "1", "COLUMNS": "200"}
        return CliRunner().invoke(app, ["mycel", *arguments], env=environment)

    return call


def good(result: Result) -> str:
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def data(result: Result) -> Any:
    return json.loads(good(result))


def test_whoami(run: Any, owner: Client, codex: dict[str, str]) -> None:
    me = owner.me.whoami()
    assert good(run("whoami")) == f"{me.id}  owner  human\n"
    assert data(run("whoami", "--json")) == me
    assert good(run("whoami", env=codex)) == "codex  Codex  external\n"
    token = codex["MYCEL_AUTH_TOKEN"]
    assert data(run("whoami", "--token", token, "-j"))["id"] == "codex"


def test_sending_and_reading(run: Any, owner: Client, codex: dict[str, str]) -> None:
    sent = data(run("send", "--direct", "codex", "hello", "--json"))
    chat_id = sent["chat_id"]
    assert (sent["content"], sent["seq"]) == ("hello", 1)
    assert good(run("chats", env=codex)) == f"{chat_id}    1 unread  owner\n"
    assert [chat["id"] for chat in data(run("chats", "--json"))] == [chat_id]
    assert good(run("read", chat_id, "--last", "5", env=codex)) == "   1  owner: hello\n"
    assert good(run("read", chat_id, env=codex)) == "   1  owner: hello\n"
    assert good(run("read", chat_id, env=codex)) == ""
    assert "sent as number 2" in good(run("send", chat_id, "and back", "-m", "x", env=codex))
    (message,) = data(run("read", chat_id, "--json"))
    assert (message["content"], message["mentioned_ids"]) == ("and back", ["x"])


def test_text_that_would_steer_the_terminal(run: Any, owner: Client, codex: dict[str, str]) -> None:
    chat_id = owner.chats.direct("codex").id
    owner.messages.send(chat_id, "a\x1b[2Jb\x07")
    assert good(run("read", chat_id, env=codex)) == "   1  owner: a�[2Jb�\n"


def test_unread_messages_hinder_sending(run: Any, owner: Client, codex: dict[str, str]) -> None:
    chat_id = owner.chats.direct("codex").id
    owner.messages.send(chat_id, "first")
    refused = run("send", chat_id, "hasty", env=codex)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("fairlead: ")
    assert f"fairlead mycel read {chat_id}" in refused.stderr
    assert refused.stderr.count("\n") == 1
    good(run("send", chat_id, "all the same", "--force", env=codex))


def test_notifications(run: Any, owner: Client, codex: dict[str, str]) -> None:
    chat_id = owner.chats.direct("codex").id
    owner.messages.send(chat_id, "one")
    owner.relationships.request("codex")
    shown = good(run("notifications", env=codex)).splitlines()
    assert shown[0].startswith("   1  relationship.requested  owner")
    assert shown[1] == f"   2  chat.message  1 unread in {chat_id}, the last by owner"
    inbox = data(run("notifications", "--json", env=codex))
    assert (inbox["count"], inbox["notifications"][0]["seq"]) == (1, 3)


@pytest.mark.parametrize("as_json", [True, False])
def test_following_the_inbox(backend: Emulator, owner: Client, codex: dict[str, str], as_json: bool) -> None:
    chat_id = owner.chats.direct("codex").id
    owner.messages.send(chat_id, "before")
    command = [sys.executable, "-m", "fairlead.cli", "mycel", "notifications", "--follow"]
    following = subprocess.Popen(
        [*command, "--json"] if as_json else command,
        env={**os.environ, **backend.env, **codex, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert following.stdout is not None
        lines = [following.stdout.readline()]
        owner.messages.send(chat_id, "during")
        lines.append(following.stdout.readline())
    finally:
        following.terminate()
        following.communicate(timeout=SECONDS)
    if as_json:
        shown = [(item["seq"], item["unread_count"]) for item in map(json.loads, lines)]
        assert shown == [(1, 1), (2, 2)]
    else:
        assert [line.split()[:3] for line in lines] == [
            ["1", "chat.message", "1"],
            ["2", "chat.message", "2"],
        ]


def test_ctrl_c_ends_following(backend: Emulator) -> None:
    env = {**os.environ, **backend.env}
    terminal = Terminal("mycel", "notifications", "--follow", env=env)
    try:
        end = time.monotonic() + SECONDS
        while not backend.requests:
            assert time.monotonic() < end
            time.sleep(0.01)
        terminal.interrupt()
        assert terminal.end() == 130
        assert "Traceback" not in terminal.shown
    finally:
        terminal.close()


def test_relationships(run: Any, owner: Client, codex: dict[str, str]) -> None:
    assert good(run("relationships")) == ""
    asked = data(run("relationships", "request", "codex", "--message", "hi", "--json"))
    assert (asked["state"], asked["message"]) == ("pending", "hi")
    assert good(run("relationships")) == f"{asked['id']}  pending  codex  asked by you\n"
    assert good(run("relationships", "list", env=codex)).endswith("  asks you\n")
    me = owner.me.whoami().id
    for action, state in [("approve", "visit"), ("upgrade", "hire"), ("downgrade", "visit")]:
        assert good(run("relationships", action, asked["id"], env=codex)) == f"{asked['id']}  {state}  {me}\n"
    assert data(run("relationships", "--json"))[0]["state"] == "visit"
    assert data(run("relationships", "revoke", asked["id"], "-j"))["state"] == "none"
    refused = run("relationships", "approve", asked["id"])
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)


def test_joining(run: Any, owner: Client, codex: dict[str, str]) -> None:
    chat_id = owner.chats.create([], kind="group", title="Team").id
    asked = data(run("join", chat_id, "--message", "please", "--json", env=codex))
    assert good(run("join", chat_id, "--requests")) == f"{asked['id']}  pending  Codex: please\n"
    assert good(run("join", chat_id, "--reject", asked["id"])) == f"{asked['id']}  rejected  Codex: please\n"
    again = good(run("join", chat_id, env=codex))
    assert again == f"{asked['id']}  pending  Codex\n"
    assert data(run("join", chat_id, "--approve", asked["id"], "-j"))["state"] == "approved"
    assert [item["state"] for item in data(run("join", chat_id, "--requests", "--json"))] == ["approved"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["relationships", "approve"],
        ["relationships", "list", "x"],
        ["relationships", "marry", "x"],
        ["join", "c", "--requests", "--approve", "r"],
        ["read"],
        ["read", "c", "--last", "0"],
        ["nonsense"],
    ],
)
def test_wrong_usage(run: Any, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("missing", ["MYCEL_BASE_URL", "MYCEL_AUTH_TOKEN"])
def test_a_variable_that_is_missing(run: Any, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("whoami", env={missing: ""})
    assert result.exit_code != 0
    assert "Traceback" not in result.output


def test_errors_are_one_line_without_a_traceback_or_the_token(run: Any, backend: Emulator) -> None:
    for arguments, env in [
        (["whoami"], {"MYCEL_AUTH_TOKEN": "secret-token"}),
        (["whoami"], {"MYCEL_BASE_URL": "http://127.0.0.1:9"}),
        (["whoami"], {"MYCEL_BASE_URL": "nonsense"}),
        (["read", "unknown"], {}),
    ]:
        result = run(*arguments, env=env)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("fairlead: ")
        assert result.stderr.count("\n") == 1
        assert "secret-token" not in result.stderr


def test_the_document_is_true(backend: Emulator) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **backend.env}
    assert check_examples("cli-mycel.md", env) == 4


def test_errors_as_json(run: Any, backend: Emulator) -> None:
    result = run("whoami", "--json", env={"MYCEL_AUTH_TOKEN": "x"})
    assert result.exit_code == 1
    error = json.loads(result.stderr)["error"]
    assert (error["code"], error["status"]) == ("Unauthorized", 401)
    with backend.faults.add(Fault(method="GET", path="/api/chats", status=500, body="down")):
        result = run("chats", "--json")
    assert json.loads(result.stderr)["error"]["status"] == 500
