"""What a facade sends to each operation, and what it reads the answer as: `calls` of `operations.lock`.

Like the operations themselves this is read from the source, never declared: the arguments that a call hands
to the generated endpoint, and the model it names for the answer. Where the source leaves open what is sent,
the entry says `any`, and the guard assumes everything.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codegen import spec
from codegen.project import Project

ANY = "any"
"""Nothing is known, so everything is assumed."""

_ENDPOINTS = {"asyncio_detailed", "asyncio", "sync_detailed", "_get_kwargs"}


@dataclass(slots=True)
class Call:
    """All calls of one operation, combined.

    Attributes:
        by: Functions that make the call; their arguments are those that `sends` names.
        reads: What answers are read as: types with the full names of models; `any` for streams and the like.
        sends: Parameters by location and wire name, with the argument of the method that fills each.
        always: Those of them that no call leaves out.
        bodies: Full names of the models that bodies are made of.
        empty: Whether there are bodies without any field.
        fields: Fields of bodies that are written out, and whether no call leaves them out.
        unknown: What cannot be seen: `body`, `parameters`.
    """

    by: set[str] = field(default_factory=set[str])
    reads: set[str] = field(default_factory=set[str])
    sends: dict[str, str] = field(default_factory=dict[str, str])
    always: set[str] | None = None
    bodies: set[str] = field(default_factory=set[str])
    empty: bool = False
    fields: dict[str, bool] = field(default_factory=dict[str, bool])
    unknown: set[str] = field(default_factory=set[str])

    def to_dict(self) -> dict[str, Any]:
        """The entry of the lock."""
        body: object = None
        if "body" in self.unknown or (self.bodies and self.fields):
            body = ANY
        elif self.bodies:
            body = sorted(self.bodies)
        elif self.fields:
            body = {name: "always" if self.fields[name] else "sometimes" for name in sorted(self.fields)}
        elif self.empty:
            body = "empty"
        sends: object = ANY if "parameters" in self.unknown else dict(sorted(self.sends.items()))
        always = sorted(self.always or ())
        entry = {
            "by": sorted(self.by),
            "reads": sorted(self.reads),
            "sends": sends,
            "always": always,
            "body": body,
        }
        return {key: value for key, value in entry.items() if value}


def calls(project: Project, backend: str, document: spec.Json) -> dict[str, dict[str, Any]]:
    """Every operation that the facade of a backend calls."""
    operations = {operation.id: operation for operation in spec.operations(document)}
    found: dict[str, Call] = {}
    for path in sorted((project.root / "src" / "fairlead" / "_async" / backend).rglob("*.py")):
        module = _Module(path, backend, document, operations)
        for function in module.functions():
            module.read(function, found)
    return {name: call.to_dict() for name, call in sorted(found.items())}


class _Module:
    """One source file: its endpoints, and what its names mean."""

    def __init__(
        self, path: Path, backend: str, document: spec.Json, operations: dict[str, spec.Operation]
    ) -> None:
        self.tree = ast.parse(path.read_text("utf-8"), filename=str(path))
        self.document = document
        self.operations = operations
        self.endpoints: dict[str, str] = {}
        self.names: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    name = alias.asname or alias.name
                    if node.module.startswith(f"{backend}_backend_client.api"):
                        self.endpoints[name] = alias.name
                    elif node.module.startswith("fairlead."):
                        self.names[name] = f"{node.module}.{alias.name}"

    def functions(self) -> Iterator[ast.AsyncFunctionDef | ast.FunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.AsyncFunctionDef, ast.FunctionDef)):
                yield node

    def read(self, function: ast.AsyncFunctionDef | ast.FunctionDef, found: dict[str, Call]) -> None:
        inside = _Function(function, self.names)
        understood: set[int] = set()
        for node in _own_nodes(function):
            if isinstance(node, ast.Call):
                for position, part in enumerate([node.func, *node.args]):
                    if (name := self._endpoint(part)) is not None:
                        understood.add(id(part))
                        self._call(node, position, name, inside, found.setdefault(name, Call()))
        for node in _own_nodes(function):
            if id(node) not in understood and (name := self._endpoint(node)) is not None:
                call = found.setdefault(name, Call())
                call.reads.add(ANY)
                call.unknown |= {"body", "parameters"}

    def _endpoint(self, node: ast.AST) -> str | None:
        """The operation of `operation.asyncio_detailed`."""
        if isinstance(node, ast.Attribute) and node.attr in _ENDPOINTS and isinstance(node.value, ast.Name):
            return self.endpoints.get(node.value.id)
        return None

    def _call(self, node: ast.Call, position: int, name: str, inside: _Function, call: Call) -> None:
        """`position` is 0 if the endpoint itself is called, else its place among the arguments."""
        call.by.add(inside.function.name)
        before, after = node.args[: max(position - 1, 0)], node.args[position:]
        if position == 0:
            call.reads.add(ANY)
        elif before:
            call.reads.add(_type(before[-1], self.names))
        elif isinstance(node.func, ast.Attribute) and node.func.attr.endswith("text"):
            call.reads.add("str")
        operation = self.operations.get(name)
        wire = dict(_wire_names(self.document, operation)) if operation else {}
        path = re.findall(r"{([^}]*)}", operation.path) if operation else []
        sent: dict[str, ast.expr] = {f"path {number}": value for number, value in enumerate(after, 1)}
        for keyword in node.keywords:
            if keyword.arg is None:
                call.unknown |= {"body", "parameters"}
            elif keyword.arg == "body":
                inside.body(keyword.value, call)
            elif keyword.arg in path:
                sent[f"path {path.index(keyword.arg) + 1}"] = keyword.value
            elif keyword.arg != "client":
                sent[wire.get(_bare(keyword.arg), f"query {keyword.arg}")] = keyword.value
        for parameter, value in sent.items():
            call.sends[parameter] = inside.argument(value) or call.sends.get(parameter, "")
        always = {parameter for parameter, value in sent.items() if inside.is_always(value)}
        call.always = always if call.always is None else call.always & always


class _Function:
    """One function of the facade: its arguments, and what its local names stand for."""

    def __init__(self, function: ast.AsyncFunctionDef | ast.FunctionDef, names: dict[str, str]) -> None:
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        self.annotations = {argument.arg: argument.annotation for argument in arguments}
        self.names = names
        self.locals: dict[str, list[ast.expr]] = {}
        self.items: dict[str, set[str]] = {}
        self.function = function
        for node in _own_nodes(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assign(target, node.value)
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                self._assign(node.target, node.value)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.locals.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            key = target.slice.value if isinstance(target.slice, ast.Constant) else None
            self.items.setdefault(target.value.id, set()).add(key if isinstance(key, str) else ANY)

    def argument(self, value: ast.expr) -> str:
        """The argument of the method that a value is made of; empty if it is none, or several."""
        used = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)} & self.annotations.keys()
        used.discard("self")
        return used.pop() if len(used) == 1 else ""

    def is_always(self, value: ast.expr) -> bool:
        """Whether a value is always sent: a constant, or an argument that cannot be None."""
        if isinstance(value, ast.Constant):
            return value.value is not None
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "self._segment":
            return True
        if isinstance(value, ast.Name) and (annotation := self.annotations.get(value.id)) is not None:
            return not re.search(r"\b(None|Unset|Optional|Any|object)\b", ast.unparse(annotation))
        return False

    def body(self, value: ast.expr, call: Call) -> None:
        """What a body consists of: a model, or fields."""
        if isinstance(value, ast.Name) and len(self.locals.get(value.id, ())) == 1:
            return self._content(self.locals[value.id][0], call, value.id)
        return self._content(value, call, "")

    def _content(self, value: ast.expr, call: Call, name: str) -> None:
        if isinstance(value, ast.Call):
            called = ast.unparse(value.func)
            if called == "self._body" and len(value.args) == 2:
                return self.body(value.args[1], call)
            if called.endswith(".to_dict") and isinstance(value.func, ast.Attribute):
                return self._model(value.func.value, call)
            if called.startswith("wire.") and not value.args and all(k.arg for k in value.keywords):
                return self._fields({str(k.arg): k.value for k in value.keywords}, call)
        elif isinstance(value, ast.Dict) and all(isinstance(key, ast.Constant) for key in value.keys):
            items = self.items.get(name, set())
            if ANY not in items:
                keys = [str(key.value) for key in value.keys if isinstance(key, ast.Constant)]
                fields = dict(zip(keys, value.values, strict=True))
                for later in items - fields.keys():
                    call.fields[later] = False
                return self._fields(fields, call)
        call.unknown.add("body")
        return None

    def _fields(self, fields: dict[str, ast.expr], call: Call) -> None:
        call.empty |= not fields
        for name in call.fields.keys() - fields.keys():
            call.fields[name] = False
        for name, value in fields.items():
            call.fields[name] = self.is_always(value) and call.fields.get(name, True)

    def _model(self, value: ast.expr, call: Call) -> None:
        made = self.locals.get(value.id, []) if isinstance(value, ast.Name) else []
        if isinstance(value, ast.Name) and (annotation := self.annotations.get(value.id)) is not None:
            types: list[ast.expr] = [annotation, *(node.func for node in made if isinstance(node, ast.Call))]
        else:
            types = [node.func for node in made if isinstance(node, ast.Call)]
        full = {_full(ast.unparse(found), self.names) or "" for found in types}
        if full and "" not in full:
            call.bodies |= full
        else:
            call.unknown.add("body")


def _own_nodes(function: ast.AsyncFunctionDef | ast.FunctionDef) -> Iterator[ast.AST]:
    """Nodes of a function without those of the functions inside of it."""
    queue: list[ast.AST] = list(function.body)
    while queue:
        node = queue.pop(0)
        yield node
        queue += [
            child
            for child in ast.iter_child_nodes(node)
            if not isinstance(child, (ast.AsyncFunctionDef, ast.FunctionDef))
        ]


def _type(node: ast.expr, names: dict[str, str]) -> str:
    """A type with the full names of our models."""
    text = ast.unparse(node).replace("builtins.", "")
    return re.sub(r"[\w.]+", lambda word: _full(word[0], names) or word[0], text)


def _full(name: str, names: dict[str, str]) -> str | None:
    """The full name of `Model`, or of `models.Model`; None if it is not of ours."""
    first, dot, rest = name.partition(".")
    return f"{names[first]}{dot}{rest}" if first in names else None


def _wire_names(document: spec.Json, operation: spec.Operation) -> Iterator[tuple[str, str]]:
    """Name in generated code, without case and underscores -> location and name on the wire."""
    for given in [*operation.shared_parameters, *operation.item.get("parameters", [])]:
        parameter = spec.resolve(document, given)
        name = parameter["name"].lower() if parameter["in"] == "header" else parameter["name"]
        yield _bare(parameter["name"]), f"{parameter['in']} {name}"


def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()
