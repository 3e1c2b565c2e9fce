"""`python -m codegen.emulated FOLDER`: what each emulator declares about itself, beside its contract.

The two documents, `emulated/<backend>.json` and `contract/<backend>.json`, are for Redocly to compare.
"""

from __future__ import annotations

import sys
from pathlib import Path

import httpx2

from codegen import comparable, spec
from codegen.project import Project
from fairlead.emulator import Emulator, available


def main(folder: Path) -> None:
    """Ask the emulator of every contract that has one for its OpenAPI document."""
    project = Project()
    for backend in sorted({*project.backends} & {*available()}):
        with Emulator(backend) as emulator:
            document = httpx2.get(f"{emulator.url}/openapi.json", timeout=60).raise_for_status().json()
        comparable.write(folder / "emulated" / f"{backend}.json", document)
        comparable.write(folder / "contract" / f"{backend}.json", spec.load(project.spec(backend)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
