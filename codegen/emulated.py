"""`python -m codegen.emulated FOLDER`: what each emulator declares about itself, beside its contract.

The two documents, `emulated/<backend>.json` and `contract/<backend>.json`, are for Redocly to compare. They
have no words in them, which differ everywhere, and spell their parameters out: Redocly knows a parameter
again by the likeness of its text.
"""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any, cast

import httpx2

from codegen import spec
from codegen.project import Project
from codegen.spec import Json
from fairlead.emulator import Emulator, available

_WORDS = {"description", "summary", "title", "example", "examples"}
_NAMED = {"properties", "schemas", "parameters", "responses", "headers", "securitySchemes", "paths"}
"""Where the keys are names, which may be such words."""


def without_words(value: Any, *, named: bool = False) -> Any:
    """A document, or a part of it, without what is said about it.

    Args:
        value: The part; it is not changed.
        named: Whether its keys are names of parts.
    """
    if isinstance(value, list):
        return [without_words(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    return {
        key: without_words(part, named=not named and key in _NAMED)
        for key, part in cast("dict[str, Any]", value).items()
        if named or (key not in _WORDS and not key.startswith("x-"))
    }


def with_whole_parameters(document: Json) -> Json:
    """A document whose operations have no references among their parameters and the schemas of those."""
    document = copy.deepcopy(document)
    for operation in spec.operations(document):
        whole = [
            {**found, "schema": spec.resolve(document, found["schema"])}
            for parameter in operation.item.get("parameters", [])
            for found in [spec.resolve(document, parameter)]
        ]
        if whole:
            operation.item["parameters"] = whole
    return document


def main(folder: Path) -> None:
    """Ask the emulator of every contract that has one for its OpenAPI document."""
    project = Project()
    for backend in sorted({*project.backends} & {*available()}):
        with Emulator(backend) as emulator:
            document = httpx2.get(f"{emulator.url}/openapi.json").raise_for_status().json()
        _write(folder / "emulated" / f"{backend}.json", document)
        _write(folder / "contract" / f"{backend}.json", spec.load(project.spec(backend)))


def _write(path: Path, document: Json) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    comparable = without_words(with_whole_parameters(document))
    path.write_text(json.dumps(comparable, indent=1), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
