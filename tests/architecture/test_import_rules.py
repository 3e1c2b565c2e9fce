"""Who imports whom: the rules that keep facades, generated code, pure code and the emulator apart."""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fairlead"
GENERATED = ROOT / "generated"
BACKENDS = sorted(path.parent.name for path in (SOURCE / "_async").glob("*/__init__.py"))
HTTP = {"httpx", "httpx2", "httpcore", "httpcore2", "websockets", "requests", "aiohttp", "urllib3"}


@dataclass(frozen=True)
class Import:
    """One import statement.

    Attributes:
        place: File and line, for the failure's text.
        module: What is imported, in full.
        eager: Whether it happens when the file is imported.
    """

    place: str
    module: str
    eager: bool

    @property
    def root(self) -> str:
        return self.module.partition(".")[0]

    def is_within(self, *packages: str) -> bool:
        return any(self.module == package or self.module.startswith(f"{package}.") for package in packages)


@functools.cache
def imports_of(path: Path) -> list[Import]:
    tree = ast.parse(path.read_text("utf-8"))
    lazy = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_type_checkers(node)
        for inner in ast.walk(node)
    }
    return [
        Import(f"{path.relative_to(ROOT)}:{node.lineno}", module, eager=id(node) not in lazy)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in modules_of(node, path)
    ]


def is_for_type_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def modules_of(node: ast.Import | ast.ImportFrom, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif node.level:
        base = path.parents[node.level - 1].relative_to(GENERATED if path.is_relative_to(GENERATED) else ROOT)
        yield ".".join([*base.parts, *([node.module] if node.module else [])])
    else:
        # `from package import module` may import a module as well as a name.
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def everything_in(*folders: Path) -> list[Import]:
    found = [found for folder in folders for path in python_files(folder) for found in imports_of(path)]
    assert found, f"nothing found in {folders}: the rule would hold for nothing"
    return found


def python_files(folder: Path) -> list[Path]:
    return [folder] if folder.is_file() else sorted(folder.rglob("*.py"))


def places(imports: list[Import]) -> list[str]:
    return [f"{found.place} imports {found.module}" for found in imports]


def test_there_are_backends() -> None:
    assert "handoffrail" in BACKENDS


@pytest.mark.parametrize("package", sorted(path.name for path in GENERATED.glob("*_backend_*")))
def test_generated_code_imports_nothing_of_ours_nor_of_another_package(package: str) -> None:
    allowed = {
        package,
        "attrs",
        "dateutil",
        "httpx2",
        "pydantic",
        "typing_extensions",
        *sys.stdlib_module_names,
    }
    wrong = [found for found in everything_in(GENERATED / package) if found.root not in allowed]
    assert places(wrong) == []


@pytest.mark.parametrize("backend", BACKENDS)
def test_only_the_facade_imports_its_transport(backend: str) -> None:
    homes = tuple(f"src/fairlead/{flavour}/{backend}/" for flavour in ("_async", "_sync"))
    users = [found for found in everything_in(SOURCE) if found.root == f"{backend}_backend_client"]
    assert users
    assert places([found for found in users if not found.place.startswith(homes)]) == []


@pytest.mark.parametrize("backend", BACKENDS)
def test_only_the_emulator_imports_the_contract_models(backend: str) -> None:
    users = [found for found in everything_in(SOURCE) if found.root == f"{backend}_backend_models"]
    assert users
    home = f"src/fairlead/emulator/{backend}/"
    assert places([found for found in users if not found.place.startswith(home)]) == []


def test_the_core_is_pure() -> None:
    allowed = ("fairlead._core", "fairlead.errors", "fairlead._version", "pydantic", "pydantic_core")
    impure = {
        "asyncio",
        "concurrent",
        "multiprocessing",
        "select",
        "socket",
        "ssl",
        "subprocess",
        "threading",
    }
    wrong = [
        found
        for found in everything_in(SOURCE / "_core", SOURCE / "errors.py")
        if found.root in impure or not (found.root in sys.stdlib_module_names or found.is_within(*allowed))
    ]
    assert places(wrong) == []


@pytest.mark.parametrize("backend", BACKENDS)
def test_public_packages_know_neither_transports_nor_http(backend: str) -> None:
    generated = {f"{name}_backend_{kind}" for name in BACKENDS for kind in ("client", "models")}
    public = everything_in(SOURCE / backend)
    assert places([found for found in public if found.root in HTTP | generated]) == []
    ports = ("fairlead._async", "fairlead._sync", "fairlead.emulator", "fairlead.cli")
    eager = [found for found in public if found.eager and found.is_within(*ports)]
    assert places([found for found in eager if "/integrations/" not in found.place]) == []


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("httpx2", {"src/fairlead/_async/_io.py", "src/fairlead/_sync/_io.py"}),
        (
            "websockets",
            {
                f"src/fairlead/{flavour}/{name}.py"
                for flavour in ("_async", "_sync")
                for name in ("_io", "_ws")
            },
        ),
    ],
)
def test_each_network_library_is_reached_through_the_port_and_late(library: str, homes: set[str]) -> None:
    users = [
        found
        for found in everything_in(SOURCE / "_async", SOURCE / "_sync", SOURCE / "_core")
        if found.root == library
    ]
    assert {found.place.partition(":")[0] for found in users} == homes
    assert places([found for found in users if found.eager]) == []


def test_httpx_is_supported_without_being_imported() -> None:
    facades = everything_in(SOURCE / "_async", SOURCE / "_sync", *(SOURCE / name for name in BACKENDS))
    assert places([found for found in facades if found.root == "httpx"]) == []


def test_backends_do_not_know_each_other() -> None:
    wrong: list[Import] = []
    for backend in BACKENDS:
        others = [name for name in BACKENDS if name != backend]
        forbidden = [
            f"fairlead{part}.{name}" for name in others for part in ("", "._async", "._sync", ".emulator")
        ]
        for part in ("", "_async", "_sync", "emulator"):
            wrong += [
                found for found in everything_in(SOURCE / part / backend) if found.is_within(*forbidden)
            ]
    assert places(wrong) == []


def test_nobody_but_its_front_ends_imports_the_emulator() -> None:
    users = [found for found in everything_in(SOURCE) if found.is_within("fairlead.emulator")]
    homes = tuple(f"src/fairlead/{name}" for name in ("emulator/", "cli/", "demo/", "pytest_plugin.py"))
    assert places([found for found in users if not found.place.startswith(homes)]) == []


def test_the_flavours_do_not_mix() -> None:
    forbidden = {"_async": "fairlead._sync", "_sync": "fairlead._async"}
    wrong = [
        found
        for flavour, other in forbidden.items()
        for found in everything_in(SOURCE / flavour)
        if found.is_within(other)
    ]
    assert places(wrong) == []


# Where a flavour shows: everything else is written once and has a twin.
CONCURRENT = {"asyncio", "threading", "queue", "concurrent", "multiprocessing"}
ASYNC_BY_HAND = {"src/fairlead/_async/_io.py", "src/fairlead/_async/handoffrail/callbacks.py"}


def test_concurrency_is_the_port_s_alone() -> None:
    users = [found for found in everything_in(SOURCE / "_async") if found.root in CONCURRENT]
    assert {found.place.partition(":")[0] for found in users} == ASYNC_BY_HAND
    sync = [found for found in everything_in(SOURCE / "_sync") if found.root in CONCURRENT]
    assert {(found.place.partition(":")[0], found.root) for found in sync} == {
        ("src/fairlead/_sync/_io.py", "threading")
    }


@pytest.mark.parametrize("flavour", ["_async", "_sync"])
def test_no_event_loop_is_ever_started(flavour: str) -> None:
    starters = {"run", "Runner", "new_event_loop", "run_until_complete", "run_coroutine_threadsafe"}
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"
        for path in python_files(SOURCE / flavour)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in starters
        and ast.unparse(node) != "context.run"  # of context variables
    ]
    assert wrong == []


def test_nothing_sleeps() -> None:
    """Whoever waits does so by a signal, so that closing the client ends the wait: see `AsyncHttp.wait`."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for flavour in ("_async", "_sync")
        for path in python_files(SOURCE / flavour)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "sleep"
    ]
    assert wrong == []


def test_errors_are_caught_by_kind() -> None:
    """`except Exception` is allowed around users' callbacks alone, and says so."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("_async", "_sync", "_core", *BACKENDS)
        for path in python_files(SOURCE / folder)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) == "Exception")
    ]
    assert {place.partition(":")[0] for place in wrong} <= {
        "src/fairlead/_async/handoffrail/callbacks.py",
        "src/fairlead/_core/observe.py",
        "src/fairlead/hai/_results.py",
        *(str(path.relative_to(ROOT)) for path in python_files(SOURCE / "handoffrail" / "integrations")),
    }
