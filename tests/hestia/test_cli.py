"""`fairlead hestia`, against the emulator."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from fairlead.cli._app import build
from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hestia import AgentError, Context, Delta, Pause, ToolCall

NOWHERE = "http://127.0.0.1:1"
COMMAND = [sys.executable, "-m", "fairlead.cli", "hestia"]


def agent(text: str, context: Context) -> Iterator[Any]:
    """Does what it is told to."""
    yield "you said "
    if "tool" in text:
        yield ToolCall("search", {"q": "ü"}, "call_1")
    if "wait" in text:
        yield Pause(3600)
    if "fail" in text:
        raise AgentError("MODEL_GONE", "The model\nis gone")
    yield Delta(text)


class Done(NamedTuple):
    code: int
    out: str
    err: str


Cli = Callable[..., Done]


@pytest.fixture(scope="module")
def _shared() -> Iterator[Emulator]:
    with Emulator("hestia", agent=agent) as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    yield _shared
    _shared.reset()


@pytest.fixture
def cli(emulator: Emulator) -> Cli:
    """Runs the command in this process, with the emulator's environment unless told otherwise."""

    def run(*arguments: str, env: dict[str, str] | None = None) -> Done:
        variables = {
            "HESTIA_BASE_URL": None,
            "HESTIA_API_KEY": None,
            **(emulator.env if env is None else env),
        }
        result = CliRunner().invoke(build(), ["hestia", *arguments], env=variables)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return Done(result.exit_code, result.stdout, result.stderr)

    return run


def one_line(text: str) -> str:
    assert text.endswith("\n")
    assert text.count("\n") == 1
    return text.removesuffix("\n")


class TestRun:
    def test_as_text(self, cli: Cli) -> None:
        done = cli("run", "grüß dich")
        assert (done.code, done.err) == (0, "")
        lines = [line.split(": ", 1) for line in done.out.splitlines()]
        assert [key for key, _ in lines] == ["result", "trace_id", "output", "mode", "budget", "latency_ms"]
        assert dict(lines)["output"] == "you said grüß dich"
        assert dict(lines)["budget"] == "1.0"

    def test_as_json(self, cli: Cli, emulator: Emulator) -> None:
        done = cli("run", "grüß dich", "--json")
        assert (done.code, done.err) == (0, "")
        assert done.out.isascii()
        answer = json.loads(done.out)
        assert done.out == json.dumps(answer, indent=2, sort_keys=True) + "\n"
        assert answer.keys() == {"result", "trace_id", "output", "mode", "budget", "latency_ms"}
        (request,) = emulator.requests
        assert request.json() == {
            "input": "grüß dich",
            "context": {"session_id": None, "agent_id": None, "mode_hint": None},
            "options": {"timeout_ms": 30000, "stream": False},
        }

    @pytest.mark.parametrize("text", ["", "-x", "--json"])
    def test_any_text(self, cli: Cli, emulator: Emulator, text: str) -> None:
        assert cli("run", "--", text).code == 0
        assert emulator.requests[0].json()["input"] == text

    def test_a_blocked_one(self, cli: Cli) -> None:
        code, out, err = cli("run", "curl")
        assert (code, out) == (1, "")
        said = one_line(err)
        assert said.startswith("fairlead: [GOVERNANCE_BLOCK] Request blocked by governance (trace_id: cmd_")
        trace_id = said.rpartition(" ")[2].removesuffix(")")
        assert cli("trace", trace_id).code == 0

    def test_a_blocked_one_as_json(self, cli: Cli) -> None:
        code, out, err = cli("run", "curl", "-j")
        assert (code, out) == (1, "")
        error = json.loads(one_line(err))["error"]
        assert list(error) == ["code", "status", "message", "fix", "trace_id"]
        assert (error["code"], error["status"]) == ("GOVERNANCE_BLOCK", 403)
        assert error["trace_id"].startswith("cmd_")


class TestTrace:
    def test_as_text_and_as_json(self, cli: Cli) -> None:
        trace_id = json.loads(cli("run", "hi", "-j").out)["trace_id"]
        text = cli("trace", trace_id)
        assert (text.code, text.err) == (0, "")
        assert f"command_id: {trace_id}\n" in text.out
        assert "runtime_result: {'status': 'COMPLETED', " in text.out
        trace = json.loads(cli("trace", trace_id, "--json").out)
        assert {line.split(": ")[0] for line in text.out.splitlines()} == trace.keys()

    def test_an_unknown_one(self, cli: Cli) -> None:
        assert cli("trace", "nope") == (1, "", "fairlead: [NOT_FOUND] Trace 'nope' not found\n")
        error = {"code": "NOT_FOUND", "status": 404, "message": "Trace 'nope' not found"}
        error |= {"fix": None, "trace_id": "nope"}
        assert json.loads(cli("trace", "nope", "-j").err) == {"error": error}

    def test_a_failure_is_not_taken_for_an_unknown_one(self, cli: Cli, emulator: Emulator) -> None:
        emulator.faults.add(Fault(status=500, body={"detail": "broken"}))
        code, out, err = cli("trace", "nope")
        assert (code, out) == (1, "")
        assert "not found" not in one_line(err)
        assert "broken" in err


def test_health(cli: Cli) -> None:
    text = cli("health")
    assert (text.code, text.err) == (0, "")
    assert text.out.startswith("status: OK\nversion: 1.0.1\nuptime_seconds: ")
    assert json.loads(cli("health", "--json").out).keys() == {"status", "version", "uptime_seconds"}


class TestStream:
    def test_as_text(self, cli: Cli, emulator: Emulator) -> None:
        code, out, err = cli("run", "--stream", "use a tool")
        assert (code, out) == (0, "you said use a tool\n")
        call, trace = err.splitlines()
        assert call == 'tool_call: {"name": "search", "arguments": {"q": "\\u00fc"}, "id": "call_1"}'
        assert cli("trace", trace.removeprefix("trace_id: ")).code == 0
        assert emulator.requests[0].path == "/api/v1/run/stream"

    def test_as_json(self, cli: Cli) -> None:
        code, out, err = cli("-j", "run", "--stream", "use a tool")
        assert (code, err) == (0, "")
        events = [json.loads(line) for line in out.splitlines()]
        assert [event["type"] for event in events] == [
            "start",
            "token",
            "tool_call",
            "delta",
            "final",
            "done",
        ]
        assert all(event.keys() == {"type", "data", "trace_id", "timestamp"} for event in events)

    def test_output_that_comes_at_the_end_only(self, cli: Cli, emulator: Emulator) -> None:
        emulator.faults.add(Fault(lose_events=(2, 3), times=1))
        assert cli("run", "--stream", "hi").out == "you said hi\n"

    def test_a_blocked_one(self, cli: Cli) -> None:
        code, out, err = cli("run", "--stream", "curl")
        assert (code, out) == (1, "")
        assert one_line(err).startswith(
            "fairlead: [GOVERNANCE_BLOCK] Request blocked by governance (trace_id: "
        )

    def test_one_that_fails_on_the_way(self, cli: Cli) -> None:
        code, out, err = cli("run", "--stream", "fail")
        assert (code, out) == (1, "you said \n")
        assert one_line(err).startswith("fairlead: [MODEL_GONE] The model is gone (trace_id: cmd_")

    def test_one_that_fails_on_the_way_as_json(self, cli: Cli) -> None:
        code, out, err = cli("run", "--stream", "fail", "--json")
        assert code == 1
        events = [json.loads(line) for line in out.splitlines()]
        assert [event["type"] for event in events] == ["start", "token", "error", "done"]
        error = json.loads(one_line(err))["error"]
        assert (error["code"], error["message"]) == ("MODEL_GONE", "The model\nis gone")
        assert error["trace_id"] == events[0]["trace_id"]

    def test_one_that_is_cut(self, cli: Cli, emulator: Emulator) -> None:
        emulator.faults.add(Fault(cut_after_events=2, cut="end"))
        code, out, err = cli("run", "--stream", "hi")
        assert (code, out) == (1, "you said \n")
        assert one_line(err).startswith("fairlead: [STREAM_INTERRUPTED] ")


class TestOptions:
    @pytest.mark.parametrize("command", [("run", "hi"), ("trace", "x"), ("health",)])
    @pytest.mark.parametrize("url", ["--base-url", "-u"])
    @pytest.mark.parametrize("key", ["--api-key", "-k"])
    @pytest.mark.parametrize("as_json", ["--json", "-j"])
    def test_before_and_after_the_command(
        self, emulator: Emulator, cli: Cli, command: Any, url: str, key: str, as_json: str
    ) -> None:
        options = [url, emulator.url, key, "a-key", as_json]
        before, after = cli(*options, *command, env={}), cli(*command, *options, env={})
        for done in (before, after):
            assert json.loads(done.out or done.err)
        assert before.code == after.code == (1 if command[0] == "trace" else 0)
        assert ["authorization" in request.headers for request in emulator.requests] == [True, True]

    def test_what_counts(self, cli: Cli, emulator: Emulator) -> None:
        here = emulator.url
        nowhere = {"HESTIA_BASE_URL": NOWHERE}
        assert cli("health", env={"HESTIA_BASE_URL": here}).code == 0
        assert cli("-u", here, "health", env=nowhere).code == 0
        assert cli("health", "-u", here, env=nowhere).code == 0
        assert cli("-u", NOWHERE, "health", "-u", here, env=nowhere).code == 0
        assert cli("-u", here, "health", "-u", NOWHERE).code == 1
        assert cli("health", "-u", "", env={"HESTIA_BASE_URL": here}).code == 0

    def test_the_key(self, keyed: Emulator, cli: Cli) -> None:
        url = {"HESTIA_BASE_URL": keyed.url}
        refused = cli("health", env=url)
        assert (refused.code, refused.out) == (1, "")
        assert one_line(refused.err).startswith("fairlead: [UNAUTHORIZED] ")
        wrong = cli("health", "-k", "wrong-key", env=url)
        assert wrong.code == 1
        assert "wrong-key" not in wrong.err
        assert cli("health", env={**url, "HESTIA_API_KEY": "the-key"}).code == 0
        assert cli("-k", "wrong-key", "health", "-k", "the-key", env=url).code == 0


@pytest.fixture
def keyed() -> Iterator[Emulator]:
    with Emulator("hestia", api_key="the-key") as emulator:
        yield emulator


class TestErrors:
    @pytest.mark.parametrize(
        "command", [("run", "hi"), ("run", "--stream", "hi"), ("trace", "x"), ("health",)]
    )
    @pytest.mark.parametrize(
        ("fault", "code"),
        [
            (Fault(status=502, body="<h1>Bad\nGateway</h1>", content_type="text/html"), "SERVER_ERROR"),
            (Fault(status=429, headers={"Retry-After": "60"}), "RATE_LIMITED"),
            (Fault(status=422, body={"detail": [{"loc": [], "msg": "no", "type": "t"}]}), "INVALID_INPUT"),
            (Fault(status=302, headers={"Location": NOWHERE}), "UNEXPECTED_STATUS"),
            (Fault(drop="before"), "CONNECTION_FAILED"),
        ],
    )
    def test_each_is_one_line(
        self, cli: Cli, emulator: Emulator, command: Any, fault: Fault, code: str
    ) -> None:
        emulator.faults.add(fault)
        done = cli(*command)
        assert (done.code, done.out) == (1, "")
        assert one_line(done.err).startswith(f"fairlead: [{code}] ")
        error = json.loads(one_line(cli(*command, "--json").err))["error"]
        assert error["code"] == code
        assert error["message"]
        assert len(emulator.requests) == 2  # nothing is sent again

    @pytest.mark.parametrize("body", [b"", b"no JSON", b"[]", b'{"status": 5}'])
    def test_an_answer_that_makes_no_sense(self, cli: Cli, emulator: Emulator, body: bytes) -> None:
        emulator.faults.add(Fault(status=200, body=body, content_type="application/json"))
        code, out, err = cli("health")
        assert (code, out) == (1, "")
        assert one_line(err).startswith("fairlead: [INVALID_RESPONSE] ")

    def test_nobody_there(self, cli: Cli) -> None:
        code, out, err = cli("health", "-u", NOWHERE)
        assert (code, out) == (1, "")
        assert one_line(err).startswith("fairlead: [CONNECTION_FAILED] ")

    @pytest.mark.parametrize("url", ["nonsense", "ftp://x", "http://"])
    def test_no_url(self, cli: Cli, url: str) -> None:
        code, out, err = cli("health", "-u", url)
        assert (code, out) == (1, "")
        assert one_line(err).startswith("fairlead: [CONFIGURATION] base_url ")
        assert json.loads(cli("health", "-u", url, "-j").err)["error"]["code"] == "CONFIGURATION"

    @pytest.mark.parametrize(
        "arguments",
        [("run",), ("trace",), ("dance",), ("--loud", "health"), ("health", "--loud"), ("run", "a", "b")],
    )
    def test_wrong_usage(self, cli: Cli, emulator: Emulator, arguments: Any) -> None:
        code, out, err = cli(*arguments)
        assert (code, out) == (2, "")
        assert "Usage:" in err
        assert not emulator.requests

    @pytest.mark.parametrize("arguments", [("--help",), ("run", "-h"), ("trace", "--help"), ("health", "-h")])
    def test_help_tells_the_exit_codes(self, cli: Cli, arguments: Any) -> None:
        code, out, err = cli(*arguments)
        assert (code, err) == (0, "")
        told = " ".join(out.split())
        assert "Exit codes: 0 success; 1 error" in told
        assert "2 wrong usage; 130 interrupted" in told


DOCUMENT = Path(__file__).parents[2] / "docs" / "cli-hestia.md"


class TestTheDocument:
    def examples(self) -> Iterator[tuple[list[str], str]]:
        """Every command in it, and what it promises."""
        for block in re.findall(r"```console\n\$ (.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL):
            for example in block.split("\n$ "):
                command, _, promise = example.partition("\n")
                yield shlex.split(command), f"{promise.rstrip()}\n"

    def test_its_examples_are_true(self, echoing: Emulator, cli: Cli) -> None:
        examples = list(self.examples())
        assert len(examples) == 5
        for (program, group, *arguments), promise in examples:
            assert (program, group) == ("fairlead", "hestia")
            done = cli(*arguments, env=echoing.env)
            pattern = re.escape(promise).replace(re.escape("..."), "[^\n]+")
            assert re.fullmatch(pattern, done.out + done.err)

    def test_it_names_every_option_and_command(self, cli: Cli) -> None:
        text = DOCUMENT.read_text("utf-8")
        helps = [cli("--help").out, *(cli(name, "--help").out for name in ("run", "trace", "health"))]
        for name in re.findall(r"--[a-z-]+", " ".join(helps)):
            assert name == "--help" or f"`{name}`" in text or f" {name} " in text


@pytest.fixture
def echoing() -> Iterator[Emulator]:
    """With its default agent."""
    with Emulator("hestia") as emulator:
        yield emulator


class TestInAProcess:
    """What cannot be seen from inside: signals, pipes, and what Python itself writes."""

    def start(self, emulator: Emulator, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **emulator.env, "PYTHONWARNINGS": "error"},
        )

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
    @pytest.mark.parametrize("arguments", [("run", "wait"), ("run", "--stream", "wait"), ("health",)])
    def test_ctrl_c(self, emulator: Emulator, arguments: Any) -> None:
        if arguments == ("health",):
            emulator.faults.add(Fault(stall=True))
        with self.start(emulator, *arguments) as process:
            end = time.monotonic() + 30
            while not emulator.requests:
                assert time.monotonic() < end
                time.sleep(0.01)
            if "--stream" in arguments:
                assert process.stdout
                assert process.stdout.read(9) == "you said "
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=10)
        assert process.returncode == 130
        assert "Traceback" not in err

    def test_an_error(self, emulator: Emulator) -> None:
        with self.start(emulator, "run", "curl", "--json") as process:
            out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (1, "")
        assert json.loads(one_line(err))["error"]["code"] == "GOVERNANCE_BLOCK"

    def test_nobody_reads(self, emulator: Emulator) -> None:
        with self.start(emulator, "run", "--stream", "hi") as process:
            assert process.stdout
            process.stdout.close()
            assert process.stderr
            err = process.stderr.read()
            process.wait(30)
        assert process.returncode != 0
        assert "Traceback" not in err
