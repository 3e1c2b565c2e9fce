"""Does what one side produces fit what the other side takes? If not: where, and why.

This one question answers all of the guard's: a new response must fit what the old one promised, and what the
public model reads; what was sent must fit what is demanded now; what a server declares must fit the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from fairlead.contract._document import Document
from fairlead.contract._schema import Branch, Schema, branches

__all__ = ["Fit", "Path", "Problem"]

Path = tuple[str, ...]
"""Names of fields; `[]` is any item of an array, `{}` any field without a schema of its own."""

_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_SAME = ("pattern", "multipleOf")


class Problem(NamedTuple):
    """One way in which what is produced does not fit.

    Attributes:
        path: Where in the value.
        kind: `missing` (demanded, not produced), `optional` (demanded, not always produced), `removed` (read
            if it is there, not produced), `unknown` (produced, not known), `extra` (produced, forbidden),
            `closed` (further fields are forbidden), `nullable`, `type`, `untyped` (anything), `value`,
            `constant`, `format`, `constraint`, `variant` (an alternative that is not known), or `unlisted`
            (one that only a variant for everything else takes).
        detail: What exactly, in a few words.
        owner: The object that the field belongs to, as who takes it calls it; empty if it has no name.
    """

    path: Path
    kind: str
    detail: str
    owner: str = ""


@dataclass(slots=True)
class _Seen:
    producer: Schema
    consumer: Schema
    problems: tuple[Problem, ...]


class Fit:
    """Compares schemas of two documents, each pair once.

    Args:
        producer: The document whose schemas say what is produced.
        consumer: The document whose schemas say what is taken.
        same: References that lead to the same thing in both; they are not compared.
        lenient: Formats of which the consumer takes others, too.
    """

    def __init__(
        self,
        producer: Document,
        consumer: Document,
        *,
        same: frozenset[str] = frozenset(),
        lenient: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._producer = producer
        self._consumer = consumer
        self._same = same
        self._lenient = lenient or {}
        self._seen: dict[tuple[int | str, int | str], _Seen] = {}

    def problems(self, produced: Schema, taken: Schema) -> tuple[Problem, ...]:
        """Everything in which `produced` does not fit `taken`; paths begin at the two schemas."""
        if not isinstance(produced, bool) and not isinstance(taken, bool):
            reference = produced.get("$ref")
            if reference is not None and reference in self._same and reference == taken.get("$ref"):
                return ()
        key = _key(produced), _key(taken)
        seen = self._seen.get(key)
        if seen is None:
            # Schemas that contain themselves fit unless something else says otherwise.
            seen = self._seen[key] = _Seen(produced, taken, ())
            seen.problems = tuple(dict.fromkeys(self._compare(produced, taken)))
        return seen.problems

    def _compare(self, produced: Schema, taken: Schema) -> Iterator[Problem]:
        alternatives = branches(self._consumer, taken)
        if any(one.type is None and one.values is None and "not" not in one.node for one in alternatives):
            return
        made = branches(self._producer, produced)
        for branch in made:
            yield from self._branch(branch, alternatives, alone=len(made) == 1)

    def _branch(self, branch: Branch, alternatives: list[Branch], *, alone: bool) -> Iterator[Problem]:
        fitting = [one for one in alternatives if _takes(one.type, branch.type)]
        if not fitting:
            wanted = ", ".join(dict.fromkeys(one.type or "any" for one in alternatives)) or "nothing"
            if branch.type == "null":
                yield Problem((), "nullable", f"null where {wanted} is expected")
            elif branch.type is None:
                yield Problem((), "untyped", f"anything where {wanted} is expected")
            else:
                yield Problem((), "type", f"{branch.type} where {wanted} is expected")
        elif branch.type == "object":
            yield from self._object(branch, fitting, alone=alone and len(alternatives) == 1)
        elif branch.type == "array":
            yield from _fewest(list(self._array(branch, one)) for one in fitting)
        else:
            yield from self._scalar(branch, fitting)

    def _object(self, branch: Branch, fitting: list[Branch], *, alone: bool) -> Iterator[Problem]:
        tags = [(one, *self._tags(branch, one)) for one in fitting]
        agreeing = [one for one, _same, other in tags if not other]
        # The variant that it is meant to be, by its tags or else by its name. That a last variant takes
        # everything is no reason to call it fitting: whoever reads it would get another class.
        meant = [one for one, same, other in tags if same and not other]
        meant = meant or [one for one, same, other in tags if one.name == branch.name and (same or not other)]
        if not meant and not agreeing and not alone and len(fitting) > 1:
            yield Problem((), "variant", f"another variant: {branch.name or 'without a name'}")
            return
        if not meant and agreeing and len(agreeing) < len(fitting):
            # Its tag is none of those that are known, and only a variant for everything else takes it.
            yield Problem((), "unlisted", f"another variant: {branch.name or 'without a name'}")
        named = meant or agreeing or fitting
        yield from _fewest(_owned(self._fields(branch, one), one.name) for one in named)

    def _tags(self, branch: Branch, other: Branch) -> tuple[int, int]:
        """How many constant fields have the same value in both, and how many rule each other out."""
        same = different = 0
        for name, schema in other.properties.items():
            mine = branch.properties.get(name)
            if mine is not None and (wanted := self._values(self._consumer, schema)) is not None:
                has = self._values(self._producer, mine)
                if has is not None and not any(value in wanted for value in has):
                    different += 1
                elif has is not None and len(has) == len(wanted) == 1:
                    same += 1
        return same, different

    @staticmethod
    def _values(document: Document, schema: Schema) -> list[Any] | None:
        found = branches(document, schema)
        if not found or any(branch.values is None for branch in found):
            return None
        return [value for branch in found for value in branch.values or ()]

    def _fields(self, branch: Branch, other: Branch) -> Iterator[Problem]:
        for name, schema in other.properties.items():
            mine = branch.properties.get(name)
            demanded = name in other.required
            if mine is not None:
                if demanded and name not in branch.required:
                    yield Problem((name,), "optional", "may be missing")
                yield from _below(name, self.problems(mine, schema))
            elif isinstance(branch.extra, dict):
                yield from _below(name, self.problems(branch.extra, schema))
            else:
                yield Problem((name,), "missing" if demanded else "removed", "is not there")
        for name in other.required - other.properties.keys() - branch.required:
            yield Problem((name,), "optional" if name in branch.properties else "missing", "may be missing")
        for name in branch.properties.keys() - other.properties.keys():
            if other.extra is False:
                yield Problem((name,), "extra", "is not allowed")
            elif isinstance(other.extra, dict):
                yield from _below(name, self.problems(branch.properties[name], other.extra))
            elif not other.is_free:
                yield Problem((name,), "unknown", "is not known")
        yield from self._further(branch, other)
        yield from _bounds(branch, other)
        yield from self._excluded(branch, other)

    def _further(self, branch: Branch, other: Branch) -> Iterator[Problem]:
        """Fields without a schema of their own."""
        mine = branch.extra
        if other.extra is False:
            if isinstance(mine, dict):
                yield Problem(("{}",), "extra", "further fields are not allowed")
            elif mine is not False:
                yield Problem((), "closed", "fields that are not listed are refused")
        elif isinstance(other.extra, dict):
            if isinstance(mine, dict):
                yield from _below("{}", self.problems(mine, other.extra))
            elif mine is True or branch.is_free:
                yield from _below("{}", self.problems(True, other.extra))

    def _excluded(self, branch: Branch, other: Branch) -> Iterator[Problem]:
        """What `not` forbids: known here for constants, which tell variants apart."""
        forbidden = other.node.get("not")
        if forbidden is None or forbidden == branch.node.get("not"):
            return
        for name, schema in cast("dict[str, Schema]", forbidden.get("properties") or {}).items():
            refused = self._values(self._consumer, schema)
            mine = self._values(self._producer, branch.properties.get(name, True))
            if refused is not None and mine is not None and not any(value in refused for value in mine):
                return
        yield Problem((), "constraint", "`not` excludes more")

    def _array(self, branch: Branch, other: Branch) -> Iterator[Problem]:
        if "items" in other.node:
            yield from _below("[]", self.problems(branch.node.get("items", True), other.node["items"]))
        if other.node.get("prefixItems", branch.node.get("prefixItems")) != branch.node.get("prefixItems"):
            yield Problem(("[]",), "type", "other items at fixed places")
        if other.node.get("uniqueItems") and not branch.node.get("uniqueItems"):
            yield Problem((), "constraint", "uniqueItems: items may repeat")
        yield from _bounds(branch, other)

    def _scalar(self, branch: Branch, fitting: list[Branch]) -> Iterator[Problem]:
        if branch.values is not None:
            listed = [one.values for one in fitting]
            rest = [v for v in branch.values if not any(values is None or v in values for values in listed)]
            if rest and "const" in branch.node and all("const" in one.node for one in fitting):
                expected = ", ".join(repr(one.node["const"]) for one in fitting)
                yield Problem((), "constant", f"{rest[0]!r} where {expected} is expected")
            elif rest:
                yield Problem((), "value", f"{', '.join(map(repr, rest))} not expected")
        elif all(one.values is not None for one in fitting):
            if branch.type != "boolean" or {True, False} - {v for one in fitting for v in one.values or ()}:
                yield Problem((), "value", "any value where a list is expected")
        else:
            yield from _fewest(list(self._texts(branch, one)) for one in fitting if one.values is None)

    def _texts(self, branch: Branch, other: Branch) -> Iterator[Problem]:
        yield from _bounds(branch, other)
        wanted, has = other.node.get("format"), branch.node.get("format")
        if branch.type == "string" and wanted not in (None, has) and has not in self._lenient.get(wanted, ()):
            yield Problem((), "format", f"format {wanted} expected, {_now(branch.node, 'format')}")


def _key(schema: Schema) -> int | str:
    """What a schema is known by: where it leads, if it is a reference and nothing else."""
    if isinstance(schema, dict) and len(schema) == 1 and isinstance(reference := schema.get("$ref"), str):
        return reference
    return id(schema)


def _takes(wanted: str | None, given: str | None) -> bool:
    return wanted is None or wanted == given or (wanted == "number" and given == "integer")


def _bounds(branch: Branch, other: Branch) -> Iterator[Problem]:
    mine, theirs = branch.node, other.node
    for key in _LEAST:
        if key in theirs and (key not in mine or mine[key] < theirs[key]) and not _implied(mine, theirs, key):
            yield Problem((), "constraint", f"{key} {theirs[key]} expected, {_now(mine, key)}")
    for key in _MOST:
        if key in theirs and (key not in mine or mine[key] > theirs[key]):
            yield Problem((), "constraint", f"{key} {theirs[key]} expected, {_now(mine, key)}")
    for key in _SAME:
        if key in theirs and mine.get(key) != theirs[key]:
            yield Problem((), "constraint", f"{key} {theirs[key]} expected, {_now(mine, key)}")


def _implied(mine: dict[str, Any], theirs: dict[str, Any], key: str) -> bool:
    """Whether a bound holds because of the other way to write it: above 0 is at least 0."""
    other = {"minimum": "exclusiveMinimum", "exclusiveMinimum": "minimum"}.get(key)
    return (
        other is not None
        and other in mine
        and (mine[other] > theirs[key] or (mine[other] == theirs[key] and other == "exclusiveMinimum"))
    )


def _now(node: dict[str, Any], key: str) -> str:
    return f"got {node[key]}" if key in node else "got none"


def _below(name: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        yield problem._replace(path=(name, *problem.path))


def _owned(problems: Iterable[Problem], name: str) -> list[Problem]:
    """Problems of fields, with the name of the object that has them, unless one further inside is known."""
    return [problem if problem.owner else problem._replace(owner=name) for problem in problems]


def _fewest(candidates: Iterable[list[Problem]]) -> list[Problem]:
    """Of several alternatives, the one that fits best: the first without a problem that matters."""
    best: list[Problem] | None = None
    for problems in candidates:
        weight = _weight(problems)
        if best is None or weight < _weight(best):
            best = problems
        if weight == 0:
            break
    return best or []


def _weight(problems: list[Problem]) -> int:
    # What is merely not known there, or not read here, does not keep a value from being taken.
    return sum(
        100 if problem.kind not in ("unknown", "removed", "closed", "unlisted") else 1 for problem in problems
    )
