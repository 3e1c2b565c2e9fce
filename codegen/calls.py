"""What a facade sends to each operation, and what it reads the answer as: `calls` of `operations.lock`.

Like the operations themselves this is read from the source, never declared: the arguments that a call hands
to the generated endpoint, and the model it names for the answer. Where the source leaves open what is sent,
the entry says `any`, and the guard assumes everything.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from codegen import spec
from codegen.bodies import ANY, Body, Function, FunctionNode, Names, Unknown, bare, own_nodes
from codegen.project import Project

_DECODERS = {"decode", "self._decode", "self._call"}
"""What is given the type of an answer, and the answer or what fetches it."""

_ENDPOINTS = {"asyncio_detailed", "asyncio", "sync_detailed", "_get_kwargs"}


@dataclass(slots=True)
class Call:
    """All calls of one operation, combined.

    Attributes:
        by: Functions that make the call; their arguments are those that `sends` names.
        reads: What answers are read as: types with the full names of models; `any` for streams and the like.
        sends: Parameters by location and wire name, with the argument of the method that fills each.
        always: Those of them that no call leaves out.
        body: What bodies consist of; None if none is sent.
        unknown: What cannot be seen: `body`, `parameters`.
    """

    by: set[str] = field(default_factory=set[str])
    reads: set[str] = field(default_factory=set[str])
    sends: dict[str, str] = field(default_factory=dict[str, str])
    always: set[str] | None = None
    body: Body | None = None
    unknown: set[str] = field(default_factory=set[str])

    def send(self, inside: Function, value: ast.expr) -> None:
        """Take in what the body of one call consists of."""
        try:
            body = inside.body(value)
            self.body = body if self.body is None else self.body | body
        except Unknown:
            self.unknown.add("body")

    def to_dict(self) -> dict[str, Any]:
        """The entry of the lock."""
        sends: object = ANY if "parameters" in self.unknown else dict(sorted(self.sends.items()))
        always = sorted(self.always or ())
        entry = {
            "by": sorted(self.by),
            "reads": sorted(self.reads),
            "sends": sends,
            "always": always,
            "body": ANY if "body" in self.unknown else self.body and self.body.to_entry(),
        }
        return {key: value for key, value in entry.items() if value}


def calls(
    project: Project,
    backend: str,
    document: spec.Json,
    change: Callable[[ast.Module], ast.Module] = lambda tree: tree,
) -> dict[str, dict[str, Any]]:
    """Every operation that the facade of a backend calls.

    Args:
        project: Where the source is.
        backend: Name of the backend.
        document: Its contract.
        change: What to do to the source of the facade before it is read.
    """
    source = project.root / "src" / "fairlead" / "_async"
    paths = [source / "_client.py", *sorted((source / backend).rglob("*.py"))]
    modules = [_Module(path, backend, change) for path in paths if path.exists()]
    found = _Reader(modules, document).read()
    return {name: call.to_dict() for name, call in sorted(found.items())}


class _Module:
    """One source file: its endpoints, and what its names mean."""

    def __init__(self, path: Path, backend: str, change: Callable[[ast.Module], ast.Module]) -> None:
        self.tree = change(ast.parse(path.read_text("utf-8"), filename=str(path)))
        self.endpoints: dict[str, str] = {}
        self.names = Names()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    name = alias.asname or alias.name
                    if node.module.startswith(f"{backend}_backend_client.api"):
                        self.endpoints[name] = alias.name
                    elif node.module.startswith(f"{backend}_backend_client.models"):
                        self.names.wire.add(name)
                    elif node.module.startswith("fairlead."):
                        self.names.ours[name] = f"{node.module}.{alias.name}"
            elif isinstance(node, ast.ClassDef):
                here = ".".join(path.with_suffix("").parts[-4:])
                self.names.ours[node.name] = f"{here}.{node.name}"

    def functions(self) -> Iterator[FunctionNode]:
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.AsyncFunctionDef, ast.FunctionDef)):
                yield node

    def helpers(self) -> dict[str, tuple[FunctionNode, Names]]:
        return {function.name: (function, self.names) for function in self.functions()}


class _Reader:
    """Reads calls of generated endpoints.

    Args:
        modules: The source of the facade, and of what the facades have in common.
        document: The contract.
    """

    def __init__(self, modules: list[_Module], document: spec.Json) -> None:
        self._modules = modules
        self._document = document
        self._operations = {operation.id: operation for operation in spec.operations(document)}
        everywhere: dict[str, tuple[FunctionNode, Names]] = {}
        for module in modules:
            everywhere |= module.helpers()
        for module in modules:
            module.names.helpers = {**everywhere, **module.helpers()}

    def read(self) -> dict[str, Call]:
        """Every call, by operation."""
        found: dict[str, Call] = {}
        for module in self._modules:
            for function in module.functions():
                self._function(module, function, found)
        return found

    def _function(self, module: _Module, function: FunctionNode, found: dict[str, Call]) -> None:
        understood: set[int] = set()
        for node in own_nodes(function):
            if isinstance(node, ast.Call):
                for position, part in enumerate([node.func, *node.args]):
                    if (name := _endpoint(part, module)) is not None:
                        understood.add(id(part))
                        inside = Function(function, module.names, self._spelling(name))
                        self._call(node, position, name, inside, found.setdefault(name, Call()))
        for node in own_nodes(function):
            if id(node) not in understood and (name := _endpoint(node, module)) is not None:
                call = found.setdefault(name, Call())
                call.reads.add(ANY)
                call.unknown |= {"body", "parameters"}

    def _call(self, node: ast.Call, position: int, name: str, inside: Function, call: Call) -> None:
        """`position` is 0 if the endpoint itself is called, else its place among the arguments."""
        call.by.add(inside.node.name)
        before, after = node.args[: max(position - 1, 0)], node.args[position:]
        if before:
            call.reads.add(_type(before[-1], inside.names))
        elif position == 0:
            call.reads |= _decoded(inside.node, inside.names, _held(inside.node, node)) or {ANY}
        else:
            helper = inside.names.helpers.get(ast.unparse(node.func).removeprefix("self."))
            call.reads |= _decoded(*helper, "endpoint") if helper else {ANY}
        operation = self._operations.get(name)
        wire = dict(_wire_names(self._document, operation)) if operation else {}
        path = re.findall(r"{([^}]*)}", operation.path) if operation else []
        sent: dict[str, ast.expr] = {f"path {number}": value for number, value in enumerate(after, 1)}
        for keyword in node.keywords:
            if keyword.arg is None:
                call.unknown |= {"body", "parameters"}
            elif keyword.arg == "body":
                call.send(inside, keyword.value)
            elif keyword.arg in path:
                sent[f"path {path.index(keyword.arg) + 1}"] = keyword.value
            elif keyword.arg != "client":
                sent[wire.get(bare(keyword.arg), f"query {keyword.arg}")] = keyword.value
        for parameter, value in sent.items():
            call.sends[parameter] = inside.argument(value) or call.sends.get(parameter, "")
        always = {parameter for parameter, value in sent.items() if inside.is_always(value)}
        call.always = always if call.always is None else call.always & always

    def _spelling(self, name: str) -> dict[str, str]:
        """Fields of the body of an operation, as generated code spells them, to their names."""
        operation = self._operations.get(name)
        body = spec.resolve(self._document, (operation.item if operation else {}).get("requestBody") or {})
        content = cast("dict[str, spec.Json]", body.get("content") or {})
        schemas = [spec.resolve(self._document, media.get("schema", {})) for media in content.values()]
        return {bare(field): field for schema in schemas for field in schema.get("properties", {})}


def _endpoint(node: ast.AST, module: _Module) -> str | None:
    """The operation of `operation.asyncio_detailed`."""
    if isinstance(node, ast.Attribute) and node.attr in _ENDPOINTS and isinstance(node.value, ast.Name):
        return module.endpoints.get(node.value.id)
    return None


def _decoded(function: FunctionNode, names: Names, source: str) -> set[str]:
    """What a function decodes as, of what comes from a local name; nothing if it does not read that.

    Args:
        function: The function.
        names: What the names of its file mean.
        source: The name of an endpoint, or of an answer.
    """
    known = {source}
    found: set[str] = set()
    nodes = list(own_nodes(function))
    for node in nodes:
        if isinstance(node, ast.Assign) and known & _mentioned(node.value):
            known |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Call) and known & _mentioned(node):
            called = ast.unparse(node.func)
            if called in _DECODERS and node.args:
                found.add(_type(node.args[0], names))
            elif called.endswith(".content.decode"):
                found.add("str")
    return found


def _mentioned(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _held(function: FunctionNode, call: ast.Call) -> str:
    """The local name of what a call returned; empty without one."""
    for node in own_nodes(function):
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            value = node.value.value if isinstance(node.value, ast.Await) else node.value
            if value is call:
                return target.id
    return ""


def _type(node: ast.expr, names: Names) -> str:
    """A type with the full names of our models."""
    text = ast.unparse(node).replace("builtins.", "")
    return re.sub(r"[\w.]+", lambda word: names.full(word[0]) or word[0], text)


def _wire_names(document: spec.Json, operation: spec.Operation) -> Iterator[tuple[str, str]]:
    """Name in generated code, without case and underscores -> location and name on the wire."""
    for given in [*operation.shared_parameters, *operation.item.get("parameters", [])]:
        parameter = spec.resolve(document, given)
        name = parameter["name"].lower() if parameter["in"] == "header" else parameter["name"]
        yield bare(parameter["name"]), f"{parameter['in']} {name}"
