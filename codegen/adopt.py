"""What the contract knows and an upstream document does not say.

A framework's document may be silent about answers and security. There the contract's knowledge stays, so that
the comparison of the two shows what upstream says differently, and nothing else.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Collection, Iterable
from typing import Any, cast

from codegen.spec import Json

PARTS = ("answers", "refusals", "security", "servers")
"""`answers`: bodies of successes that are untyped. `refusals`: errors that are not declared. `security`: the
schemes, and which operation asks for which. `servers`: where it is served."""


def adopt(made: Json, contract: Json, pairs: Iterable[tuple[Json, Json]], parts: Collection[str]) -> None:
    """Fill in what a document does not say, and the components that this refers to, in place.

    Args:
        made: The document.
        contract: Where the parts are taken from.
        pairs: Operations of the document, each with the contract's.
        parts: Some of `PARTS`.
    """
    for operation, ours in pairs:
        answers = cast("Json", operation.setdefault("responses", {}))
        for status, answer in cast("Json", ours["responses"]).items():
            if status.startswith("2"):
                if "answers" in parts and _untyped(answers.get(status)):
                    answers[status] = copy.deepcopy(answer)
            elif "refusals" in parts:
                answers.setdefault(status, copy.deepcopy(answer))
        if "security" in parts and "security" in ours:
            operation.setdefault("security", ours["security"])
    if "security" in parts and "security" in contract:
        made.setdefault("security", contract["security"])
        schemes = made.setdefault("components", {}).setdefault("securitySchemes", {})
        for name, scheme in contract["components"]["securitySchemes"].items():
            schemes.setdefault(name, scheme)
    if "servers" in parts and "servers" in contract:
        made.setdefault("servers", contract["servers"])
    _complete(made, contract)


def _untyped(answer: Json | None) -> bool:
    """Whether an answer is missing, or its JSON may be anything, or any object, or a list of such."""
    if answer is None:
        return True
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    while schema.get("type") == "array":
        schema = schema.get("items", {})
    typed = {"$ref", "properties", "anyOf", "oneOf", "allOf", "enum", "const"}
    return "$ref" not in answer and not typed & schema.keys() and schema.get("type") in (None, "object")


def _complete(made: Json, contract: Json) -> None:
    """Add the contract's components that are referred to and missing."""
    components = cast("Json", made.setdefault("components", {}))
    queue = _references(made)
    while queue:
        kind, name = queue.pop()
        found: Any = contract.get("components", {}).get(kind, {}).get(name)
        if found is not None and name not in components.setdefault(kind, {}):
            components[kind][name] = copy.deepcopy(found)
            queue |= _references(found)


def _references(part: Any) -> set[tuple[str, str]]:
    return set(re.findall(r'"#/components/([^/"]+)/([^/"]+)"', json.dumps(part)))
