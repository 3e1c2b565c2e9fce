"""The blocking twins: `_sync` trees made from `_async` trees.

unasyncd removes the asynchronous syntax and fixes what follows from it (types, context managers, docstrings).
What it leaves are names. A class of ours called `AsyncX` becomes `X`; other names are data: `names.toml`
beside this file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from codegen.project import Project
from codegen.tools import ToolError, run

NOTE = "# Made from {source} by `nox -s regenerate`: edit that one.\n"

OPTIONS = [
    "[tool.unasyncd]",
    "no_cache = true",
    "transform_docstrings = true",
    "add_editors_note = false",
    "remove_unused_imports = true",
]


@dataclass(frozen=True, slots=True)
class Names:
    """What `names.toml` says."""

    renames: dict[str, str]
    by_hand: frozenset[str]
    """Files of a `_sync` tree that have no source, relative to the root."""
    async_only: frozenset[str]
    """Files of an `_async` tree that have no twin, relative to the root."""

    @classmethod
    def load(cls, project: Project) -> Names:
        """Read the file of a repository."""
        data = tomllib.loads((project.root / "codegen" / "names.toml").read_text("utf-8"))
        ours = {
            name: name.removeprefix("Async")
            for path in (project.root / "src" / "fairlead" / "_async").rglob("*.py")
            for name in re.findall(r"^class (Async\w+)", path.read_text("utf-8"), re.MULTILINE)
        }
        return cls({**ours, **data["renames"]}, frozenset(data["by_hand"]), frozenset(data["async_only"]))

    def rename(self, text: str) -> str:
        """Replace every asynchronous name in `text` by its twin, whole words only."""
        words = "|".join(sorted(map(re.escape, self.renames), key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{words})(?!\w)", lambda match: self.renames[match[0]], text)


def sources(project: Project, names: Names) -> list[Path]:
    """Every file that has a generated twin, relative to the root."""
    found: list[Path] = []
    for top in ("src", "tests"):
        for path in sorted((project.root / top).rglob("*.py")):
            relative = path.relative_to(project.root)
            twin = twin_of(relative)
            if twin != relative and not {str(relative), str(twin)} & (names.async_only | names.by_hand):
                found.append(relative)
    return found


def twin_of(path: Path) -> Path:
    """Where the twin of an `_async` file is; the path itself for any other file."""
    return Path(*("_sync" if part == "_async" else part for part in path.parts))


def generated_files(project: Project, names: Names) -> list[Path]:
    """Every file that now stands in a `_sync` tree and should have been generated."""
    return [
        path.relative_to(project.root)
        for top in ("src", "tests")
        for path in sorted((project.root / top).rglob("_sync/**/*.py"))
        if str(path.relative_to(project.root)) not in names.by_hand
    ]


def make_twins(project: Project, target: Path, scratch: Path) -> None:
    """Write every twin under `target`, at its place in the repository."""
    names = Names.load(project)
    files = sources(project, names)
    work = scratch / "twins"
    pairs: list[str] = []
    for source in files:
        # unasyncd skips files that it believes unchanged; new names in a new folder are always new.
        (work / source).parent.mkdir(parents=True, exist_ok=True)
        (work / source).write_text((project.root / source).read_text("utf-8"), "utf-8")
        (work / twin_of(source)).parent.mkdir(parents=True, exist_ok=True)
        pairs.append(f"{str(source)!r} = {str(twin_of(source))!r}")
    if not pairs:
        return
    config = work / "pyproject.toml"
    config.write_text("\n".join([*OPTIONS, "[tool.unasyncd.files]", *pairs, ""]), "utf-8")
    # It exits with 1 when it wrote something, as well as when it failed: what counts is what it wrote.
    output = run(
        ["unasyncd", "--no-cache", "--write", "--force", "--config", config], cwd=work, success=(0, 1)
    )
    twins = [twin_of(source) for source in files]
    failed = [str(source) for source, twin in zip(files, twins, strict=True) if not (work / twin).exists()]
    if failed:
        raise ToolError(f"unasyncd made no twin of {', '.join(failed)}:\n{output}")
    for source, twin in zip(files, twins, strict=True):
        text = names.rename((work / twin).read_text("utf-8"))
        (target / twin).parent.mkdir(parents=True, exist_ok=True)
        (target / twin).write_text(NOTE.format(source=source.as_posix()) + text, "utf-8")
    settings = project.root / "pyproject.toml"
    paths = [target / twin for twin in twins]
    ours = ["--config", settings, "--no-cache", "--quiet"]
    run(["ruff", "check", *ours, "--fix-only", "--select=F401,I,UP035", *paths])
    run(["ruff", "format", *ours, *paths])
