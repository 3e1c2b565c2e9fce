"""`python -m codegen.emulated FOLDER`: what each emulator declares about itself, as `<backend>.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import httpx2

from codegen.project import Project
from fairlead.emulator import Emulator, available


def main(folder: Path) -> None:
    """Ask the emulator of every contract that has one for its OpenAPI document."""
    folder.mkdir(parents=True, exist_ok=True)
    for backend in sorted({*Project().backends} & {*available()}):
        with Emulator(backend) as emulator:
            document = httpx2.get(f"{emulator.url}/openapi.json").raise_for_status().json()
        (folder / f"{backend}.json").write_text(json.dumps(document, indent=1), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
