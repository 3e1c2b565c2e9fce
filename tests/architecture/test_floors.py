"""`nox -s floors` tries the oldest releases that pyproject.toml allows, and no later ones."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = ("httpx", "happy", "otel", "cli", "emulator")


def settled() -> dict[str, Version]:
    lines = (ROOT / "constraints" / "floors.txt").read_text("utf-8").splitlines()
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): Version(str(one.specifier).removeprefix("==")) for one in found}


@pytest.mark.parametrize(
    "wanted",
    sorted(
        {
            *PROJECT["dependencies"],
            *(each for extra in EXTRAS for each in PROJECT["optional-dependencies"][extra]),
        }
        - {"fairlead[cli]"}
    ),
)
def test_the_oldest_release_is_the_one_that_is_tried(wanted: str) -> None:
    requirement = Requirement(wanted)
    tried = settled()[canonicalize_name(requirement.name)]
    assert str(requirement.specifier).startswith(">=")
    assert tried == Version(str(requirement.specifier).removeprefix(">=")), (
        "nox -s constraints settles it again"
    )
