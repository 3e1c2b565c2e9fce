"""Building everything generated in a temporary tree, then swapping it in or comparing it."""

from __future__ import annotations

import difflib
import filecmp
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from codegen import manifest, templates, twins
from codegen.project import Project
from codegen.tools import make_models, make_transport

REPAIR = "nox -s regenerate"


@dataclass(frozen=True, slots=True)
class Difference:
    """One generated file that is not what the sources make."""

    path: str
    kind: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind:8} {self.path}{f': {self.detail}' if self.detail else ''}"


@contextmanager
def build(project: Project, backends: Sequence[str]) -> Generator[Project]:
    """Build everything in a temporary tree and yield it; packages only for the given backends."""
    with tempfile.TemporaryDirectory(prefix="fairlead-") as folder:
        target = Project(Path(folder) / "tree")
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        templates.write(scratch / "templates")
        # The generators are processes of their own, so threads are enough to keep every core busy.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            made = [
                made
                for backend in backends
                for made in (
                    pool.submit(make_transport, project, backend, target.transport(backend), scratch),
                    pool.submit(make_models, project, backend, target.models(backend)),
                )
            ]
            for done in made:
                done.result()
        twins.make_twins(project, target.root, scratch)
        manifest.write(project, target.lock)
        yield target


def regenerate(project: Project, backends: Sequence[str]) -> list[Difference]:
    """Rebuild and swap in; returns what changed."""
    with build(project, backends) as fresh:
        differences = list(compare(project, fresh, backends))
        for backend in backends:
            for package in (project.transport(backend), project.models(backend)):
                # Swapped whole, so that no file of an earlier contract survives.
                shutil.rmtree(package, ignore_errors=True)
                package.parent.mkdir(parents=True, exist_ok=True)
                shutil.copytree(fresh.root / package.relative_to(project.root), package)
        for path in _expected_twins(project, fresh):
            (project.root / path).parent.mkdir(parents=True, exist_ok=True)
            if (fresh.root / path).exists():
                shutil.copyfile(fresh.root / path, project.root / path)
            else:
                (project.root / path).unlink()
        shutil.copyfile(fresh.lock, project.lock)
    return differences


def drift(project: Project, backends: Sequence[str]) -> list[Difference]:
    """What a regeneration would change."""
    with build(project, backends) as fresh:
        return list(compare(project, fresh, backends))


def compare(project: Project, fresh: Project, backends: Sequence[str]) -> Iterator[Difference]:
    """Every generated file that is missing, extra or changed in `project`, both ways."""
    for backend in backends:
        for package in (project.transport(backend), project.models(backend)):
            relative = package.relative_to(project.root)
            yield from _compare_files(
                project, fresh, _files(project.root, relative) | _files(fresh.root, relative)
            )
    known = {
        path.name for name in project.backends for path in (project.transport(name), project.models(name))
    }
    if project.generated.exists():
        for package in sorted(project.generated.iterdir()):
            if package.name not in known and package.name != "__pycache__":
                yield Difference(
                    package.relative_to(project.root).as_posix(), "extra", "no contract makes it"
                )
    yield from _compare_files(project, fresh, _expected_twins(project, fresh))
    yield from _compare_files(project, fresh, {project.lock.relative_to(project.root)})


def _compare_files(project: Project, fresh: Project, paths: set[Path]) -> Iterator[Difference]:
    for path in sorted(paths):
        mine, made = project.root / path, fresh.root / path
        if not mine.exists():
            yield Difference(path.as_posix(), "missing")
        elif not made.exists():
            yield Difference(path.as_posix(), "extra")
        elif not filecmp.cmp(mine, made, shallow=False):
            yield Difference(path.as_posix(), "changed", _first_difference(mine, made))


def _first_difference(mine: Path, made: Path) -> str:
    lines = difflib.unified_diff(
        mine.read_text("utf-8", "replace").splitlines(),
        made.read_text("utf-8", "replace").splitlines(),
        lineterm="",
        n=0,
    )
    place = ""
    shown: list[str] = []
    for line in lines:
        if line.startswith("@@"):
            if shown:
                break
            place = line.split()[1].lstrip("-").partition(",")[0]
        elif not line.startswith(("---", "+++")):
            shown.append(line)
    has = next((line[1:].strip() for line in shown if line.startswith("-")), "")
    wants = next((line[1:].strip() for line in shown if line.startswith("+")), "")
    return f"line {place}: has {has!r}, the sources make {wants!r}"


def _files(root: Path, package: Path) -> set[Path]:
    return {
        path.relative_to(root)
        for path in (root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _expected_twins(project: Project, fresh: Project) -> set[Path]:
    names = twins.Names.load(project)
    return {*twins.generated_files(project, names), *twins.generated_files(fresh, names)}
