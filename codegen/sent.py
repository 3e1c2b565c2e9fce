"""What a facade sends outside of HTTP: the fields of its messages, as the functions write them out.

`[senders]` of `openapi/guard.toml` names the functions. Of what such a function writes out, the message is
what has all the fields that the contract demands, and none that it does not know.
"""

from __future__ import annotations

import ast
from functools import reduce
from pathlib import Path

from codegen import spec
from codegen.bodies import ANY, Body, Function, FunctionNode, Names
from codegen.project import Project


class Senders:
    """The source of one backend, in which functions are looked up by name.

    Args:
        project: Where the source is.
        backend: Name of the backend.
    """

    def __init__(self, project: Project, backend: str) -> None:
        source = project.root / "src" / "fairlead"
        self._known: dict[str, FunctionNode] = {}
        for folder in (source / backend, source / "_async" / backend):
            for path in sorted(folder.rglob("*.py")):
                self._learn(path)

    def _learn(self, path: Path) -> None:
        for node in ast.parse(path.read_text("utf-8"), filename=str(path)).body:
            if isinstance(node, ast.ClassDef):
                named = {f"{node.name}.{one.name}": one for one in node.body if isinstance(one, FunctionNode)}
                self._known |= named
            elif isinstance(node, FunctionNode):
                self._known[node.name] = node

    def body(self, messages: spec.Json, name: str, functions: list[str]) -> object:
        """What the lock says of the content of a message; `any` if a function does not show it."""
        schema = spec.resolve(messages, {"$ref": f"#/$defs/{name}"})
        known, demanded = schema.get("properties", {}).keys(), set(schema.get("required", ()))
        found: list[Body] = []
        for function in functions:
            node = self._known.get(function)
            fitting = [
                body
                for body in (Function(node, Names()).written_out() if node else ())
                if demanded <= body.fields.keys() <= known
            ]
            if not fitting:
                return ANY
            found += fitting
        return reduce(Body.__or__, found).to_entry()
