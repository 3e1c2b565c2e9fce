"""The public surface of each facade, as text: what applications can name, and what must not change unnoticed.

One line per public name, read from the source with griffe, nothing imported: functions and methods with their
signatures, classes with their bases (so the exception tree too), fields and constants with types and values.
The recorded text is in `surface/<backend>.txt`. A line that disappears or changes breaks somebody; a new line
extends. `python -m codegen.surface record` writes the files after such a change was meant.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import griffe

from codegen.project import Project

HEADER = """\
# The public surface of fairlead.{facade}, recorded by `nox -s surface -- record`.
# A line that disappears or changes breaks applications; a new one extends what they can do.
"""


_WAY = re.compile(r"\b(?:models|later)\.(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Change:
    """One line that is not as recorded."""

    breaking: bool
    line: str

    def __str__(self) -> str:
        return f"{'breaks ' if self.breaking else 'extends'}  {self.line}"


def facades(project: Project) -> list[str]:
    """Packages that are recorded: every backend's facade, and what all of them share."""
    folder = project.root / "src" / "fairlead"
    return [
        "errors",
        *sorted(path.name for path in (folder / "_async").iterdir() if (path / "client.py").exists()),
    ]


def recorded(project: Project, facade: str) -> Path:
    """Where the surface of a facade is recorded."""
    return project.root / "surface" / f"{facade}.txt"


def surface(project: Project, facade: str) -> list[str]:
    """The surface as the source has it now, one line per name."""
    # Never a folder of that name in the current directory, which may be another version.
    package = griffe.load("fairlead", search_paths=[project.root / "src"], try_relative_path=False)
    module = package[facade]
    names = sorted(name for name in module.exports or () if isinstance(name, str))
    lines: list[str] = []
    for name in names:
        lines += _describe(name, _target(module[name]))
    # Where the source has a type from is not the application's: `models.Packet` is `Packet`.
    return [_WAY.sub("", line) for line in lines]


def changes(before: list[str], after: list[str]) -> list[Change]:
    """How one surface differs from another."""
    old, new = set(before), set(after)
    return [
        *(Change(True, line) for line in before if line not in new),
        *(Change(False, line) for line in after if line not in old),
    ]


def _target(item: griffe.Object | griffe.Alias) -> griffe.Object:
    return item.final_target if isinstance(item, griffe.Alias) else item


def _describe(path: str, item: griffe.Object) -> Iterator[str]:
    if isinstance(item, griffe.Class):
        bases = ", ".join(
            str(base).rpartition(".")[2] if "[" not in str(base) else str(base) for base in item.bases
        )
        yield f"class {path}({bases})" if bases else f"class {path}"
        # Inherited members count: an application does not care in which base a method is written.
        for name, member in sorted(item.all_members.items()):
            target = _target(member)
            ours = target.package.name == "fairlead"
            if ours and (not name.startswith("_") or name == "__init__") and name != "model_config":
                yield from _describe(f"{path}.{name}", target)
    elif isinstance(item, griffe.Function):
        yield _signature(path, item)
    elif isinstance(item, griffe.Attribute):
        kind = "property " if "property" in item.labels else ""
        # What a constructor assigns is not a promise; what a class or a module is given, is.
        given = not kind and item.labels & {"class-attribute", "module-attribute"}
        value = f" = {item.value}" if given and item.value is not None else ""
        yield f"{kind}{path}: {item.annotation}{value}" if item.annotation else f"{kind}{path}{value}"


def _signature(path: str, function: griffe.Function) -> str:
    shown: list[str] = []
    star = False
    for parameter in function.parameters:
        if parameter.kind is griffe.ParameterKind.keyword_only and not star:
            shown.append("*")
            star = True
        prefix = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}.get(
            parameter.kind or griffe.ParameterKind.positional_or_keyword, ""
        )
        star = star or prefix == "*"
        text = f"{prefix}{parameter.name}"
        if parameter.annotation is not None:
            text += f": {parameter.annotation}"
        if parameter.default is not None and not prefix:
            text += f" = {parameter.default}"
        shown.append(text)
    words = "async def" if "async" in function.labels else "def"
    words = f"@classmethod {words}" if "classmethod" in function.labels else words
    return f"{words} {path}({', '.join(shown)}) -> {function.returns}"


def main(arguments: list[str] | None = None) -> int:
    """Check or record; the exit code is 1 when a surface is not as recorded."""
    parser = argparse.ArgumentParser(
        prog="codegen.surface", description="Check or record the public surfaces."
    )
    parser.add_argument("command", choices=["check", "record"], nargs="?", default="check")
    options = parser.parse_args(arguments)
    project = Project()
    found = 0
    for facade in facades(project):
        path = recorded(project, facade)
        now = surface(project, facade)
        before = [line for line in _lines(path) if not line.startswith("#")]
        differences = changes(before, now)
        found += len(differences)
        for change in differences:
            print(f"{facade}: {change}")
        if options.command == "record" and differences:
            path.parent.mkdir(exist_ok=True)
            path.write_text(HEADER.format(facade=facade) + "\n".join(now) + "\n", "utf-8")
    if options.command == "record":
        print(f"{found} lines recorded anew")
        return 0
    if found:
        print(f"{found} lines differ. If that is meant: nox -s surface -- record", file=sys.stderr)
        return 1
    print("the public surfaces are as recorded")
    return 0


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


if __name__ == "__main__":
    sys.exit(main())
