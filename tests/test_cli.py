"""The command line as one thing: what all commands have in common."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer
from typer.testing import CliRunner, Result

import fairlead
from fairlead.cli import main
from fairlead.cli._app import build
from fairlead.cli._names import backends
from fairlead.demo import chapters
from fairlead.emulator import Emulator
from tests.cli_documents import DOCS, run

CLEAN = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "COLUMNS": "100"}
HEAVY = {"fastapi", "httpx2", "pydantic", "rich", "sqlalchemy", "uvicorn", "websockets"}


class Command(NamedTuple):
    """A command that does something, as Typer knows it."""

    words: tuple[str, ...]
    typer: Any

    def options(self) -> dict[str, Any]:
        return {option.name: option for option in self.typer.params if option.param_type_name == "option"}


def leaves(command: Any, *words: str) -> Iterator[Command]:
    if not hasattr(command, "commands"):
        yield Command(words, command)
    for name, inner in getattr(command, "commands", {}).items():
        yield from leaves(inner, *words, name)


COMMANDS = list(leaves(typer.main.get_command(build())))
WITHOUT = {
    ("hai", "login"): {"credential"},  # it makes one
    ("hai", "logout"): {"credential", "base_url"},  # it only looks at this machine
}
every_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command.words))


class TestEveryCommand:
    @every_command
    def test_says_what_it_does_and_how_it_ends(self, command: Command) -> None:
        first = command.typer.help.partition("\n")[0]
        assert re.match(r"[A-Z][a-z]+ .*[.,a-z]$", first)
        assert command.typer.epilog.startswith("Exit codes: 0 ")

    def test_is_listed_with_its_whole_summary(self) -> None:
        ways = {command.words[:depth] for command in COMMANDS for depth in range(len(command.words))}
        for way in sorted(ways):
            # On 80 columns, of which Click leaves two free.
            shown = CliRunner().invoke(build(), (*way, "--help"), terminal_width=78).stdout
            _, _, listed = shown.partition("\nCommands:\n")
            assert listed, way
            assert [line for line in listed.splitlines() if line.endswith("...")] == []

    @every_command
    def test_is_in_the_documentation(self, command: Command) -> None:
        group, *inner = command.words
        page = DOCS / f"cli-{group}.md"
        text = (page if page.exists() else DOCS / "cli.md").read_text("utf-8")
        *before, name = inner or [group]
        way = " ".join(before)
        assert re.search(rf"`(fairlead {group} ?|fairlead )?({way} )?({name}|fairlead {name})\b", text)

    @every_command
    def test_writes_json(self, command: Command) -> None:
        assert command.options()["as_json"].opts == ["--json", "-j"]

    @every_command
    def test_explains_each_option_and_argument(self, command: Command) -> None:
        assert [each.name for each in command.typer.params if not each.help] == []

    @pytest.mark.parametrize("group", backends())
    def test_has_the_options_of_its_group(self, group: str) -> None:
        shared = {"base_url", "credential", "as_json"}
        (before,) = [one for name, one in typer.main.get_command(build()).commands.items() if name == group]
        said = {option.name: (option.opts, option.help) for option in before.params}
        assert said.keys() == shared
        assert said["base_url"][0] == ["--base-url", "-u"]
        for command in COMMANDS:
            if command.words[0] == group:
                own = {name: (option.opts, option.help) for name, option in command.options().items()}
                missing = WITHOUT.get(command.words, set())
                assert {name: own.get(name) for name in shared} == {
                    name: None if name in missing else said[name] for name in shared
                }

    def test_spells_an_option_as_all_others_do(self) -> None:
        spellings: dict[str, set[str]] = {}
        for command in COMMANDS:
            for option in command.options().values():
                long, *short = sorted(option.opts, key=len, reverse=True)
                spellings.setdefault(long, set()).add("".join(short))
        assert {long: short for long, short in spellings.items() if len(short) > 1} == {}


def loaded(*arguments: str, **variables: str) -> set[str]:
    """Heavy packages that a command loads."""
    program = (
        "import sys\n"
        "from fairlead.cli import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print('loaded:', *{name.partition('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**CLEAN, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return HEAVY & {*done.stdout.rpartition("loaded:")[2].split()}


class TestColdStart:
    """Counted in packages: seconds depend on the machine."""

    @pytest.mark.parametrize(
        "arguments",
        [
            *("--version", "--help", "emulate -h", "demo -h", "contract -h", "contract impact -h", "hai -h"),
            *("hai sessions -h", "hai run -h", "happy run -h", "hestia -h", "mycel send -h"),
        ],
    )
    def test_help_loads_nothing_heavy(self, arguments: str) -> None:
        # Set, because a variable is read like an option.
        assert loaded(*arguments.split(), HESTIA_BASE_URL="http://127.0.0.1:1", HAI_API_KEY="x") == set()

    @pytest.mark.parametrize(
        "words", ["fairlead h", "fairlead emulate --backend h", "fairlead hai run x --b"]
    )
    def test_completion_loads_nothing_heavy(self, words: str) -> None:
        cursor = str(len(words.split()) - 1)
        assert loaded(_FAIRLEAD_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=cursor) == set()


def completed(words: str, shell: str = "bash") -> list[str]:
    """What the shell is told when somebody presses Tab at the end of the words."""
    asked = {
        "bash": {"COMP_WORDS": words, "COMP_CWORD": str(len(f"{words}.".split()) - 1)},
        "fish": {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "zsh": {"_TYPER_COMPLETE_ARGS": words},
    }[shell]
    script = [shutil.which("fairlead", path=str(Path(sys.executable).parent)) or "fairlead"]
    done = subprocess.run(
        script,
        env={**CLEAN, "_FAIRLEAD_COMPLETE": f"complete_{shell}", **asked},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


class TestCompletion:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("fairlead emulate --backend ", backends()),
            ("fairlead emulate -b he", ["hestia"]),
            ("fairlead emulate --backend hai --backend my", ["mycel"]),
            ("fairlead doctor ha", ["hai", "handoffrail", "happy"]),
            ("fairlead doctor hai my", ["mycel"]),
            ("fairlead demo ", chapters()),
            ("fairlead demo gu", ["guard"]),
            ("fairlead contract check h", [name for name in backends() if name.startswith("h")]),
            ("fairlead contract impact a b --backend my", ["mycel"]),
            ("fairlead contract impact a b --format m", ["markdown"]),
            ("fairlead hai mcp install cu", ["cursor"]),
            ("fairlead mycel relationships ap", ["approve"]),
            ("fairlead hai sessions sh", ["share"]),
            ("fairlead hai run x --base", ["--base-url"]),
        ],
    )
    def test_names(self, words: str, expected: list[str]) -> None:
        assert completed(words) == expected

    @pytest.mark.parametrize("shell", ["fish", "zsh"])
    def test_other_shells_are_told_what_it_is(self, shell: str) -> None:
        told = "\n".join(completed("fairlead hai sessions sh", shell))
        assert "share" in told
        assert "Make a public link to the replay of a..." in told

    @pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
    def test_bash_understands_the_script(self) -> None:
        script = """
source <(fairlead --show-completion bash)
COMP_WORDS=(fairlead emulate --backend he) COMP_CWORD=3
_fairlead_completion fairlead
printf '%s\\n' "${COMPREPLY[@]}"
"""
        env = {**CLEAN, "PATH": f"{Path(sys.executable).parent}:{CLEAN['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", script], env=env, capture_output=True, text=True, timeout=60, check=True
        )
        assert (done.stdout, done.stderr) == ("hestia\n", "")


Cli = Callable[..., Result]
ASKS = {
    "hai": ["sessions", "list"],
    "handoffrail": ["list"],
    "happy": ["machines"],
    "hestia": ["health"],
    "mycel": ["whoami"],
}


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Runs a command in this process, with no variables but those that are given."""
    for name in list(os.environ):
        if name.startswith(("HAI_", "HANDOFFRAIL_", "HAPPY_", "HESTIA_", "MYCEL_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    app = build()
    return lambda *arguments, **variables: CliRunner().invoke(app, arguments, env=variables)


def told(result: Result) -> str:
    """The one line of an error."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.fixture(scope="module")
def running() -> Iterator[dict[str, Emulator]]:
    emulators = {name: Emulator(name, **({"api_key": "k"} if name == "hestia" else {})) for name in ASKS}
    try:
        yield {name: emulator.start() for name, emulator in emulators.items()}
    finally:
        for emulator in emulators.values():
            emulator.stop()


@pytest.mark.parametrize("backend", ASKS)
class TestMistakes:
    def test_nobody_is_there(
        self, cli: Cli, backend: str, running: dict[str, Emulator], closed_port: int
    ) -> None:
        ask = [backend, *ASKS[backend], "--base-url", f"http://127.0.0.1:{closed_port}"]
        env = running[backend].env
        assert "cannot connect to http://127.0.0.1" in told(cli(*ask, **env))
        assert "check the network and --base-url" in told(cli(*ask, **env))
        error = json.loads(told(cli(*ask, "--json", **env)))["error"]
        assert error["status"] is None
        assert "cannot connect" in error["message"]
        assert error["fix"] == "check the network and --base-url"

    def test_the_credential_is_not_accepted(
        self, cli: Cli, backend: str, running: dict[str, Emulator]
    ) -> None:
        env = dict(running[backend].env)
        wrong = "no" + "pe" * 16
        remedies = {
            "HAI_API_KEY": "fairlead hai login --force",
            "HANDOFFRAIL_API_KEY": "check HANDOFFRAIL_API_KEY and --api-key",
            "HAPPY_TOKEN": "sign in",
            "HESTIA_API_KEY": "check HESTIA_API_KEY and --api-key",
            "MYCEL_AUTH_TOKEN": "check MYCEL_AUTH_TOKEN and --token",
        }
        env |= dict.fromkeys(remedies, wrong)
        said = told(cli(backend, *ASKS[backend], **env))
        (remedy,) = [each for name, each in remedies.items() if name.startswith(backend.upper())]
        assert remedy in said
        assert wrong not in said
        error = json.loads(told(cli(backend, *ASKS[backend], "-j", **env)))["error"]
        assert error["status"] == 401
        assert remedy in error["fix"]

    def test_nothing_is_set_up(self, cli: Cli, backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
        if backend == "hestia":
            pytest.skip("it has a server by default, and needs no key")
        said = told(cli(backend, *ASKS[backend]))
        assert re.search(r"(set [A-Z_]+|hai login`)", said)
        assert re.search(r"pass --[a-z-]+", said)
        error = json.loads(told(cli(backend, "--json", *ASKS[backend])))["error"]
        assert error["code"]
        assert error["fix"] is None  # the message says it

    def test_the_server_is_no_url(self, cli: Cli, backend: str, running: dict[str, Emulator]) -> None:
        said = told(cli(backend, *ASKS[backend], "-u", "nonsense", **running[backend].env))
        assert "must begin with http:// or https://" in said


def test_nobody_reads_the_result() -> None:
    for arguments in (
        ["--help"],
        ["contract", "impact", "installed", "installed", "--json"],
        ["demo", "guard"],
    ):
        with subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "fairlead.cli", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=CLEAN,
            text=True,
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.close()
            assert process.stderr.read() == ""
            assert process.wait(60) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["emulate", "--backend", "emacs"],
        ["doctor", "emacs"],
        ["contract", "check", "emacs", "--against", "x"],
        ["contract", "impact", "a", "b", "--backend", "emacs"],
        ["demo", "emacs"],
        ["hai", "mcp", "install", "emacs"],
    ],
)
def test_an_unknown_name_is_wrong_usage_and_the_known_ones_are_named(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.search(r"no (backend|part|program) 'emacs'; there is \w+, ", result.stderr)


def test_errors_of_the_contract_guard_are_json_too(cli: Cli) -> None:
    check = ["contract", "check", "hai", "--against", "/nonexistent"]
    assert told(cli(*check)).startswith("fairlead: cannot read /nonexistent: ")
    for as_json in (["--json"], ["--format", "json"]):
        assert json.loads(told(cli(*check, *as_json)))["error"]["code"] == "ContractError"
    report = cli("contract", "impact", "installed", "installed", "-j")
    assert (report.exit_code, json.loads(report.stdout)["breaks"]) == (0, 0)


def test_ctrl_c_before_anything_began(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fairlead.cli._app.run", interrupt)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130


def test_the_version() -> None:
    assert run(["--version"], CLEAN).stdout == f"fairlead {fairlead.__version__}\n"


@pytest.mark.parametrize("group", [["--help"], ["hai", "--help"], ["contract", "impact", "--help"]])
def test_help_fits_a_narrow_terminal(group: list[str]) -> None:
    shown = run(group, {**CLEAN, "COLUMNS": "60", "TERMINAL_WIDTH": "60"}).stdout
    assert max(map(len, shown.splitlines())) <= 60
