"""What differs between two versions of an operation, for somebody who uses all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from fairlead.contract._document import Document, Json, Operation
from fairlead.contract._fit import Fit, Path, Problem
from fairlead.contract._schema import Schema

__all__ = ["Change", "changes", "media_of", "success"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions of an operation.

    Attributes:
        part: `operation`, `parameter`, `request`, `response`, `security` or `error`.
        kind: What happened: `gone`, `added`, `required`, `media`, `status`, or the kind of a problem of fit.
        path: Of a parameter, its location and name; of a body, the way to the field.
        breaking: Whether it can break somebody who uses it.
        detail: What exactly, in a few words.
        owner: The component that a field belongs to, if it has a name.
    """

    part: str
    kind: str
    path: Path
    breaking: bool
    detail: str
    owner: str = ""


class _Pair:
    """Two versions of one operation, and the comparison of their schemas both ways."""

    def __init__(self, old: Document, new: Document, forward: Fit, backward: Fit) -> None:
        self.old, self.new = old, new
        self._forward, self._backward = forward, backward

    def sent(self, old: Schema, new: Schema) -> Iterator[tuple[Problem, bool]]:
        """Does what was sent until now still fit? Each problem, and whether it breaks."""
        yield from _both(self._forward.problems(old, new), self._backward.problems(new, old), ("removed",))

    def received(self, old: Schema, new: Schema) -> Iterator[tuple[Problem, bool]]:
        """Does what comes from now on fit what was promised?"""
        before = self._forward.problems(old, new)
        yield from _both(self._backward.problems(new, old), before, ("unknown", "unlisted"))
        for problem in before:
            if problem.kind in ("variant", "unlisted"):
                yield (
                    problem._replace(kind="variant gone", detail=problem.detail.removeprefix("another ")),
                    True,
                )


def changes(
    old: Document, new: Document, before: Operation, after: Operation, forward: Fit, backward: Fit
) -> Iterator[Change]:
    """Everything that differs between two versions of an operation.

    Args:
        old: The document until now.
        new: The document from now on.
        before: The operation in the old document.
        after: The operation in the new document.
        forward: Fits what the old document describes into the new one.
        backward: The other way round.
    """
    pair = _Pair(old, new, forward, backward)
    yield from _parameters(pair, old.parameters(before), new.parameters(after))
    yield from _request(pair, old.body(before), new.body(after))
    yield from _responses(pair, old.responses(before), new.responses(after))
    yield from _security(old.security(before), new.security(after))
    if after.item.get("deprecated") and not before.item.get("deprecated"):
        yield Change("operation", "deprecated", (), False, "it may be removed")


def success(responses: Mapping[str, Json]) -> dict[str, Json]:
    """Of an operation's responses, those that are no errors."""
    found = {status: response for status, response in responses.items() if status.startswith("2")}
    return found or {status: response for status, response in responses.items() if status == "default"}


def media_of(message: Json) -> dict[str, Schema]:
    """Schemas of a request or response by media type, without parameters such as the charset."""
    content = cast("Mapping[str, Json]", message.get("content") or {})
    return {
        name.partition(";")[0].strip().lower(): media.get("schema", True) for name, media in content.items()
    }


def _both(
    breaks: tuple[Problem, ...], extends: tuple[Problem, ...], harmless: tuple[str, ...]
) -> Iterator[tuple[Problem, bool]]:
    """Problems of one direction, and what the other direction tells besides."""
    told: set[tuple[Path, str]] = set()
    for problem in breaks:
        if problem.kind == "extra" and "unknown" in harmless:
            problem = problem._replace(kind="unknown")  # an answer may grow, whatever was said before
        told.add((problem.path, _WIDER.get(problem.kind, problem.kind)))
        yield problem, problem.kind not in (*harmless, "closed")
    for problem in extends:
        if (problem.path, _WIDER.get(problem.kind, problem.kind)) not in told and problem.kind not in _SILENT:
            yield problem._replace(kind=_REVERSED.get(problem.kind, f"{problem.kind} narrowed")), False


_SILENT = ("closed", "constant", "variant", "unlisted")
"""What is told of one direction only."""

# The same thing, seen from the other side.
_WIDER = {"unknown": "presence", "removed": "presence", "missing": "presence", "extra": "presence"}
_REVERSED = {"unknown": "removed", "removed": "unknown", "missing": "unknown", "extra": "unknown"}


def _parameters(
    pair: _Pair, before: Mapping[tuple[str, str], Json], after: Mapping[tuple[str, str], Json]
) -> Iterator[Change]:
    for key in before.keys() - after.keys():
        moved = next((where for where, name in after if name == key[1] and where != key[0]), None)
        detail = f"it is now in the {moved}" if moved else "the server does not know it any more"
        yield Change("parameter", "gone", key, True, detail)
    for key in after.keys() - before.keys():
        demanded = after[key].get("required") is True
        detail = "calls without it are refused" if demanded else "it may be sent"
        yield Change("parameter", "required" if demanded else "added", key, demanded, detail)
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        if bool(old.get("required")) != bool(new.get("required")):
            demanded = new.get("required") is True
            detail = "calls without it are refused" if demanded else "it may be left out now"
            yield Change("parameter", "required" if demanded else "optional", key, demanded, detail)
        if (was := _spelling(old)) != (now := _spelling(new)):
            yield Change("parameter", "style", key, True, f"it is written as {now} instead of {was}")
        for problem, breaking in pair.sent(_schema(old), _schema(new)):
            yield Change("parameter", problem.kind, key, breaking, problem.detail)


def _schema(parameter: Json) -> Schema:
    content = media_of(parameter)
    return cast("Schema", parameter.get("schema", next(iter(content.values()), True)))


def _spelling(parameter: Json) -> str:
    style = parameter.get("style") or ("form" if parameter["in"] in ("query", "cookie") else "simple")
    explode = parameter.get("explode", style == "form")
    return f"{style}{', exploded' if explode else ''}"


def _request(pair: _Pair, before: Json | None, after: Json | None) -> Iterator[Change]:
    if before is None and after is None:
        return
    if after is None:
        yield Change("request", "gone", (), True, "the server reads no body any more")
    elif before is None:
        demanded = after.get("required") is True
        yield Change("request", "required" if demanded else "added", (), demanded, "a body is read now")
    else:
        if after.get("required") and not before.get("required"):
            yield Change("request", "required", (), True, "calls without a body are refused")
        elif before.get("required") and not after.get("required"):
            yield Change("request", "optional", (), False, "the body may be left out now")
        yield from _content(pair, "request", before, after)


def _responses(pair: _Pair, before: Mapping[str, Json], after: Mapping[str, Json]) -> Iterator[Change]:
    old, new = success(before), success(after)
    for status, response in old.items():
        other = new.get(status) or new.get("2XX")
        if other is None:
            others = {name: found for name, found in new.items() if name not in old}
            instead = f"{', '.join(others)} instead of {status}" if others else f"{status} is not declared"
            yield Change("response", "status", (), True, instead)
            other = next(iter(others.values()), None)
        if other is not None:
            yield from _content(pair, "response", response, other)
    for status in new.keys() - old.keys():
        if old.keys() <= new.keys() and status != "2XX":
            yield from _further(pair, status, list(old.values()), new[status])
    yield from _errors(pair, before, after)


def _further(pair: _Pair, status: str, known: list[Json], response: Json) -> Iterator[Change]:
    """A success that was not declared before is fine if it reads like one that was."""
    for one in known:
        if not any(change.breaking for change in _content(pair, "response", one, response)):
            yield Change("response", "status added", (), False, f"also {status}, with the same content")
            return
    yield Change("response", "status", (), True, f"also {status}, with other content")


def _errors(pair: _Pair, before: Mapping[str, Json], after: Mapping[str, Json]) -> Iterator[Change]:
    old = {status: response for status, response in before.items() if not status.startswith("2")}
    new = {status: response for status, response in after.items() if not status.startswith("2")}
    for status in sorted(old.keys() ^ new.keys() - {"default"}):
        if not status.startswith(("4XX", "5XX")):
            detail = f"{status} is {'no longer declared' if status in old else 'declared now'}"
            yield Change("error", "status", (status,), False, detail)
    for status in sorted(old.keys() & new.keys()):
        for change in _content(pair, "error", old[status], new[status]):
            yield Change("error", change.kind, (status, *change.path), False, change.detail)


def _content(pair: _Pair, part: str, before: Json, after: Json) -> Iterator[Change]:
    old, new = media_of(before), media_of(after)
    for media in old:
        other = media if media in new else next((name for name in new if _covers(name, media)), None)
        if other is None:
            instead = f"{', '.join(new)} instead of {media}" if new else f"{media} is gone"
            yield Change(part, "media", (), True, instead)
            continue
        compare = pair.sent if part == "request" else pair.received
        for problem, breaking in compare(old[media], new[other]):
            yield Change(part, problem.kind, problem.path, breaking, problem.detail, problem.owner)
    if old.keys() <= new.keys():
        for media in new.keys() - old.keys():
            # A server that was silent may not begin to talk, but one that reads more is harmless.
            yield Change(part, "media added", (), False, f"also {media}")


def _covers(pattern: str, media: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), media) is not None


def _security(before: list[frozenset[str]], after: list[frozenset[str]]) -> Iterator[Change]:
    for had in before:
        if not any(needed <= had for needed in after):
            needs = " or ".join(_credentials(needed) for needed in after)
            yield Change("security", "security", (), True, f"needs {needs} instead of {_credentials(had)}")
            return
    if set(before) != set(after):
        yield Change("security", "security added", (), False, "other credentials are taken, too")


def _credentials(needed: frozenset[str]) -> str:
    return " and ".join(sorted(needed)) or "no credentials"
