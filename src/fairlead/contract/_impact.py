"""From changes of a contract to the public methods, arguments and fields of models that they touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from fairlead.contract._changes import Change, changes, media_of, success
from fairlead.contract._document import Document, Operation
from fairlead.contract._findings import BREAKS, EXTENDS, NONE, Finding, combine
from fairlead.contract._fit import Fit, Path, Problem
from fairlead.contract._models import LENIENT
from fairlead.contract._usage import ANY, Call, Usage

__all__ = ["Baseline", "impact"]

_PRESENCE = ("removed", "missing", "constant", "variant gone")
_UNREAD = ("unknown", "closed")
_WHOLE = ("status", "status added", "media", "media added", "gone")
"""Kinds of changes of a response that concern all of it."""


@dataclass(frozen=True, slots=True)
class _Effect:
    level: str
    target: str
    change: Change
    methods: tuple[str, ...] | None = None
    """Default: every method that uses the operation."""


class Baseline:
    """A contract and who uses it, read once, to compare any number of other versions with.

    Args:
        document: The contract until now.
        usage: Who uses it.
        promised: Whether it breaks applications if they get less than was promised; otherwise, only what
            makes a call fail counts.
    """

    def __init__(self, document: Document, usage: Usage, *, promised: bool = True) -> None:
        self.document = document
        self.usage = usage
        self.promised = promised

    @cached_property
    def reach(self) -> dict[str, frozenset[str]]:
        """Components that each operation depends on."""
        return {place: self.document.reach(one) for place, one in self.document.operations.items()}

    @cached_property
    def known(self) -> dict[str, frozenset[Problem]]:
        """What public models cannot read already, by operation; no change made it so."""
        fit = self.reading(self.document)
        return {
            place: self._unread(self.document, one, fit) for place, one in self.document.operations.items()
        }

    def reading(self, document: Document) -> Fit:
        """Fits what a document says of answers into the public models."""
        return Fit(document, self.usage.reading.document, lenient=LENIENT)

    def unread(self, document: Document, operation: Operation, fit: Fit) -> frozenset[Problem]:
        """What the public models could not read any more in another version of an operation."""
        return self._unread(document, operation, fit) - self.known.get(operation.place, frozenset())

    def _unread(self, document: Document, operation: Operation, fit: Fit) -> frozenset[Problem]:
        name = self.name(operation)
        types = (
            [one for one in self.usage.call(name).reads if one != ANY] if name in self.usage.methods else []
        )
        if not types:
            return frozenset()
        models = self.usage.reading
        return frozenset(
            problem
            for response in success(document.responses(operation)).values()
            for media, schema in media_of(response).items()
            if not media.startswith("text/")
            for one in types
            for problem in fit.problems(schema, models.schemas[one])
        )

    def name(self, operation: Operation) -> str:
        """What our contract calls an operation, whatever the document calls it."""
        return self.usage.places.get(operation.place, operation.id)


def impact(baseline: Baseline, new: Document) -> list[Finding]:
    """What a new version of a contract means for applications.

    Args:
        baseline: The contract until now, and who uses it.
        new: The contract from now on.
    """
    old = baseline.document
    changed = _changed_components(old, new)
    touched = _touched(baseline, new, changed)
    # Everything that no changed component can be reached from is the same in both.
    same = frozenset(old.components.keys() & new.components.keys()) - old.users(changed) - new.users(changed)
    forward, backward = Fit(old, new, same=same), Fit(new, old, same=same)
    reading = baseline.reading(new)
    found: list[Finding] = []
    for place in touched:
        before, after = old.operations.get(place), new.operations.get(place)
        if before is None or after is None:
            found += _presence(baseline, new, before, after)
            continue
        here = list(dict.fromkeys(changes(old, new, before, after, forward, backward)))
        found += _Join(baseline, new, reading, before, after).findings(here)
    return combine(found)


def _changed_components(old: Document, new: Document) -> set[str]:
    names = old.components.keys() | new.components.keys()
    return {name for name in names if old.components.get(name) != new.components.get(name)}


def _touched(baseline: Baseline, new: Document, changed: set[str]) -> list[str]:
    """Places of operations that may differ."""
    old = baseline.document
    everything = old.root.get("security") != new.root.get("security")
    security = any("/securitySchemes/" in name for name in changed)
    found: list[str] = []
    for place in [*old.operations, *(place for place in new.operations if place not in old.operations)]:
        before, after = old.operations.get(place), new.operations.get(place)
        if (
            everything
            or security
            or before is None
            or after is None
            or before.item != after.item
            or before.shared != after.shared
            or not changed.isdisjoint(baseline.reach[place])
        ):
            found.append(place)
    return found


def _presence(
    baseline: Baseline, new: Document, before: Operation | None, after: Operation | None
) -> Iterator[Finding]:
    if before is not None:
        name = baseline.name(before)
        methods = baseline.usage.methods.get(name, ())
        moved = _moved(baseline.document, new, before, is_sent=name in baseline.usage.sent)
        change = Change("operation", "gone", (), True, moved)
        yield Finding(BREAKS if methods else NONE, (before.shown,), methods, "", change)
    elif after is not None:
        detail = f"no method {'reads or sends' if after.is_message else 'offers'} it"
        yield Finding(NONE, (after.shown,), (), "", Change("operation", "added", (), False, detail))


def _moved(old: Document, new: Document, gone: Operation, *, is_sent: bool) -> str:
    """Where an operation may have gone: the same name elsewhere, or another method at the same path."""
    if gone.is_message:
        return f"{gone.id} {'is not taken' if is_sent else 'does not come'} any more"
    fresh = [one for place, one in new.operations.items() if place not in old.operations]
    path = gone.place.partition(" ")[2]
    for one in fresh:
        if one.id == gone.id or one.place.partition(" ")[2] == path:
            return f"it seems to be {one.shown} now"
    return "the server answers 404 or 405"


class _Join:
    """What the changes of one operation mean for the methods that use it."""

    def __init__(
        self, baseline: Baseline, new: Document, reading: Fit, before: Operation, after: Operation
    ) -> None:
        self._baseline, self._new, self._reading = baseline, new, reading
        self._before, self._after = before, after
        name = baseline.name(before)
        self._methods = baseline.usage.methods.get(name, ())
        self._call: Call = baseline.usage.call(name)

    def findings(self, found: list[Change]) -> Iterator[Finding]:
        told: list[Path] = []
        for change in found:
            if not self._methods:
                yield self._finding(_Effect(NONE, "", change))
                continue
            for effect in self._effects(change):
                told.append(change.path)
                yield self._finding(effect)
        if self._methods and found:
            yield from self._left(told)

    def _left(self, told: list[Path]) -> Iterator[Finding]:
        """What models cannot read any more, where no change of the contract says so."""
        for problem in sorted(self._unread):
            if problem.kind not in ("removed", *_UNREAD) and not any(_related(problem.path, p) for p in told):
                change = Change("response", problem.kind, problem.path, True, problem.detail, problem.owner)
                for effect in self._response(change):
                    yield self._finding(effect)

    def _finding(self, effect: _Effect) -> Finding:
        methods = () if effect.level == NONE else self._methods if effect.methods is None else effect.methods
        return Finding(effect.level, (self._before.shown,), methods, effect.target, effect.change)

    @cached_property
    def _unread(self) -> frozenset[Problem]:
        return self._baseline.unread(self._new, self._after, self._reading)

    def _effects(self, change: Change) -> Iterator[_Effect]:
        match change.part:
            case "parameter":
                yield from self._parameter(change)
            case "request":
                yield from self._request(change)
            case "response":
                yield from self._response(change)
            case "error":
                yield _Effect(NONE, " ".join(change.path), change)
            case "security" if change.breaking and not self._baseline.promised:
                yield _Effect(BREAKS if self._is_locked_out() else EXTENDS, "", change)
            case _:
                yield _Effect(BREAKS if change.breaking else EXTENDS, "", change)

    def _is_locked_out(self) -> bool:
        """Whether none of the credentials that the contract knows is enough."""
        known = self._baseline.document.security(self._before)
        return not any(needed <= had for had in known for needed in self._new.security(self._after))

    def _parameter(self, change: Change) -> Iterator[_Effect]:
        wire, sends = " ".join(change.path), self._call.sends
        level = self._parameter_level(change, wire)
        argument = "" if sends is None else sends.get(wire, "")
        direct = (
            tuple(name for name in self._methods if name.rpartition(".")[2] in self._call.by)
            if argument
            else ()
        )
        others = tuple(name for name in self._methods if name not in direct)
        if direct:
            yield _Effect(level, f"{argument}=", change, direct)
        if others:
            yield _Effect(level, f"{change.path[0]} {change.path[1]}", change, others)

    def _parameter_level(self, change: Change, wire: str) -> str:
        sends = self._call.sends
        if not change.breaking:
            return EXTENDS
        if change.kind == "required":
            return EXTENDS if wire in self._call.always else BREAKS
        return BREAKS if sends is None or wire in sends or change.path[0] == "path" else NONE

    def _request(self, change: Change) -> Iterator[_Effect]:
        call = self._call
        if not change.breaking:
            models = self._baseline.usage.sending
            names = [models.find(name, change.path).name for name in call.bodies] or [
                _dotted(self._begin("body"), change.path)
            ]
            yield from (_Effect(EXTENDS, name, change) for name in names)
        elif not call.sends_body:
            needed = change.kind == "required"
            yield _Effect(BREAKS if needed else NONE, _dotted(self._begin("body"), change.path), change)
        elif not change.path:
            yield _Effect(BREAKS, self._begin("body"), change)
        elif call.bodies:
            for name in call.bodies:
                yield self._sent_model(change, name)
        elif call.fields is not None and not call.whole_body:
            yield self._sent_field(change, call.fields)
        else:
            yield _Effect(BREAKS, _dotted(self._begin("body"), change.path), change)

    def _sent_field(self, change: Change, fields: Mapping[str, bool]) -> _Effect:
        top, target = change.path[0], _dotted(self._begin("body"), change.path)
        if change.kind == "missing" and len(change.path) == 1:
            return _Effect(BREAKS, target, change)
        if change.kind == "optional" and len(change.path) == 1:
            return _Effect(EXTENDS if fields.get(top) else BREAKS, target, change)
        return _Effect(BREAKS if top in fields else NONE, target, change)

    def _sent_model(self, change: Change, name: str) -> _Effect:
        field = self._baseline.usage.sending.find(name, change.path, change.owner)
        if change.kind == "missing":
            # What it is missing from has to be sent; the model's own field, if it has one, is what to send.
            owner = self._baseline.usage.sending.find(name, change.path[:-1])
            level = BREAKS if owner.state != "absent" and not field.required else EXTENDS
        elif field.state == "absent":
            level = NONE
        elif change.kind == "optional":
            level = EXTENDS if field.is_always_sent else BREAKS
        else:
            level = BREAKS
        return _Effect(level, field.name, change)

    def _begin(self, whole: str) -> str:
        """What a way to a field begins with that is none of a model."""
        return self._before.id if self._before.is_message else whole

    def _response(self, change: Change) -> Iterator[_Effect]:
        level = BREAKS if change.breaking else EXTENDS
        if change.kind in _WHOLE and (self._call.reads or change.kind.startswith("status")):
            # Every 2xx is read alike, so another status does not make a call fail.
            fails = self._baseline.promised or change.kind != "status"
            yield _Effect(level if fails else EXTENDS, "", change)
        elif not self._call.reads:
            yield _Effect(NONE, "", change)  # whatever is answered, nobody reads it
        for name in self._call.reads if change.kind not in _WHOLE else ():
            if name == ANY:
                target = _dotted(self._begin("answer"), change.path)
                yield _Effect(level if self._baseline.promised else EXTENDS, target, change)
            else:
                yield self._read(change, name)

    def _read(self, change: Change, name: str) -> _Effect:
        field = self._baseline.usage.reading.find(name, change.path, change.owner)
        unread = any(_related(problem.path, change.path) for problem in self._unread)
        if change.kind in _UNREAD or not change.breaking:
            level = EXTENDS
        elif field.state == "absent":
            level = NONE
        elif not self._baseline.promised:
            level = BREAKS if unread and change.kind != "untyped" else EXTENDS
        elif change.kind == "optional" and field.is_field:
            level = BREAKS if field.required or field.invents else EXTENDS
        elif field.state == "opaque" or change.kind in _PRESENCE:
            level = BREAKS
        else:
            level = BREAKS if unread else EXTENDS
        return _Effect(level, field.name, change)


def _related(one: Path, other: Path) -> bool:
    """Whether one path leads to, or through, the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _dotted(begin: str, path: Path) -> str:
    return ".".join([begin, *path]).replace(".[]", "[]")
