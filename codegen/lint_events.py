"""Check that the event schemas are valid JSON Schema (2020-12) and that every reference leads somewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from codegen import spec
from codegen.project import Project


def problems(path: Path) -> Iterator[str]:
    """Everything that is wrong with one file."""
    document = spec.load(path)
    try:
        Draft202012Validator.check_schema(document)
    except SchemaError as error:
        yield f"{error.json_path}: {error.message}"
    for reference in _references(document):
        try:
            spec.resolve(document, {"$ref": reference})
        except KeyError:
            yield f"{reference} leads nowhere"


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in cast("spec.Json", node).items():
            if key == "$ref" and isinstance(value, str):
                yield value
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for item in cast("list[Any]", node):
            yield from _references(item)


def main() -> int:
    """Check every file under openapi/events."""
    found = 0
    for path in sorted((Project().openapi / "events").glob("*.yaml")):
        for problem in problems(path):
            found += 1
            print(f"{path.name}: {problem}", file=sys.stderr)
    print(f"event schemas: {found} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
