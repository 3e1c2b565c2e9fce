"""Ways of writing a facade that hide from the manifest what is sent and read, each wherever it fits."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable

__all__ = ["ANSWER", "BODY", "CATALOGUE", "FIELD", "PARAMETERS"]

_ENDPOINTS = ("asyncio_detailed", "_get_kwargs")


class _Calls(ast.NodeTransformer):
    """Changes the calls of generated endpoints; `change` gets each of them, and the place of the endpoint."""

    def __init__(self, change: Callable[[ast.Call, int], ast.expr]) -> None:
        self._change = change

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        for place, part in enumerate([node.func, *node.args]):
            if isinstance(part, ast.Attribute) and part.attr in _ENDPOINTS:
                return self._change(node, place)
        return node


class _Fields(ast.NodeTransformer):
    """Leaves out the first field of everything that is written out."""

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        self.generic_visit(node)
        return ast.Dict(node.keys[1:], node.values[1:]) if node.keys and node.keys[0] else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        makes = ast.unparse(node.func)
        if makes in ("given", "filled") or makes.startswith("wire.") or makes[:1].isupper():
            node.keywords = node.keywords[1:]
        return node


def _of(change: Callable[[ast.Call, int], ast.expr]) -> Callable[[ast.Module], ast.Module]:
    return lambda tree: _Calls(change).visit(copy.deepcopy(tree))


def _keywords(
    change: Callable[[list[ast.keyword]], list[ast.keyword]],
) -> Callable[[ast.Module], ast.Module]:
    def changed(node: ast.Call, _place: int) -> ast.expr:
        node.keywords = change(node.keywords)
        return node

    return _of(changed)


def _checked(value: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("checked"), [value], [])


def _wrapped(keywords: list[ast.keyword]) -> list[ast.keyword]:
    """`body=X` becomes `body=checked(X)`."""
    return [ast.keyword(one.arg, _checked(one.value)) if one.arg == "body" else one for one in keywords]


def _inner(keywords: list[ast.keyword]) -> list[ast.keyword]:
    """`self._body(shape, X)` becomes `self._body(shape, checked(X))`."""
    for one in keywords:
        if one.arg == "body" and isinstance(made := one.value, ast.Call) and len(made.args) == 2:
            made.args[1] = _checked(made.args[1])
        elif one.arg == "body":
            one.value = _checked(one.value)
    return keywords


def _spread(_keywords: list[ast.keyword]) -> list[ast.keyword]:
    """What is sent comes out of a dict that is made elsewhere."""
    return [ast.keyword(None, ast.Name("request"))]


def _bodiless(keywords: list[ast.keyword]) -> list[ast.keyword]:
    return [one for one in keywords if one.arg != "body"]


def _unasked(keywords: list[ast.keyword]) -> list[ast.keyword]:
    return [one for one in keywords if one.arg in ("client", "body")]


def _ignored(node: ast.Call, place: int) -> ast.expr:
    """The answer is thrown away."""
    return ast.Call(ast.Name("self._call_empty"), [node.func, *node.args][place:], node.keywords)


def _free(node: ast.Call, place: int) -> ast.expr:
    """The answer is read as a dict of anything."""
    anything = ast.parse("dict[str, Any]", mode="eval").body
    return ast.Call(ast.Name("self._call"), [anything, *[node.func, *node.args][place:]], node.keywords)


def _hidden(node: ast.Call, place: int) -> ast.expr:
    """The endpoint is looked up by name."""
    parts = [node.func, *node.args]
    endpoint = parts[place]
    assert isinstance(endpoint, ast.Attribute)
    parts[place] = ast.Call(ast.Name("getattr"), [endpoint.value, ast.Constant(endpoint.attr)], [])
    return ast.Call(parts[0], parts[1:], node.keywords)


# What can be hidden.
BODY, FIELD, PARAMETERS, ANSWER = "body", "field", "parameters", "answer"

CATALOGUE: dict[str, tuple[frozenset[str], Callable[[ast.Module], ast.Module]]] = {
    "body behind a function": (frozenset({BODY}), _keywords(_wrapped)),
    "content of a body behind a function": (frozenset({BODY}), _keywords(_inner)),
    "body left out": (frozenset({BODY}), _keywords(_bodiless)),
    "field left out": (frozenset({FIELD}), lambda tree: _Fields().visit(copy.deepcopy(tree))),
    "parameters left out": (frozenset({PARAMETERS}), _keywords(_unasked)),
    "arguments from elsewhere": (frozenset({BODY, PARAMETERS}), _keywords(_spread)),
    "answer thrown away": (frozenset({ANSWER}), _of(_ignored)),
    "answer read as anything": (frozenset({ANSWER}), _of(_free)),
    "endpoint by its name": (frozenset({BODY, PARAMETERS, ANSWER}), _of(_hidden)),
}
"""Way of writing -> what it hides, and the change of a source file that writes everything so."""
