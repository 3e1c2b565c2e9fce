"""A copy of the repository that a test may damage."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from codegen.project import ROOT

IGNORED = shutil.ignore_patterns("__pycache__", ".nox", ".git", "cassettes", "node_modules")


@dataclass
class Repository:
    """A copy, and the pipeline's commands in it."""

    root: Path

    def codegen(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "codegen", *arguments],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text, f"{path} has no {old!r} to edit"
        (self.root / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Callable[[], Repository]:
    def copy(name: str = "repository") -> Repository:
        root = tmp_path / name
        root.mkdir()
        for folder in ("codegen", "generated", "openapi", "src", "tests"):
            shutil.copytree(ROOT / folder, root / folder, ignore=IGNORED)
        shutil.copy(ROOT / "pyproject.toml", root)
        return Repository(root)

    return copy
