"""From an upstream OpenAPI document to a candidate for our contract, and what it would change.

    python -m codegen.import_spec BACKEND --app MODULE:ATTRIBUTE --app-dir FOLDER [--python PATH]
    python -m codegen.import_spec BACKEND --from URL_OR_FILE

The upstream document is exported or fetched, filtered to the public operations, given the operationIds and
tags of our contract (operations are the same when method and path are), completed from the contract where
upstream is silent, and patched by an OpenAPI Overlay. The result, `build/imports/<backend>.yaml`, is a
candidate to read and to take from; the contract itself is not touched.

What is public, and the patches with their reasons, is in `openapi/imports/<backend>.yaml`:

    public: ["/api/v1/*"]          # path patterns; default: every path
    private: ["DELETE /api/v1/*"]  # of those, not these; with a method in front, only that operation
    rename: {ChatOut: Chat}        # schemas
    adopt:                         # what the contract knows better, by part, each with the reason
      answers: the upstream document leaves every success untyped
    actions:                       # OpenAPI Overlay 1.0
      - target: $.components.schemas.Chat
        description: the upstream document leaves it untyped
        update: {required: [id]}
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

import yaml

from codegen import spec
from codegen.adopt import PARTS, adopt
from codegen.project import Project
from codegen.spec import Json

_EXPORT = """\
import importlib, json, sys
module, _, attribute = sys.argv[1].partition(":")
app = importlib.import_module(module)
for part in (attribute or "app").split("."):
    app = getattr(app, part)
json.dump(app.openapi(), sys.stdout)
"""


class UpstreamError(Exception):
    """The upstream document cannot be had or cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What `openapi/imports/<backend>.yaml` says."""

    public: Sequence[str] = ("*",)
    """Patterns of paths, or of a method and a path."""
    private: Sequence[str] = ()
    """Of those, not these."""
    rename: Mapping[str, str] = field(default_factory=dict[str, str])
    """By upstream schema, its name in the contract."""
    adopt: Mapping[str, str] = field(default_factory=dict[str, str])
    """By part, why the contract knows it better; see `codegen.adopt`."""
    actions: Sequence[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])

    @classmethod
    def load(cls, project: Project, backend: str) -> Rules:
        """Read the file of a backend; without one, everything is public and nothing is patched."""
        path = project.openapi / "imports" / f"{backend}.yaml"
        if not path.exists():
            return cls()
        data = spec.load(path)
        unknown = set(data) - {each.name for each in fields(cls)}
        if unknown:
            known = ", ".join(each.name for each in fields(cls))
            raise UpstreamError(f"{path.name}: unknown key {min(unknown)!r}; known are {known}")
        for part, reason in data.get("adopt", {}).items():
            if part not in PARTS:
                raise UpstreamError(f"{path.name}: cannot adopt {part!r}; known are {', '.join(PARTS)}")
            if not reason:
                raise UpstreamError(f"{path.name}: to adopt {part} must have a reason")
        for action in data.get("actions", []):
            if not action.get("description"):
                raise UpstreamError(
                    f"{path.name}: the action on {action.get('target')!r} must give its reason"
                )
        return cls(**data)

    def keeps(self, method: str, path: str) -> bool:
        """Whether an operation belongs to the contract."""
        return _matches(method, path, self.public) and not _matches(method, path, self.private)


@dataclass(frozen=True, slots=True)
class Report:
    """How the operations of a candidate relate to those of the contract."""

    known: Sequence[str]
    new: Sequence[str]
    """In the candidate only."""
    gone: Sequence[str]
    """In the contract only."""

    def __str__(self) -> str:
        lines = [f"{len(self.known)} operations are in both"]
        lines += [f"new upstream:  {operation}" for operation in self.new]
        lines += [f"gone upstream: {operation}" for operation in self.gone]
        return "\n".join(lines)


def export(app: str, folder: Path, python: str) -> Json:
    """The document of a FastAPI application, imported in a process of its own.

    Args:
        app: `module:attribute`.
        folder: Where the module is found.
        python: Interpreter that has the application's dependencies.

    Raises:
        UpstreamError: The application cannot be imported.
    """
    environment = {**os.environ, "PYTHONPATH": str(folder.resolve())}
    command = [python, "-c", _EXPORT, app]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no message"
        hint = "; name an interpreter that has it with --python" if "No module named" in reason else ""
        raise UpstreamError(f"cannot export {app} from {folder}: {reason}{hint}")
    return cast("Json", json.loads(done.stdout))


def interpreter(folder: Path) -> str:
    """The Python of the virtual environment in a checkout, or else this one."""
    places = [
        folder / name / where for name in (".venv", "venv") for where in ("bin/python", "Scripts/python.exe")
    ]
    return next((str(place.absolute()) for place in places if place.exists()), sys.executable)


def fetch(source: str) -> Json:
    """A document from a URL or a file, JSON or YAML.

    Raises:
        UpstreamError: It cannot be read.
    """
    try:
        if re.match(r"https?://", source):
            with urllib.request.urlopen(source, timeout=30) as answer:
                text = answer.read().decode("utf-8")
        else:
            text = Path(source).read_text("utf-8")
        document: object = yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise UpstreamError(f"cannot read {source}: {error}") from error
    if not isinstance(document, dict) or "paths" not in document:
        raise UpstreamError(f"{source} is not an OpenAPI document")
    return cast("Json", document)


def candidate(upstream: Json, contract: Json, rules: Rules) -> Json:
    """The public part of an upstream document in the names of our contract, not patched yet."""
    known = {_place(operation): operation for operation in spec.operations(contract)}
    made = cast("Json", json.loads(json.dumps(upstream)))
    made["paths"] = {
        path: kept
        for path, item in made["paths"].items()
        if {*spec.METHODS} & (kept := _kept(path, item, rules)).keys()
    }
    taken = {operation.id for operation in known.values()}
    for operation in spec.operations(made):
        ours = known.get(_place(operation))
        operation.item["operationId"] = ours.id if ours else _fresh(operation, taken)
        if ours and "tags" in ours.item:
            operation.item["tags"] = ours.item["tags"]
        taken.add(operation.item["operationId"])
    _drop_unused(made)
    _rename(made, rules.rename)
    pairs = [
        (operation.item, ours.item)
        for operation in spec.operations(made)
        if (ours := known.get(_place(operation)))
    ]
    adopt(made, contract, pairs, set(rules.adopt))
    return made


def _rename(document: Json, names: Mapping[str, str]) -> None:
    """Give the component schemas that are there other names, in place. Equal ones may become one.

    Raises:
        UpstreamError: Two different schemas would have the same name.
    """
    schemas = cast("Json", document.get("components", {}).get("schemas", {}))
    names = {name: wanted for name, wanted in names.items() if name in schemas}
    for name, wanted in names.items():
        schema = {**schemas.pop(name), "title": wanted}
        if schemas.setdefault(wanted, schema) != schema:
            raise UpstreamError(f"cannot rename the schema {name}: there is another {wanted}")

    def follow(part: Any) -> None:
        if isinstance(part, dict):
            mapping = cast("Json", part)
            if isinstance(mapping.get("$ref"), str):
                prefix, _, name = mapping["$ref"].rpartition("/")
                if prefix == "#/components/schemas":
                    mapping["$ref"] = f"{prefix}/{names.get(name, name)}"
            for value in mapping.values():
                follow(value)
        elif isinstance(part, list):
            for value in cast("list[Any]", part):
                follow(value)

    follow(document)


def _kept(path: str, item: Json, rules: Rules) -> Json:
    """A path without its private operations."""
    return {key: part for key, part in item.items() if key not in spec.METHODS or rules.keeps(key, path)}


def compare(contract: Json, made: Json) -> Report:
    """Relate the operations of a candidate to those of the contract."""
    ours = {_place(operation) for operation in spec.operations(contract)}
    theirs = {_place(operation) for operation in spec.operations(made)}
    return Report(sorted(ours & theirs), sorted(theirs - ours), sorted(ours - theirs))


def overlay(backend: str, rules: Rules) -> Json:
    """The patches as an OpenAPI Overlay document."""
    return {
        "overlay": "1.0.0",
        "info": {"title": f"From the upstream document of {backend} to our contract", "version": "1.0.0"},
        "actions": [dict(action) for action in rules.actions],
    }


def _place(operation: spec.Operation) -> str:
    # Names of path parameters are words, not part of the wire.
    return f"{operation.method.upper()} {re.sub(r'{[^}]*}', '{}', operation.path)}"


def _fresh(operation: spec.Operation, taken: set[str]) -> str:
    """A clean name for an operation that the contract does not know: FastAPI's repeat path and method."""
    tail = re.sub(r"\W+", "_", f"{operation.path}_{operation.method}")
    name = operation.id.removesuffix(tail) if operation.id.endswith(tail) else operation.id
    name = re.sub(r"\W+", "_", name).strip("_").lower() or f"{operation.method}{tail}"
    return name if name not in taken else f"{name}_{operation.method}{tail}".lower()


def _drop_unused(document: Json) -> None:
    """Remove component schemas that nothing public refers to."""
    schemas = cast("Json", document.get("components", {}).get("schemas", {}))
    used: set[str] = set()
    queue = re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document["paths"]))
    while queue:
        name = queue.pop()
        if name in schemas and name not in used:
            used.add(name)
            queue += re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schemas[name]))
    for name in set(schemas) - used:
        del schemas[name]


def _matches(method: str, path: str, patterns: Sequence[str]) -> bool:
    texts = {False: path, True: f"{method.upper()} {path}"}
    return any(fnmatch.fnmatchcase(texts[" " in pattern], pattern) for pattern in patterns)


def main(arguments: list[str] | None = None) -> int:
    """Write the candidate and its overlay, and print the report."""
    parser = argparse.ArgumentParser(prog="import_spec", description="Import an upstream OpenAPI document.")
    parser.add_argument("backend")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--app", help="FastAPI application, as module:attribute")
    source.add_argument("--from", dest="source", help="URL or file of the document")
    parser.add_argument("--app-dir", type=Path, default=Path(), help="folder where the module is found")
    parser.add_argument(
        "--python",
        help="interpreter with the application's dependencies; default: that of APP_DIR/.venv, or this one",
    )
    parser.add_argument("--output", type=Path, default=Path("build/imports"))
    options = parser.parse_args(arguments)
    project = Project()
    try:
        rules = Rules.load(project, options.backend)
        upstream = (
            export(options.app, options.app_dir, options.python or interpreter(options.app_dir))
            if options.app
            else fetch(options.source)
        )
        contract = _contract(project, options.backend)
        made = candidate(upstream, contract, rules)
    except UpstreamError as error:
        print(f"import_spec: {error}", file=sys.stderr)
        return 1
    folder = cast("Path", options.output)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{options.backend}.yaml").write_text(yaml.safe_dump(made, sort_keys=False), "utf-8")
    patches = yaml.safe_dump(overlay(options.backend, rules), sort_keys=False)
    (folder / f"{options.backend}.overlay.yaml").write_text(patches, "utf-8")
    print(compare(contract, made))
    return 0


def _contract(project: Project, backend: str) -> Json:
    path = project.spec(backend)
    return spec.load(path) if path.exists() else {"paths": {}}


if __name__ == "__main__":
    sys.exit(main())
