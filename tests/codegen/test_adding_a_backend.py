"""The guide to adding a backend, followed to the letter."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
import yaml

from codegen import manifest
from codegen.project import ROOT, Project

GUIDE = (ROOT / "docs" / "guide" / "adding-a-backend.md").read_text("utf-8")
FILES = dict(re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```', GUIDE, re.MULTILINE | re.DOTALL))
PROMISED = re.findall(r"^```text\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)[-1]


@pytest.mark.timeout(600)  # the generators are slow on a busy machine
def test_a_backend_is_files_of_its_own(repository):
    copy = repository()
    before = {path: path.read_bytes() for path in copy.root.rglob("*") if path.is_file()}
    for name, text in FILES.items():
        path = copy.root / name
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    done = copy.codegen("regenerate", "notes")
    assert done.returncode == 0, done.stdout + done.stderr

    lock = copy.root / "openapi" / "operations.lock"
    changed = {
        path
        for path, content in before.items()
        if path.read_bytes() != content and "__pycache__" not in path.parts
    }
    assert changed == {lock}
    assert yaml.safe_load(lock.read_text("utf-8"))["notes"]["methods"] == {
        "AsyncClient.create_note": ["create_note"],
        "AsyncClient.get_note": ["get_note"],
    }
    assert manifest.methods(Project(copy.root), "notes").keys() >= {"AsyncClient.get_note"}
    assert "def create_note" in (copy.root / "src/fairlead/_sync/notes/client.py").read_text("utf-8")
    tried = subprocess.run(
        [sys.executable, "-W", "error", "try_notes.py"],
        cwd=copy.root,
        env={**os.environ, "PYTHONPATH": f"{copy.root / 'src'}{os.pathsep}{copy.root / 'generated'}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert tried.returncode == 0, tried.stderr
    assert tried.stdout == PROMISED
