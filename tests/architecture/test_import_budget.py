"""What importing fairlead costs, counted in modules: seconds depend on the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import fairlead

BACKENDS = sorted(
    path.parent.name for path in (Path(fairlead.__file__).parent / "_async").glob("*/__init__.py")
)
HEAVY = {
    *("anyio", "attr", "attrs", "dateutil", "handoffrail_backend_client", "handoffrail_backend_models"),
    *("httpcore", "httpcore2", "httpx", "httpx2", "pydantic", "pydantic_core", "ssl", "websockets"),
    *("crewai", "fastapi", "langchain_core", "rich", "sqlalchemy", "starlette", "typer", "uvicorn"),
}
SERVER_SIDE = {
    *("crewai", "fastapi", "handoffrail_backend_models", "langchain_core", "rich", "sqlalchemy", "starlette"),
    *("fairlead.cli", "fairlead.emulator", "httpx", "typer", "uvicorn", "websockets"),
}


def loaded_by(statement: str) -> set[str]:
    """The modules that a statement loads in a fresh interpreter, beyond what was there before."""
    program = (
        "import sys\n"
        "before = set(sys.modules)\n"
        f"{statement}\n"
        "print('\\n'.join(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "budget"),
    [
        ("import fairlead", 45),
        ("import fairlead.errors", 45),
        ("import fairlead.handoffrail", 55),
        ("from fairlead.handoffrail import RateLimitError", 60),
    ],
)
def test_importing_a_package_loads_nothing_heavy(statement: str, budget: int) -> None:
    loaded = loaded_by(statement)
    assert loaded & HEAVY == set()
    assert len(loaded) <= budget


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_backend_loads_no_other_and_nothing_heavy(backend: str) -> None:
    loaded = loaded_by(f"import fairlead.{backend}")
    assert loaded & HEAVY == set()
    assert not {name for name in loaded if name.endswith(("_backend_client", "_backend_models"))}
    assert {name.split(".")[1] for name in loaded if name.startswith("fairlead.")} & {*BACKENDS} == {backend}


@pytest.mark.parametrize("client", ["HandoffRailClient", "AsyncHandoffRailClient"])
def test_a_client_loads_its_own_backend_alone(client: str) -> None:
    loaded = loaded_by(f"from fairlead.handoffrail import {client}")
    backends = {name for name in loaded if name.endswith(("_backend_client", "_backend_models"))}
    assert backends == {"handoffrail_backend_client"}
    assert loaded & SERVER_SIDE == set()
    assert len(loaded) <= 320
    other = "_async" if client == "HandoffRailClient" else "_sync"
    assert not any(name.startswith(f"fairlead.{other}") for name in loaded)


CLIENTS = {
    "handoffrail": "from fairlead.handoffrail import HandoffRailClient as C; C('http://h/api/v1', 'hr_x')",
    "hestia": "from fairlead.hestia import Client as C; C('http://h', 'k')",
    "mycel": "from fairlead.mycel import Client as C; C(base_url='http://h', auth_token='t')",
    "hai": "from fairlead.hai import Client as C; C(api_key='hk-x')",
    "happy": "from fairlead.happy import SyncHappyClient as C\n"
    f"C('http://h', token='t', secret_b64='{'A' * 43}=')",
}
"""Making a client of each backend."""


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_client_loads_no_model_and_no_namespace(backend: str) -> None:
    loaded = loaded_by(CLIENTS[backend])
    assert f"fairlead._sync.{backend}.client" in loaded
    assert loaded & {"pydantic", "pydantic_core", "dateutil", "websockets"} == set()
    # Of requests, hai's endpoints with several kinds of bodies have to tell these apart.
    wire = {name for name in loaded if name.startswith(f"{backend}_backend_client.models.")}
    assert len(wire) <= (3 if backend == "hai" else 0)
    assert "attr" not in loaded or wire
    assert len(loaded) <= 385  # 235 of them are the HTTP library's
    spaces = {f"fairlead._sync.{backend}.{name}" for name in ("account", "chats", "social", "vaults")}
    assert loaded & spaces == set()


def test_a_model_is_built_when_it_is_used() -> None:
    loaded_by(
        "from fairlead.handoffrail import PacketClaim, Stats\n"
        "claim = PacketClaim(agent_id='a', agent_name='A')\n"
        "assert (PacketClaim.__pydantic_complete__, Stats.__pydantic_complete__) == (True, False)"
    )


@pytest.mark.parametrize(
    ("model", "homes"),
    [
        ("handoffrail.PacketResponse", {"enums", "packets"}),
        ("hai.Session", {"_base", "agents", "enums", "environments", "sessions"}),
        ("mycel.Me", {"auth", "enums"}),
    ],
)
def test_a_model_comes_without_those_that_it_has_no_use_for(model: str, homes: set[str]) -> None:
    backend, _, name = model.partition(".")
    loaded = loaded_by(f"from fairlead.{backend} import {name}")
    package = f"fairlead.{backend}.models."
    assert {one.removeprefix(package) for one in loaded if one.startswith(package)} == homes


def test_errors_of_answers_need_no_pydantic() -> None:
    loaded = loaded_by(
        "from fairlead._core.answers import Answer\n"
        "from fairlead.mycel._errors import FAMILY\n"
        "FAMILY.from_answer(Answer(409, {}, b'{\"detail\": \"no\"}'), operation='o', path='/p')"
    )
    assert loaded & HEAVY == set()


def test_models_come_without_a_client() -> None:
    loaded = loaded_by("from fairlead.handoffrail import HandoffPacket, PacketResponse, verify_webhook")
    assert loaded & (HEAVY - {"pydantic", "pydantic_core"}) == set()


@pytest.mark.parametrize("client", ["HandoffRailClient", "AsyncHandoffRailClient"])
def test_making_a_client_does_not_load_the_websocket_library(client: str) -> None:
    loaded = loaded_by(
        f"from fairlead.handoffrail import {client}\n{client}('http://127.0.0.1:9/api/v1', 'hr_x')"
    )
    assert "httpx2" in loaded
    assert "websockets" not in loaded


def test_the_pytest_plugin_is_light() -> None:
    assert (
        loaded_by("import pytest\nimport fairlead.pytest_plugin") & (HEAVY - {"attr", "attrs", "ssl"})
        == set()
    )


def helped_by(*command: str) -> set[str]:
    """The modules that showing the help of a command loads."""
    return loaded_by(
        "import contextlib, io\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()) as shown:\n"
        f"    sys.argv = {['fairlead', *command, '--help']}\n"
        "    from fairlead.cli import main\n"
        "    main()\n"
        "assert shown.getvalue().startswith('Usage: fairlead')"
    )


def test_help_loads_nothing_heavy() -> None:
    loaded = helped_by()
    assert loaded & HEAVY == {"typer"}
    assert len(loaded) <= 260


@pytest.mark.parametrize(
    "command", [["mycel"], ["mycel", "send"], ["hai"], ["emulate"], ["contract", "impact"]]
)
def test_the_help_of_a_command_loads_only_what_typer_needs(command: list[str]) -> None:
    loaded = helped_by(*command)
    # Typer checks parameters with pydantic.
    assert loaded & HEAVY <= {"typer", "pydantic", "pydantic_core"}
    assert not {name for name in loaded if name.endswith(("_backend_client", "_backend_models"))}
