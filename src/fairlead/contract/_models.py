"""The public models of a facade as JSON Schema, and the way from a place on the wire to a field of one."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from fairlead.contract._document import Document
from fairlead.contract._fit import Path
from fairlead.contract._schema import Branch, Schema, branches

__all__ = ["LENIENT", "Field", "Models", "resolve_type"]

LENIENT = {"date-time": frozenset({"date-time-local", "date"})}
"""Formats that pydantic reads as another one, too."""

_PLAIN: dict[str, Any] = {
    "Any": Any,
    "bool": bool,
    "bytes": bytes,
    "dict": dict,
    "float": float,
    "int": int,
    "list": list,
    "object": object,
    "str": str,
    "tuple": tuple,
}


@dataclass(frozen=True, slots=True)
class Field:
    """Where a path of the wire leads in a public model.

    Attributes:
        name: `PacketListResponse.total`; of what is no field of a model, the way through it.
        state: `typed`; `opaque` if applications get whatever the server sent; `absent` if no model has it.
        is_field: Whether it is a field itself, and not something within one that is opaque.
        required: Whether the model demands it.
        default: What the model puts in the place of one that was not given.
        sends_default: Whether that is sent, too.
    """

    name: str
    state: Literal["typed", "opaque", "absent"]
    is_field: bool = False
    required: bool = False
    default: Any = None
    sends_default: bool = False

    @property
    def is_always_sent(self) -> bool:
        """Whether no request leaves it out."""
        return self.required or (self.sends_default and self.default is not None)

    @property
    def invents(self) -> bool:
        """Whether the model would put a value of its own in the place of one that was not sent."""
        return self.default not in (None, [], {})


class Models:
    """Public models as they stand in the installed package.

    Args:
        backend: Name of the backend.
        types: Types as the lock writes them, with full names of models.
        mode: `validation` for what they take, `serialization` for what they give.
    """

    def __init__(self, backend: str, types: set[str], mode: Literal["validation", "serialization"]) -> None:
        from pydantic import TypeAdapter
        from pydantic.json_schema import JsonSchemaMode

        found = {name: resolve_type(name) for name in sorted(types)}
        adapters: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]] = [
            (name, mode, TypeAdapter(kind)) for name, kind in found.items()
        ]
        made, shared = TypeAdapter.json_schemas(adapters, ref_template="#/components/schemas/{model}")
        self.schemas: dict[str, Schema] = {name: cast("Schema", schema) for (name, _), schema in made.items()}
        self.document = Document({"components": {"schemas": shared.get("$defs", {})}}, f"models of {backend}")
        self._fields: dict[str, dict[str, tuple[str, Any]]] = {}
        self._sparse: set[str] = set()
        for kind in found.values():
            self._learn(kind)

    def _learn(self, kind: Any) -> None:
        """Remember what the fields of a model, and of the models in it, are called and default to."""
        from pydantic import BaseModel

        from fairlead._core.models import MappingModel

        known = self._fields
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__name__ not in known:
            fields = known[kind.__name__] = {}
            if issubclass(kind, MappingModel):
                self._sparse.add(kind.__name__)  # it gives back what it was made from, and no defaults
            for name, field in kind.model_fields.items():
                default = None if field.is_required() else field.get_default(call_default_factory=True)
                fields[field.alias or name] = name, default
            for field in kind.model_fields.values():
                self._learn(field.annotation)
        for part in get_args(kind):
            self._learn(part)

    def find(self, type_name: str, path: Path, owner: str = "") -> Field:
        """The field at a path of the wire.

        Args:
            type_name: The type that the path begins in, as the lock writes it.
            path: Names of fields; `[]` is any item, `{}` any other field.
            owner: What the contract calls the object that has the field: of several variants of a union that
                have one of this name, the model with the same name is meant.
        """
        named = re.fullmatch(r"(?:list\[)*fairlead\.[\w.]*\.(\w+)\]*", type_name)
        start = Field(named[1] if named else "answer", "typed")
        ways = [(start, self.schemas[type_name])]
        for number, step in enumerate(path):
            taken = [one for way in ways for one in self._follow(*way, step)]
            if not taken:
                return Field(f"{ways[0][0].name}.{_dotted(path[number:])}", "absent")
            ways = sorted(taken, key=lambda way: not way[0].name.startswith(f"{owner}."))
        return ways[0][0]

    def _follow(self, at: Field, schema: Schema, step: str) -> Iterator[tuple[Field, Schema]]:
        """Every field that one step leads to; of a union, there may be several."""
        for owner, inner, required in (
            found for branch in branches(self.document, schema) for found in self._step(branch, step)
        ):
            python, default = self._fields.get(owner.name, {}).get(step, (step, None))
            if step == "[]":
                name = f"{at.name}[]" if "." in at.name else at.name
            else:
                name = f"{owner.name or at.name}.{python}"
            filled = owner.name not in self._sparse
            state = _state(self.document, inner)
            yield Field(name, state, step in owner.properties, required, default, filled), inner

    @staticmethod
    def _step(branch: Branch, step: str) -> Iterator[tuple[Branch, Schema, bool]]:
        if branch.type is None and branch.values is None:
            yield branch, True, False
        elif step == "[]":
            if branch.type == "array":
                yield branch, cast("Schema", branch.node.get("items", True)), False
        elif branch.type == "object":
            if step in branch.properties:
                yield branch, branch.properties[step], step in branch.required
            elif branch.is_free:
                yield branch, True, False
            elif isinstance(branch.extra, dict):
                yield branch, branch.extra, False


def _state(document: Document, schema: Schema) -> Literal["typed", "opaque"]:
    free = any(branch.type is None and branch.values is None for branch in branches(document, schema))
    return "opaque" if free else "typed"


def _dotted(path: Path) -> str:
    return ".".join(path).replace(".[]", "[]")


def resolve_type(text: str) -> Any:
    """The type that a text of the lock names."""
    return _evaluate(ast.parse(text, mode="eval").body)


def _evaluate(node: ast.expr) -> Any:
    match node:
        case ast.Name(id=name) if name in _PLAIN:
            return _PLAIN[name]
        case ast.Constant(value=None):
            return None
        case ast.Attribute(value=owner, attr=name):
            return getattr(importlib.import_module(ast.unparse(owner)), name)
        case ast.Subscript(value=origin, slice=ast.Tuple(elts=arguments)):
            return _evaluate(origin)[tuple(_evaluate(argument) for argument in arguments)]
        case ast.Subscript(value=origin, slice=argument):
            return _evaluate(origin)[_evaluate(argument)]
        case ast.BinOp(left=one, op=ast.BitOr(), right=other):
            return _evaluate(one) | _evaluate(other)
        case _:
            raise ValueError(f"operations.lock names a type that cannot be read: {ast.unparse(node)}")
