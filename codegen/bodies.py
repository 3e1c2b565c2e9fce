"""What a request body consists of, as the source of a facade says it: models, or written out fields."""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce

FunctionNode = ast.AsyncFunctionDef | ast.FunctionDef

ANY = "any"
"""Nothing is known, so everything is assumed."""

_SAME_FIELDS = {"plain", "session_body"}
"""Functions that return the fields they get, with other values."""

_CHOOSING = {"given": "Keep", "filled": "None"}
"""Functions that make fields of their keywords, and the type of the values that they leave out."""

_GIVEN = {"mapping"}
"""Functions that take a model, or the same as a dict, and return its fields."""

_UNTYPED = {"Object", "None"}
"""What may stand for a model in the annotation of an argument."""

_OPEN = {"None", "Unset", "Optional", "Any", "object"}
"""Words in an annotation of a value that may not be sent."""


class Unknown(Exception):
    """The source leaves open what a body consists of."""


@dataclass(slots=True)
class Body:
    """What the bodies of an operation consist of.

    Attributes:
        models: Full names of the models that they are made of.
        fields: Fields that are written out, and whether no body is without them.
        is_empty: Whether there are bodies without any field.
    """

    models: set[str] = field(default_factory=set[str])
    fields: dict[str, bool] = field(default_factory=dict[str, bool])
    is_empty: bool = False

    @classmethod
    def of(cls, fields: dict[str, bool]) -> Body:
        """A body whose fields are written out."""
        return cls(fields=fields, is_empty=not fields)

    def to_entry(self) -> object:
        """What the lock says of it."""
        if self.models and self.fields:
            return ANY
        if self.models:
            return sorted(self.models)
        if self.fields:
            return {name: "always" if self.fields[name] else "sometimes" for name in sorted(self.fields)}
        return "empty" if self.is_empty else None

    def __or__(self, other: Body) -> Body:
        """Either of two bodies: no field is always sent that one of them lacks."""
        mine, theirs = self.fields, other.fields
        if self.is_nothing or other.is_nothing:
            return other if self.is_nothing else self
        return Body(
            self.models | other.models,
            {name: mine.get(name, False) and theirs.get(name, False) for name in {**mine, **theirs}},
            self.is_empty or other.is_empty,
        )

    @property
    def is_nothing(self) -> bool:
        """Whether there is no body at all."""
        return not (self.models or self.fields or self.is_empty)


@dataclass(slots=True)
class Names:
    """What the names of a source file mean.

    Attributes:
        ours: Full names of what is imported from fairlead.
        wire: Generated request models, under the names that they have here.
        helpers: Functions of the facade by name, each with the names of its file.
    """

    ours: dict[str, str] = field(default_factory=dict[str, str])
    wire: set[str] = field(default_factory=set[str])
    helpers: dict[str, tuple[FunctionNode, Names]] = field(
        default_factory=dict[str, "tuple[FunctionNode, Names]"]
    )

    def full(self, name: str) -> str | None:
        """The full name of `Model`, or of `models.Model`; None if it is not of ours."""
        first, dot, rest = name.partition(".")
        return f"{self.ours[first]}{dot}{rest}" if first in self.ours else None


class Function:
    """One function of a facade: its arguments, and what its local names stand for.

    Args:
        node: The function.
        names: What the names of its file mean.
        spelling: Names in generated code, without case and underscores, to names on the wire.
    """

    def __init__(self, node: FunctionNode, names: Names, spelling: Mapping[str, str] | None = None) -> None:
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        self.annotations = {argument.arg: argument.annotation for argument in arguments}
        self.names = names
        self.node = node
        self._spelling = spelling or {}
        self._locals: dict[str, list[ast.expr]] = {}
        self._later: dict[str, list[ast.expr | None]] = {}
        for part in own_nodes(node):
            self._note(part)

    def _note(self, part: ast.AST) -> None:
        if isinstance(part, ast.Assign):
            for target in part.targets:
                self._assign(target, part.value)
        elif isinstance(part, ast.AnnAssign) and part.value is not None:
            self._assign(part.target, part.value)
        elif isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
            # `fields |= {...}` adds fields.
            more = part.value if isinstance(part.op, ast.BitOr) else None
            self._later.setdefault(part.target.id, []).append(more)
        elif (
            isinstance(part, ast.Call)
            and isinstance(part.func, ast.Attribute)
            and part.func.attr in ("update", "setdefault")
            and isinstance(part.func.value, ast.Name)
        ):
            more = part.args[0] if part.func.attr == "update" and len(part.args) == 1 else None
            self._later.setdefault(part.func.value.id, []).append(more)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self._locals.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            added = ast.Dict([target.slice], [value])
            self._later.setdefault(target.value.id, []).append(added)

    def written_out(self) -> Iterator[Body]:
        """Everything that is written out field by field, but for what is a part of something else."""
        for part in own_nodes(self.node):
            values: list[ast.expr] = []
            if isinstance(part, ast.Call):
                values = [*part.args, *(keyword.value for keyword in part.keywords)]
            elif isinstance(part, ast.Return) and part.value is not None:
                values = [part.value]
            for value in values:
                if isinstance(value, (ast.Dict, ast.Name)):
                    with contextlib.suppress(Unknown):
                        yield self.body(value)

    def argument(self, value: ast.expr) -> str:
        """The argument of the method that a value is made of; empty if it is none, or several."""
        used = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)} & self.annotations.keys()
        used.discard("self")
        return used.pop() if len(used) == 1 else ""

    def is_always(self, value: ast.expr) -> bool:
        """Whether a value is always sent: a constant, or an argument that cannot be None."""
        if isinstance(value, ast.Constant):
            return value.value is not None
        if isinstance(value, (ast.Dict, ast.List, ast.JoinedStr)):
            return True
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "self._segment":
            return True
        if isinstance(value, ast.Name) and (annotation := self.annotations.get(value.id)) is not None:
            return not _words(annotation) & _OPEN
        return False

    def body(self, value: ast.expr) -> Body:
        """What a body consists of.

        Raises:
            Unknown: The source leaves it open.
        """
        if isinstance(value, ast.Name):
            return self._local(value.id)
        if isinstance(value, ast.Dict):
            return Body.of(self._entries(value))
        if isinstance(value, ast.IfExp):
            return self.body(value.body) | self.body(value.orelse)
        if isinstance(value, ast.DictComp):
            return self._some_of(value)
        if not isinstance(value, ast.Call):
            raise Unknown
        called = ast.unparse(value.func)
        keywords = {str(keyword.arg): keyword.value for keyword in value.keywords}
        is_plain = not value.args and all(keyword.arg for keyword in value.keywords)
        if called == "self._body" and len(value.args) == 2:
            return self.body(value.args[1])
        if called.endswith(".to_dict") and isinstance(value.func, ast.Attribute):
            return self._model(value.func.value)
        if called in _GIVEN and value.args:
            return self._given(value.args[0])
        if called in _SAME_FIELDS and len(value.args) == 1 and not keywords:
            return self.body(value.args[0])
        if is_plain and (called.startswith("wire.") or called in self.names.wire):
            return Body.of({self._spelled(name): self.is_always(one) for name, one in keywords.items()})
        if is_plain and called in _CHOOSING:
            return Body.of({name: self._is_chosen(one, called) for name, one in keywords.items()})
        return self._made_by(called)

    def _spelled(self, name: str) -> str:
        return self._spelling.get(bare(name), name)

    def _local(self, name: str) -> Body:
        """Every body that a local name stands for."""
        values = self._locals.get(name, [])
        # UNSET is no body at all.
        found = [self.body(one) for one in values if ast.unparse(one) != "UNSET"]
        if not found:
            raise Unknown
        body = reduce(Body.__or__, found)
        for more in self._later.get(name, ()):
            if body.models or not isinstance(more, ast.Dict):
                raise Unknown
            body = Body({*body.models}, {**dict.fromkeys(self._entries(more), False), **body.fields})
        return body

    def _entries(self, value: ast.Dict) -> dict[str, bool]:
        """Fields of a dict that is written out, those of `**more` included."""
        found: dict[str, bool] = {}
        for key, entry in zip(value.keys, value.values, strict=True):
            if key is None:
                more = self.body(entry)
                if more.models:
                    raise Unknown
                found |= more.fields
            elif isinstance(key, ast.Constant) and isinstance(key.value, str):
                found[key.value] = self.is_always(entry)
            else:
                raise Unknown
        return found

    def _some_of(self, value: ast.DictComp) -> Body:
        """`{name: value for name, value in fields.items() if ...}` has some of the fields."""
        source = value.generators[0].iter
        is_whole = isinstance(value.key, ast.Name) and ast.unparse(value.generators[0].target).startswith(
            f"({value.key.id}, "
        )
        if not is_whole or not isinstance(source, ast.Call) or not isinstance(source.func, ast.Attribute):
            raise Unknown
        if source.func.attr != "items":
            raise Unknown
        return Body.of(dict.fromkeys(self.body(source.func.value).fields, False))

    def _is_chosen(self, value: ast.expr, chooser: str) -> bool:
        """Whether `given` or `filled` never leaves a value out."""
        if chooser == "filled":
            return self.is_always(value)
        used = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
        annotations = [one for name in used if (one := self.annotations.get(name)) is not None]
        return not any(_CHOOSING[chooser] in _words(one) for one in annotations)

    def _model(self, value: ast.expr) -> Body:
        if not isinstance(value, ast.Name):
            raise Unknown
        types = [node.func for node in self._locals.get(value.id, []) if isinstance(node, ast.Call)]
        if (annotation := self.annotations.get(value.id)) is not None:
            types.append(annotation)
        return self._models({ast.unparse(found) for found in types})

    def _given(self, value: ast.expr) -> Body:
        """The model that an argument may be, which knows the same fields as a dict that is given for it."""
        annotation = self.annotations.get(value.id) if isinstance(value, ast.Name) else None
        named = _words(annotation) - _UNTYPED if annotation is not None else set[str]()
        # Of several, it is not known which one is to be read as which part of the contract.
        if len(named) != 1:
            raise Unknown
        return self._models(named)

    def _models(self, named: set[str]) -> Body:
        full = {self.names.full(name) or "" for name in named}
        if not full or "" in full:
            raise Unknown
        return Body(full)

    def _made_by(self, called: str) -> Body:
        """What another function of the facade returns."""
        known = self.names.helpers.get(called.removeprefix("self."))
        if known is None or known[0] is self.node:
            raise Unknown
        other = Function(*known, self._spelling)
        found = [part.value for part in own_nodes(known[0]) if isinstance(part, ast.Return)]
        bodies = [other.body(one) for one in found if one is not None]
        if len(bodies) != len(found) or not found:
            raise Unknown
        return reduce(Body.__or__, bodies)


def own_nodes(function: FunctionNode) -> Iterator[ast.AST]:
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


def bare(name: str) -> str:
    """A name without case and punctuation, as wire and generated code spell it in their own ways."""
    return re.sub(r"[\W_]", "", name).lower()


def _words(annotation: ast.expr) -> set[str]:
    return set(re.findall(r"[\w.]+", ast.unparse(annotation)))
