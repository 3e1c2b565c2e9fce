"""What the functions of a facade use: operations, each other, and the objects they have in hand.

Types are read where the source says them: annotations, `x = Thing(...)`, and what a method is annotated to
return. An object that goes where it cannot be followed counts as used in full.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from codegen.project import Project

FunctionNode = ast.AsyncFunctionDef | ast.FunctionDef

WHOLE = "*"
"""Stands for every member of an object."""
_CARRIERS = (ast.Assign, ast.IfExp, ast.Tuple, ast.List, ast.Dict, ast.keyword, ast.Return)

MODELS = {"models", "_records"}
"""What facades call the packages of their models, through which these are loaded when they are used."""

OPENING = "()"
"""Stands for the members that have no name for applications: making, entering, iterating."""


@dataclass(frozen=True, slots=True)
class Use:
    """A member of an object.

    Attributes:
        owner: `self`, a name that is local to the function, or the name of a class.
        path: Attributes that lead from there to the object.
        member: The member; `WHOLE` or `OPENING` for several.
    """

    owner: str
    path: tuple[str, ...]
    member: str


@dataclass(slots=True)
class Function:
    """One function or method.

    Attributes:
        operations: Operations whose generated modules it refers to.
        uses: Members of objects.
        functions: Plain names that it calls.
        types: Classes of its local names.
        calls: Local names that are what a method returned.
        aliases: Local names of attributes.
        returns: Class that it is annotated to return.
        promises: Every name in the annotation of what it returns.
        is_property: Whether it is a property, which only leads to methods.
    """

    operations: set[str] = field(default_factory=set[str])
    uses: set[Use] = field(default_factory=set[Use])
    functions: set[str] = field(default_factory=set[str])
    types: dict[str, str] = field(default_factory=dict[str, str])
    calls: dict[str, Use] = field(default_factory=dict[str, Use])
    aliases: dict[str, Use] = field(default_factory=dict[str, Use])
    returns: str | None = None
    promises: set[str] = field(default_factory=set[str])
    is_property: bool = False

    def add(self, other: Function) -> None:
        """Take in what one of the same name in another file uses: who calls which of them is not known."""
        self.operations |= other.operations
        self.uses |= other.uses
        self.functions |= other.functions
        self.types |= other.types
        self.calls |= other.calls
        self.aliases |= other.aliases
        self.promises |= other.promises


@dataclass(slots=True)
class Class:
    """One class.

    Attributes:
        bases: Names of its bases.
        methods: Its methods by name.
        attributes: Classes of its attributes.
    """

    bases: list[str]
    methods: dict[str, Function] = field(default_factory=dict[str, Function])
    attributes: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Facade:
    """The source of one backend's facade.

    Attributes:
        classes: Its classes by name.
        functions: Its functions outside of classes.
    """

    classes: dict[str, Class] = field(default_factory=dict[str, Class])
    functions: dict[str, Function] = field(default_factory=dict[str, Function])

    @classmethod
    def read(cls, project: Project, backend: str) -> Facade:
        """Read the source of a facade."""
        source = project.root / "src" / "fairlead"
        # A public class may be made of both flavours, and so stand beside them.
        paths = [*(source / "_async" / backend).rglob("*.py"), *(source / backend).glob("*.py")]
        trees = {path: ast.parse(path.read_text("utf-8"), filename=str(path)) for path in sorted(paths)}
        facade = cls()
        for tree in trees.values():
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    bases = [base.id for base in map(_bare, node.bases) if isinstance(base, ast.Name)]
                    facade.classes[node.name] = Class(bases)
                elif isinstance(node, FunctionNode):
                    facade.functions[node.name] = Function()
        for tree in trees.values():
            for node in tree.body:
                if isinstance(node, FunctionNode) and node.returns:
                    facade.functions[node.name].returns = facade._named(node.returns)
        for tree in trees.values():
            endpoints = dict(_endpoints(tree, backend))
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    facade._read_class(node, endpoints)
                elif isinstance(node, FunctionNode):
                    facade.functions[node.name].add(facade._read_function(node, endpoints))
        return facade

    def lineage(self, name: str) -> list[str]:
        """A class and its bases, as far as they are the facade's."""
        found = [name]
        for base in self.classes[name].bases:
            if base in self.classes:
                found += [ancestor for ancestor in self.lineage(base) if ancestor not in found]
        return found

    def members(self, name: str) -> dict[str, Function]:
        """The methods of a class, those of its bases included."""
        members: dict[str, Function] = {}
        for ancestor in reversed(self.lineage(name)):
            members.update(self.classes[ancestor].methods)
        return members

    def attribute(self, owner: str, name: str) -> str | None:
        """The class of an object's attribute, or of what its property returns."""
        for ancestor in self.lineage(owner):
            described = self.classes[ancestor]
            if name in described.attributes:
                return described.attributes[name]
            if name in described.methods and described.methods[name].is_property:
                return described.methods[name].returns
        return None

    def _read_class(self, node: ast.ClassDef, endpoints: Mapping[str, str]) -> None:
        described = self.classes[node.name]
        for item in node.body:
            if isinstance(item, FunctionNode):
                function = described.methods[item.name] = self._read_function(item, endpoints)
                for part in ast.walk(item):
                    if isinstance(part, ast.Assign) and len(part.targets) == 1:
                        self._attribute(described, part.targets[0], part.value, function)
                    elif (
                        isinstance(part, ast.AnnAssign)
                        and isinstance(part.target, ast.Attribute)
                        and (found := self._named(part.annotation)) is not None
                    ):
                        described.attributes[part.target.attr] = found
            elif isinstance(item, ast.AnnAssign) and (found := self._named(item.annotation)) is not None:
                described.attributes[ast.unparse(item.target)] = found

    def _attribute(self, described: Class, target: ast.expr, value: ast.expr, function: Function) -> None:
        if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self":
            made = function.types.get(value.id) if isinstance(value, ast.Name) else self._made(value)
            if made is not None:
                described.attributes[target.attr] = made

    def _read_function(self, node: FunctionNode, endpoints: Mapping[str, str]) -> Function:
        marks = [ast.unparse(mark) for mark in node.decorator_list]
        function = Function(is_property=any("property" in mark for mark in marks))
        if node.returns:
            function.returns = self._named(node.returns)
            function.promises = set(re.findall(r"\w+", ast.unparse(node.returns)))
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for argument in arguments:
            if argument.annotation and (found := self._named(argument.annotation)) is not None:
                function.types[argument.arg] = found
        body = [part for statement in node.body for part in ast.walk(statement)]
        for part in body:
            for target, value in _assignments(part):
                if (made := self._made(value)) is not None:
                    function.types[target] = made
                    continue
                links = function.calls if isinstance(value, ast.Call) else function.aliases
                found = _chain(value.func if isinstance(value, ast.Call) else value)
                if found is not None and found[1] and found[0] != target:
                    links[target] = Use(found[0], found[1][:-1], found[1][-1])
        own = {part.id for part in body if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
        own |= {argument.arg for argument in arguments}
        parents = {child: part for part in body for child in ast.iter_child_nodes(part)}
        for part in body:
            self._note(part, parents, endpoints, function)
        function.functions -= own  # these only have the name of a function
        return function

    def _note(
        self,
        part: ast.AST,
        parents: Mapping[ast.AST, ast.AST],
        endpoints: Mapping[str, str],
        function: Function,
    ) -> None:
        if isinstance(part, ast.Name) and part.id in endpoints:
            function.operations.add(endpoints[part.id])
        elif isinstance(part, ast.Name) and part.id in self.functions:
            function.functions.add(part.id)
        elif isinstance(part, ast.Attribute):
            chain = _chain(part)
            if chain is not None and not isinstance(parents.get(part), ast.Attribute):
                owner, path = chain
                function.uses.add(Use(owner, path[:-1], path[-1]))
                if self._escapes(part, parents):
                    function.uses.add(Use(owner, path, WHOLE))
            elif isinstance(part.value, ast.Call) and (made := self._made(part.value)) is not None:
                function.uses |= {Use(made, (), part.attr), Use(made, (), OPENING)}
            elif isinstance(part.value, ast.Call) and (found := _chain(part.value.func)) and found[1]:
                # `x.y().z`: what `x.y()` returned is like a local name.
                returned = f"{ast.unparse(part.value.func)}()"
                function.calls[returned] = Use(found[0], found[1][:-1], found[1][-1])
                function.uses.add(Use(returned, (), part.attr))
        elif isinstance(part, ast.Name) and part.id in function.types and self._escapes(part, parents):
            function.uses.add(Use(part.id, (), WHOLE))
        elif (
            isinstance(part, ast.Name)
            and part.id in self.classes
            and isinstance(parents.get(part), _CARRIERS)
        ):
            function.uses.add(Use(part.id, (), WHOLE))  # whoever gets the class can make such objects
        elif isinstance(part, ast.Call) and (made := self._made(part)) is not None:
            parent: ast.AST | None = parents.get(part)
            if isinstance(parent, ast.Await):
                parent = parents.get(parent)
            is_followed = isinstance(parent, (ast.Assign, ast.withitem, ast.Return, ast.Attribute))
            function.uses.add(Use(made, (), OPENING if is_followed else WHOLE))

    def _escapes(self, part: ast.expr, parents: Mapping[ast.AST, ast.AST]) -> bool:
        """Whether an object is handed to somebody whose use of it is not known: all but functions here."""
        parent: ast.AST | None = parents.get(part)
        if isinstance(parent, ast.keyword):
            parent = parents.get(parent)
        if not isinstance(parent, ast.Call) or parent.func is part:
            return False
        return not (isinstance(parent.func, ast.Name) and parent.func.id in self.functions)

    def _made(self, value: ast.expr) -> str | None:
        """The class of what an expression makes."""
        while isinstance(value, ast.Await):
            value = value.value
        if not isinstance(value, ast.Call) or not isinstance(made := _bare(value.func), ast.Name):
            return None
        if made.id in self.functions:
            return self.functions[made.id].returns
        return made.id if made.id in self.classes else None

    def _named(self, annotation: ast.expr) -> str | None:
        """The one class of the facade that an annotation names."""
        found = {word for word in re.findall(r"\w+", ast.unparse(annotation)) if word in self.classes}
        return found.pop() if len(found) == 1 else None


def _assignments(part: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Local names, and what they are made of."""
    pairs: list[tuple[ast.expr | None, ast.expr | None]] = []
    if isinstance(part, ast.Assign) and len(part.targets) == 1:
        target, value = part.targets[0], part.value
        pairs = [(target, value)]
        if (
            isinstance(target, ast.Tuple)
            and isinstance(value, ast.Tuple)
            and len(target.elts) == len(value.elts)
        ):
            pairs = list(zip(target.elts, value.elts, strict=True))
    elif isinstance(part, (ast.AnnAssign, ast.NamedExpr)):
        pairs = [(part.target, part.value)]
    elif isinstance(part, (ast.With, ast.AsyncWith)):
        pairs = [(item.optional_vars, item.context_expr) for item in part.items]
    for target, value in pairs:
        if isinstance(target, ast.Name) and value is not None:
            while isinstance(value, ast.Await):
                value = value.value
            yield target.id, value


def _chain(node: ast.expr) -> tuple[str, tuple[str, ...]] | None:
    """`a.b.c` as `a` and `(b, c)`; None for anything that does not begin with a name.

    `models.Thing.x` is `Thing.x`, and `models.Thing` a mere name.
    """
    path: list[str] = []
    while isinstance(node, ast.Attribute):
        path.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    path.reverse()
    if node.id in MODELS:
        return (path[0], tuple(path[1:])) if len(path) > 1 else None
    return node.id, tuple(path)


def _bare(node: ast.expr) -> ast.expr:
    """A class without its type arguments."""
    return node.value if isinstance(node, ast.Subscript) else node


def _endpoints(tree: ast.Module, backend: str) -> Iterator[tuple[str, str]]:
    """Local name -> operation, for each generated endpoint module that a file imports."""
    package = f"{backend}_backend_client.api"
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package):
            for alias in node.names:
                yield alias.asname or alias.name, alias.name


def public_names(package: Path) -> set[str]:
    """Names that a public package exports; none while the backend has only a contract."""
    if not package.exists():
        return set()
    for node in ast.parse(package.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()
