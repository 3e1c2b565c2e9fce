"""Documents of commands: what they show is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def run(arguments: list[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "fairlead.cli", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


def examples(document: str) -> Iterator[tuple[list[str], str]]:
    """Every command that a document shows, and what it promises."""
    for block in re.findall(r"```console\n\$ (.*?)```", (DOCS / document).read_text("utf-8"), re.DOTALL):
        for example in block.split("\n$ "):
            command, _, promise = example.partition("\n")
            yield shlex.split(command), promise.rstrip()


def check_examples(document: str, env: Mapping[str, str], names: Mapping[str, str] | None = None) -> int:
    """Run the examples, `...` standing for any text in a line; returns how many there are."""
    found = list(examples(document))
    for (program, *arguments), promise in found:
        assert program == "fairlead"
        done = run([(names or {}).get(each, each) for each in arguments], env)
        shown = (done.stderr if done.returncode else done.stdout).rstrip()
        pattern = re.escape(promise).replace(r"\.\.\.", "[^\n]+")
        assert re.fullmatch(pattern, shown), f"{arguments}\n{shown}\n{done.stderr}"
    return len(found)
