"""A guard against leaks: no facade imports the inside of a server, or names what lives there.

    python -m fairlead.hestia.contract_guard            # the facades of all backends, as they are installed
    python -m fairlead.hestia.contract_guard my/folder  # these files and folders instead

It reads the code without running it, and exits with 0 if all is well and with 1 if anything leaks, if a file
cannot be read as Python, or if there was no file to look at.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

import fairlead

__all__ = [
    "ALLOWED_EXCEPTIONS",
    "FORBIDDEN_MODULES",
    "FORBIDDEN_PATTERNS",
    "SCAN_DIRS",
    "Leak",
    "find_leaks",
    "main",
    "python_files",
    "run_guard",
]

FORBIDDEN_PATTERNS: Final[frozenset[str]] = frozenset(
    {
        "ArbitrationResult",
        "CommandTrace",
        "CommandType",
        "DSGKDecision",
        "DecisionType",
        "DriftVector",
        "SystemMode",
    }
)
"""Identifiers of the HestiaOS kernel."""

FORBIDDEN_MODULES: Final[frozenset[str]] = frozenset({"core", "api", "fairlead.emulator"})
"""Packages on the server's side of the wire, the emulator being one of them."""

ALLOWED_EXCEPTIONS: Final[frozenset[str]] = frozenset()
"""Leaks that are meant, as `path::name`, the path as the guard prints it."""


def _facade_folders() -> tuple[Path, ...]:
    """Where facades are: for each backend its public package, its source, and the twin made of it."""
    root = Path(fairlead.__file__).parent
    backends = sorted(path.name for path in (root / "_async").iterdir() if (path / "__init__.py").is_file())
    return tuple(root / part / name for name in backends for part in ("", "_async", "_sync"))


SCAN_DIRS: Final[tuple[Path, ...]] = _facade_folders()
"""Folders that are looked at by default."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that a facade must not contain.

    Attributes:
        path: File it is in.
        line: Line it is on, counted from 1.
        name: Identifier or module; empty if the file is not Python.
        message: What is wrong.
    """

    path: Path
    line: int
    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def python_files(paths: Iterable[Path]) -> list[Path]:
    """The Python files among `paths` and below them, each once."""
    found = (sorted(path.rglob("*.py")) if path.is_dir() else [path] for path in paths)
    return list(dict.fromkeys(file for files in found for file in files if file.suffix == ".py"))


def find_leaks(
    file: Path,
    *,
    names: Collection[str] = FORBIDDEN_PATTERNS,
    modules: Collection[str] = FORBIDDEN_MODULES,
    allowed: Collection[str] = ALLOWED_EXCEPTIONS,
) -> list[Leak]:
    """Everything in a file that must not be there, in order of lines.

    Args:
        file: A Python file.
        names: Identifiers that must not occur in it: used, defined, imported, or in a quoted annotation.
            Comments and other texts do not count.
        modules: Modules that must not be imported, with all that is in them.
        allowed: Exceptions, as `path::name`.

    Raises:
        OSError: The file cannot be read.
    """
    try:
        tree = ast.parse(file.read_bytes(), filename=str(file))
    except (SyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        return [Leak(file, line or 1, "", f"not readable as Python: {error}")]
    leaks: set[Leak] = set()
    for line, imported in _imports(tree):
        for module in modules:
            if f"{imported}.".startswith(f"{module}."):
                leaks.add(Leak(file, line, module, f"imports {module}, the inside of a server"))
    for line, name in _identifiers(tree):
        if name in names:
            leaks.add(Leak(file, line, name, f"names {name}, a type inside a server"))
    return sorted(
        (leak for leak in leaks if f"{leak.path}::{leak.name}" not in allowed),
        key=lambda leak: (leak.line, leak.name),
    )


def run_guard(paths: Sequence[Path] = SCAN_DIRS) -> int:
    """Look at `paths`, print what was found, and return the exit code."""
    files = python_files(paths)
    if not files:
        print("contract guard: no Python file to look at", file=sys.stderr)
        return 1
    leaks = [leak for file in files for leak in find_leaks(file)]
    for leak in leaks:
        print(leak, file=sys.stderr)
    print(f"contract guard: {len(files)} files, leaks: {len(leaks)}")
    return 1 if leaks else 0


def main() -> NoReturn:
    """Run the guard on the paths of the command line, and exit."""
    given = [Path(argument) for argument in sys.argv[1:]]
    missing = [path for path in given if not path.exists()]
    if missing:
        sys.exit(f"contract guard: there is no {missing[0]}")
    sys.exit(run_guard(given or SCAN_DIRS))


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Modules that are imported, by statement or by a call with a literal name."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                yield from ((node.lineno, alias.name) for alias in aliases)
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                yield node.lineno, module
                # `from fairlead import emulator` imports a module, too.
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in aliases)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(module)), *_],
            ):
                yield node.lineno, module
            case _:
                pass


def _identifiers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.alias(name=name, asname=asname):
                yield from ((node.lineno, part) for part in (*name.split("."), asname) if part)
            case _:
                pass
        yield from _quoted(node)


def _quoted(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Identifiers in the quoted parts of an annotation."""
    annotations = [getattr(node, field, None) for field in ("annotation", "returns")]
    for annotation in annotations:
        for part in ast.walk(annotation) if annotation is not None else ():
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                try:
                    inner = ast.parse(part.value, mode="eval")
                except SyntaxError:
                    continue  # a text in Annotated or Literal
                yield from ((part.lineno, name) for _, name in _identifiers(inner))


if __name__ == "__main__":
    main()
