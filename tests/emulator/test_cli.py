from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

import fairlead
from fairlead.cli._output import Output
from fairlead.cli._requests import JsonLog, ScreenLog
from fairlead.cli._scenarios import Playing
from fairlead.emulator import Emulator, available

COMMAND = [sys.executable, "-W", "error", "-m", "fairlead.cli"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and shells are tested on POSIX")


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def run(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], env=env, capture_output=True, text=True, timeout=60, check=False
    )


class Serving:
    """A running `fairlead emulate`, and what it has written."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._changed:
                self.lines.append(line.rstrip("\n"))
                self._changed.notify_all()

    def wait_for(self, pattern: str) -> re.Match[str]:
        """The first match of `pattern` in the output, as soon as it is there."""
        with self._changed:
            found = self._changed.wait_for(lambda: re.search(pattern, "\n".join(self.lines)), timeout=30)
        assert found, self.lines
        return found

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=10)
        self._reader.join(10)
        return code


@contextmanager
def serving(*arguments: str, env: dict[str, str], ready: str = "Ctrl-C") -> Iterator[Serving]:
    with subprocess.Popen(
        [*COMMAND, "emulate", *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        served = Serving(process)
        try:
            served.wait_for(ready)
            yield served
        finally:
            process.kill()


def test_version(tiny_environment: dict[str, str]) -> None:
    result = run("--version", env=tiny_environment)
    assert (result.returncode, result.stdout) == (0, f"fairlead {fairlead.__version__}\n")


@pytest.mark.parametrize(
    ("missing", "command", "extra"),
    [
        ("typer", "--version", "cli"),
        ("typer", "emulate", "emulator"),
        ("typer", "demo", "emulator"),
        ("rich", "emulate", "emulator"),
    ],
)
def test_without_the_extra(
    tiny_environment: dict[str, str], tmp_path: Path, missing: str, command: str, extra: str
) -> None:
    with (tmp_path / "site" / "sitecustomize.py").open("a") as site:
        site.write(f"import sys\nsys.modules[{missing!r}] = None\n")
    result = run(command, env=tiny_environment)
    assert result.returncode == 2
    assert result.stderr == f"fairlead: the command line needs {missing}: pip install 'fairlead[{extra}]'\n"
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-b", "tiny", "--host", "0.0.0.0"], r".*--allow-remote.*"),
        (["-b", "tiny", "--data", "/nowhere/state.db"], r"cannot use /nowhere/state\.db .*"),
    ],
)
def test_an_ordinary_error_is_one_line(
    tiny_environment: dict[str, str], arguments: list[str], message: str
) -> None:
    result = run("emulate", *arguments, env=tiny_environment)
    assert result.returncode == 1
    assert re.fullmatch(f"fairlead: {message}\n", result.stderr)
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "70000"],
        ["--port", "1", "-b", "tiny", "-b", "hai"],
        ["--nope"],
        ["-b", "nope"],
        ["--json", "--print-env"],
    ],
)
def test_wrong_usage_has_exit_code_2(tiny_environment: dict[str, str], arguments: list[str]) -> None:
    result = run("emulate", *arguments, env=tiny_environment)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_port_asked_for_must_be_free(tiny_environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = run("emulate", "-b", "tiny", "--port", str(port), env=tiny_environment)
    assert result.returncode == 1
    assert result.stderr.startswith(f"fairlead: port {port} on 127.0.0.1 is in use")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_logs_until_a_signal(
    tiny_environment: dict[str, str], free_port: int, number: int
) -> None:
    with serving("-b", "tiny", "--port", str(free_port), env=tiny_environment) as served:
        url = f"http://127.0.0.1:{free_port}"
        variables = served.wait_for(r"(?m)^(export TINY_URL=\S+)\n(export TINY_KEY=.+)$")
        assert [shlex.split(line)[1] for line in variables.groups()] == [
            f"TINY_URL={url}/api",
            "TINY_KEY=it's secret",
        ]
        httpx2.get(f"{url}/api/greeting?token=hush")
        served.wait_for(r"(?m)^GET +/api/greeting 200 \d+\.\d ms$")
        httpx2.get(f"{url}/nope%0A%1B[31m")
        served.wait_for(r"(?m)^GET +/nope%0A%1B%5B31m 404 \d+\.\d ms$")
        with httpx2.stream("GET", f"{url}/api/count?then=wait"):
            served.wait_for(r"(?m)^GET +/api/count 200 open$")
            assert served.stop(number) == 0
    output = "\n".join(served.lines)
    assert re.search(r"(?m)^GET +/api/count 200 \d+\.\d ms$", output)
    assert "Traceback" not in output
    assert "hush" not in output


def test_programs_get_a_line_for_each_backend_and_request(tiny_environment: dict[str, str]) -> None:
    arguments = ("-b", "tiny", "--port", "0", "--inspector-port", "0", "--json")
    with serving(*arguments, env=tiny_environment, ready="started") as served:
        started = json.loads(served.lines[0])
        assert started.keys() == {"event", "backend", "url", "env", "inspector"}
        assert (started["event"], started["backend"]) == ("started", "tiny")
        assert started["env"]["TINY_URL"] == f"{started['url']}/api"
        assert httpx2.get(started["inspector"], follow_redirects=True).status_code == 200
        httpx2.get(f"{started['url']}/api/greeting?token=hush")
        with httpx2.stream("GET", f"{started['url']}/api/count?then=wait"):
            served.wait_for('"path":"/api/count"')
            assert served.stop() == 0
    requests = [json.loads(line) for line in served.lines[1:]]
    assert [(each["method"], each["path"], each["status"]) for each in requests] == [
        ("GET", "/api/greeting", 200),
        ("GET", "/api/count", 200),  # when it opens
        ("GET", "/api/count", 200),  # when it ends
    ]
    assert [each["duration_ms"] is None for each in requests] == [False, True, False]
    assert {(each["event"], each["backend"], each["fault"]) for each in requests} == {
        ("request", "tiny", False)
    }


def test_an_error_is_json_too(tiny_environment: dict[str, str]) -> None:
    result = run("emulate", "-b", "tiny", "--json", "--host", "0.0.0.0", env=tiny_environment)
    assert (result.returncode, result.stdout) == (1, "")
    assert "--allow-remote" in json.loads(result.stderr)["error"]["message"]


def test_the_inspector_is_served_beside(tiny_environment: dict[str, str], free_port: int) -> None:
    arguments = ("-b", "tiny", "--port", "0", "--inspector-port", str(free_port))
    with serving(*arguments, env=tiny_environment) as served:
        url = served.wait_for(r"export TINY_URL=(\S+)")[1]
        inspector = served.wait_for(r"(?m)^Inspector: (\S+)$")[1]
        assert inspector == f"http://127.0.0.1:{free_port}/"
        httpx2.get(f"{url}/greeting")
        assert "/api/greeting" in httpx2.get(inspector, follow_redirects=True).text
        again = run("emulate", *arguments, env=tiny_environment)
        assert again.returncode == 1
        assert again.stderr.startswith(f"fairlead: the inspector cannot listen on port {free_port}: ")
        with serving("-b", "tiny", "--port", "0", env=tiny_environment) as other:
            assert other.wait_for(r"(?m)^Inspector: (\S+)$")[1] != inspector
            assert other.stop() == 0
        assert served.stop() == 0


def test_scenarios_are_listed(tiny_environment: dict[str, str]) -> None:
    shown = run("emulate", "--list-scenarios", "-b", "tiny", env=tiny_environment)
    assert shown.stdout.splitlines()[1:] == ["tiny/polite  Says good day."]
    everything = json.loads(run("emulate", "--list-scenarios", "--json", env=tiny_environment).stdout)
    assert {"backend": "tiny", "name": "polite", "description": "Says good day."} in everything
    assert {scenario["backend"] for scenario in everything} == {*available(), "tiny"}


@pytest.mark.parametrize("kind", ["name", "file"])
def test_a_scenario_is_played(tiny_environment: dict[str, str], tmp_path: Path, kind: str) -> None:
    file = tmp_path / "polite.yaml"
    file.write_text("backend: tiny\ndescription: Says good day.\nsettings: {greeting: good day}\n")
    wanted = "tiny/polite" if kind == "name" else str(file)
    with serving("-s", wanted, "--port", "0", "--inspector-port", "0", env=tiny_environment) as served:
        served.wait_for(r"(?m)^tiny plays polite: Says good day\.$")
        url = served.wait_for(r"export TINY_URL=(\S+)")[1]
        assert httpx2.get(f"{url}/greeting").json()["text"] == "good day"
        assert served.stop() == 0


def test_another_scenario_is_announced(capsys: pytest.CaptureFixture[str]) -> None:
    with Emulator("hestia") as emulator:
        for log in (ScreenLog(prefixed=True, err=False), JsonLog(Output(as_json=True))):
            playing = Playing([emulator], log)
            for scenario in (None, "throttled", "throttled", None):
                emulator.play(scenario)
                playing.tell()
    first, second, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("hestia plays throttled: The system is YELLOW")
    assert second == "hestia plays no scenario"
    assert [json.loads(line) for line in lines] == [
        {"event": "scenario", "backend": "hestia", "scenario": name} for name in ("throttled", None)
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-s", "tiny/polit"], 1, "tiny has no scenario 'polit'; did you mean 'polite'?"),
        (["-s", "polite"], 1, "whose scenario is 'polite'?"),
        (["-s", "nope/polite"], 1, "no backend 'nope' to emulate"),
        (["-s", "missing.yaml"], 1, "cannot read missing.yaml"),
        (["-s", "tiny/polite", "-b", "hestia"], 2, "tiny is not served"),
        (["-s", "tiny/polite", "-s", "tiny/polite"], 2, "tiny can play one scenario at a time"),
    ],
)
def test_a_scenario_that_cannot_be_played(
    tiny_environment: dict[str, str], arguments: list[str], code: int, message: str
) -> None:
    result = run("emulate", *arguments, env=tiny_environment)
    assert result.returncode == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_the_state_is_kept_in_a_file(tiny_environment: dict[str, str], tmp_path: Path) -> None:
    arguments = ("-b", "tiny", "--port", "0", "--data", str(tmp_path / "state.db"))
    with serving(*arguments, env=tiny_environment) as served:
        url = served.wait_for(r"export TINY_URL=(\S+)")[1]
        httpx2.post(f"{url}/items", json={"name": "a"})
        assert served.stop() == 0
    with serving(*arguments, env=tiny_environment) as served:
        url = served.wait_for(r"export TINY_URL=(\S+)")[1]
        assert httpx2.get(f"{url}/items/a").status_code == 200
        assert served.stop() == 0


def test_all_backends_each_on_a_free_port_if_its_own_is_taken(
    tiny_environment: dict[str, str], tmp_path: Path
) -> None:
    with (tmp_path / "site" / "sitecustomize.py").open("a") as site:
        site.write(
            "import fairlead.emulator.tiny as tiny, pkgutil\n"
            "find = pkgutil.iter_modules\n"
            "only = lambda path=None, prefix='': (m for m in find(path, prefix) if m.name != 'handoffrail')\n"
            "pkgutil.iter_modules = only\n"
        )
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (tmp_path / "site" / "sitecustomize.py").open("a") as site:
            site.write(f"tiny.TinyBackend.default_port = {port}\n")
        with serving("--data", str(tmp_path / "state.db"), env=tiny_environment) as served:
            other = served.wait_for(rf"Port {port} is in use: tiny has port (\d+)\.")[1]
            assert httpx2.get(f"http://127.0.0.1:{other}/api/greeting").status_code == 200
            assert (tmp_path / "state.tiny.db").exists()
            assert served.stop() == 0


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_a_shell_can_evaluate_the_environment(tiny_environment: dict[str, str], shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    script = f"""
eval "$({sys.executable} -m fairlead.cli emulate -b tiny --port 0 --print-env &)"
printf '%s\\n' "$TINY_URL" "$TINY_KEY"
{sys.executable} -c 'import httpx2, sys; print(httpx2.get(sys.argv[1]).status_code)' "$TINY_URL/greeting"
kill "$FAIRLEAD_EMULATOR_PID"
"""
    result = subprocess.run(
        [shell, "-c", script], env=tiny_environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/api\nit's secret\n200\n", result.stdout)
    # One line: the terminal is the shell's.
    assert re.fullmatch(
        r'Serving tiny; inspector: \S+ \(kill "\$FAIRLEAD_EMULATOR_PID" ends it\)\n', result.stderr
    )


def test_a_second_server_of_a_shell_tells_of_the_first(tiny_environment: dict[str, str]) -> None:
    start = f'eval "$({sys.executable} -m fairlead.cli emulate -b tiny --port 0 --print-env &)"'
    script = f"""
{start}
first=$FAIRLEAD_EMULATOR_PID
{start}
kill "$FAIRLEAD_EMULATOR_PID"
for gone in {2**22 + 1} {"9" * 30} none; do
    FAIRLEAD_EMULATOR_PID=$gone
    {start}
    kill "$FAIRLEAD_EMULATOR_PID"
done
echo "$first"
kill "$first"
"""
    result = subprocess.run(
        ["sh", "-c", script], env=tiny_environment, capture_output=True, text=True, timeout=60, check=True
    )
    first = result.stdout.strip()
    told = [line for line in result.stderr.splitlines() if not line.startswith("Serving tiny")]
    assert told == [f"Process {first}, FAIRLEAD_EMULATOR_PID until now, still runs: `kill {first}` ends it."]


def test_a_server_of_a_shell_outlives_ctrl_c_at_its_prompt(tiny_environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [*COMMAND, "emulate", "-b", "tiny", "--port", "0", "--print-env"],
        env=tiny_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        variables = dict(shlex.split(line)[1].split("=", 1) for line in process.stdout)
        process.send_signal(signal.SIGINT)
        for _ in range(3):
            assert httpx2.get(f"{variables['TINY_URL']}/greeting").status_code == 200
        assert variables["FAIRLEAD_EMULATOR_PID"] == str(process.pid)
        process.terminate()
        assert process.wait(timeout=30) == 0


def test_it_stops_when_nobody_reads_its_output(tiny_environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [*COMMAND, "emulate", "-b", "tiny", "--port", "0"],
        env=tiny_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = ""
        while "Ctrl-C" not in (line := process.stdout.readline()):
            if found := re.search(r"export TINY_URL=(\S+)", line):
                url = found[1]
        process.stdout.close()
        try:
            assert httpx2.get(f"{url}/greeting").status_code == 200
            assert process.wait(10) == 0
            assert "Traceback" not in process.stderr.read()
        finally:
            process.kill()
