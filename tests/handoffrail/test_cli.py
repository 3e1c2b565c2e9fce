"""`fairlead handoffrail`, against the emulator."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from fairlead.cli._app import build
from fairlead.emulator import Emulator
from fairlead.handoffrail import HandoffPacket, HandoffRailClient
from tests.cli_documents import check_examples
from tests.terminal import Terminal

Cli = Callable[..., Result]
NEW = ["create", "--source-id", "sales-01", "--target-id", "billing-01", "--summary"]


@pytest.fixture
def cli(handoffrail_emulator: Emulator) -> Cli:
    app = build()

    def run(*arguments: str, code: int = 0, stdin: str | None = None) -> Result:
        call = ["handoffrail", *arguments]
        result = CliRunner().invoke(app, call, env=handoffrail_emulator.env, input=stdin)
        assert result.exit_code == code, result.output
        if code < 2:
            assert result.stderr.count("\n") == code
        return result

    return run


@pytest.fixture
def client(handoffrail_emulator: Emulator) -> Iterator[HandoffRailClient]:
    with HandoffRailClient(**handoffrail_emulator.options) as running:
        yield running


def data(result: Result) -> Any:
    return json.loads(result.stdout)


def error(result: Result) -> Any:
    return json.loads(result.stderr)["error"]


def test_work_is_handed_over_taken_and_done(cli: Cli) -> None:
    tags = ("--tag", "a", "--tag", "b")
    packet = data(cli(*NEW, "Move\nto Business", *tags, "--priority", "high", "--json"))
    assert packet["metadata"]["tags"] == ["a", "b"]
    shown = cli("get", packet["id"]).stdout
    assert "status: created\npriority: high\nfrom: sales-01 (sales-01)\nto: billing-01 (billing-01)" in shown
    assert "summary: Move to Business\ntags: a, b\n" in shown

    taken = cli("claim", packet["id"], "--agent", "billing-02", "--agent-name", "Bill", "--framework", "own")
    assert "status: claimed\n" in taken.stdout
    assert "to: Bill (billing-02)" in taken.stdout
    late = cli("claim", packet["id"], "-a", "billing-03", code=1)
    assert re.match(r"fairlead: Packet \S+ is already", late.stderr)
    assert cli("complete", packet["id"], code=1).stderr.startswith("fairlead: ")
    assert data(cli("complete", packet["id"], "--start", "-j"))["status"] == "completed"

    lines = cli("history", packet["id"]).stdout.splitlines()
    assert lines[0].split() == ["When", "What", "Who", "Details"]
    events = data(cli("history", packet["id"], "--json"))["events"]
    assert len(lines) == len(events) + 1
    assert {"created", "claimed", "completed"} <= {each["event_type"] for each in events}


def test_lists_and_searches(cli: Cli, client: HandoffRailClient) -> None:
    assert cli("list").stdout.split() == ["ID", "Status", "Priority", "From", "To", "Summary"]
    first = data(cli(*NEW, "Open an account", "--tag", "x", "--json"))["id"]
    second = data(cli(*NEW, "Close it", "--priority", "low", "--json"))["id"]
    client.claim_packet(second, agent_id="b", agent_name="B")

    def found(*arguments: str) -> list[str]:
        return [packet["id"] for packet in data(cli(*arguments, "--json"))["packets"]]

    assert found("list") == [second, first]
    assert found("list", "--limit", "1", "--offset", "1") == [first]
    assert found("list", "--status", "claimed") == [second]
    assert found("list", "--status", "claimed", "--status", "created") == [second, first]
    assert found("list", "--tag", "x") == [first]
    assert found("list", "--priority", "low") == [second]
    assert found("list", "--target-id", "billing-01", "--source-id", "sales-01") == [first]
    assert found("search", "close") == [second]
    shown = cli("search", "close").stdout.splitlines()
    assert re.fullmatch(rf"{second}  claimed  low +sales-01  b +Close it", shown[1])


def test_a_human_is_asked_and_answers(cli: Cli, client: HandoffRailClient) -> None:
    builder = HandoffPacket.builder().from_agent("a", "A").to_agent("b", "B").with_summary("Refund")
    asking = builder.with_hitl(reason="above the limit", question="May I?", options=["yes", "no"]).build()
    packet_id = str(client.create_packet(asking).id)
    assert "asks a human: May I? (yes, no)\n" in cli("get", packet_id).stdout
    cli("respond", packet_id, "--response", "yes", code=2)
    answered = cli("respond", packet_id, "-r", "yes", "-b", "maria", "-n", "this once")
    assert "status: claimed\n" in answered.stdout
    assert "the human said: yes\n" in answered.stdout


@pytest.mark.parametrize("kind", ["json", "yaml", "-"])
def test_a_packet_from_a_file(cli: Cli, tmp_path: Path, kind: str) -> None:
    agents = {"source_agent": {"id": "a", "name": "A"}, "target_agent": {"id": "b", "name": "B"}}
    content = json.dumps({"metadata": agents, "context": {"summary": "ü", "custom": {"n": 1}}})
    if kind == "yaml":
        content = "metadata:\n  source_agent: {id: a, name: A}\n  target_agent: {id: b, name: B}\n"
        content += "context:\n  summary: ü\n  custom: {n: 1}\n"
    file = tmp_path / f"packet.{kind}"
    file.write_text(content, "utf-8")
    given = ("-f", "-") if kind == "-" else ("--file", str(file))
    made = data(cli("create", *given, "--json", stdin=content))
    assert (made["context"]["summary"], made["context"]["custom"]) == ("ü", {"n": 1})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{}", "this is no packet: metadata: Field required; context: Field required"),
        (b"- 1", "this is no packet: it: "),
        (b"metadata: [", "cannot read "),
        (b"\xff", "cannot read "),
    ],
)
def test_a_file_that_is_no_packet(cli: Cli, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "packet.yaml"
    file.write_bytes(content)
    message = error(cli("create", "--file", str(file), "--json", code=1))["message"]
    assert said in message
    assert str(file) in message


def test_a_file_that_is_not_there(cli: Cli) -> None:
    assert cli("create", "-f", "/nonexistent", code=1).stderr.startswith("fairlead: cannot read /nonexistent")


@pytest.mark.parametrize(
    "arguments",
    [
        ["create"],
        ["create", "--source-id", "a", "--summary", "x"],
        ["create", "--file", "-", "--summary", "x"],
        ["claim", "x"],
        ["list", "--limit", "0"],
        [*NEW, "x", "--priority", "soon"],
        ["get"],
    ],
)
def test_wrong_usage(cli: Cli, handoffrail_emulator: Emulator, arguments: list[str]) -> None:
    assert "Usage:" in cli(*arguments, code=2).stderr
    assert not handoffrail_emulator.requests


def test_refusals_say_why(cli: Cli) -> None:
    assert cli("get", "nope", code=1).stderr.startswith("fairlead: ")
    assert error(cli("search", "x", "--json", code=1))["status"] == 422


@pytest.mark.parametrize("as_json", [False, True])
def test_watching(handoffrail_emulator: Emulator, client: HandoffRailClient, as_json: bool) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **handoffrail_emulator.env}
    terminal = Terminal("handoffrail", "watch", "agent:b", *(["--json"] if as_json else []), env=env)
    packet = HandoffPacket.builder().from_agent("a", "A").to_agent("b", "B").with_summary("x").build()
    try:
        if as_json:
            created: set[str] = set()
            while not terminal.shows("\n", 0.1):  # what was created before it watched is not shown
                created.add(str(client.create_packet(packet).id))
            line = json.loads(terminal.shown.splitlines()[0])
            assert line["packet_id"] in created
            assert line["type"] == "packet.created"
        else:
            terminal.read_until(re.compile(r"Watching; Ctrl-C stops\."))
            packet_id = client.create_packet(packet).id
            terminal.read_until(re.compile(rf"{packet_id}  packet.created  created"))
        terminal.interrupt()
        assert terminal.end() == 130
        assert "Traceback" not in terminal.shown
    finally:
        terminal.close()


def test_the_document_is_true(handoffrail_emulator: Emulator) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **handoffrail_emulator.env}
    assert check_examples("cli-handoffrail.md", env) == 3
