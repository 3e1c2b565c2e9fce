"""How well the guard does: mutation by mutation, against the oracle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from codegen.mutations.catalogue import CATALOGUE, Mutation, mutations
from codegen.mutations.oracle import Oracle
from codegen.mutations.places import Json
from fairlead.contract import _source as source
from fairlead.contract._document import Document
from fairlead.contract._findings import BREAKS
from fairlead.contract._impact import Baseline, impact
from fairlead.contract._usage import Usage


@dataclass(slots=True)
class Score:
    """What came of the mutations of one kind.

    Attributes:
        backend: Whose contract was mutated.
        kind: Kind of mutation.
        applied: How many there were.
        breaking: How many of them break a public method.
        detected: Breaking ones of which the guard named every method that breaks, as breaking.
        missed: Breaking ones of which it did not.
        alarms: Mutations of which it called a method broken that is not.
    """

    backend: str
    kind: str
    applied: int = 0
    breaking: int = 0
    detected: int = 0
    missed: list[str] = field(default_factory=list[str])
    alarms: list[str] = field(default_factory=list[str])


OF_MESSAGES = tuple(
    kind
    for kind, (subject, _) in CATALOGUE.items()
    if subject in ("schema", "neutral") or kind == "operation removed"
)
"""Kinds of mutations that can happen to messages outside of HTTP, which have no status and no parameters."""


@cache
def _prepared(backend: str, *, messages: bool = False) -> tuple[Json, Baseline, Oracle]:
    if messages:
        document, usage = source.message_contract(backend), source.message_usage(backend)
        assert document is not None
        return document.root, Baseline(document, usage), Oracle(document.root, usage)
    document, usage = source.contract(backend), source.usage(backend)
    if not usage.has_facade:
        usage = _everything(backend, document)
    return document.root, Baseline(document, usage), Oracle(document.root, usage)


def _everything(backend: str, document: Document) -> Usage:
    """A contract without a facade is taken as used by one that offers all of it and knows nothing."""
    used = {f"Client.{operation.id}": [operation.id] for operation in document.operations.values()}
    return Usage(backend, {"methods": used})


def used_entirely(backend: str) -> tuple[Json, Baseline]:
    """A contract, and a baseline in which every operation is used by somebody who relies on all of it."""
    document = source.contract(backend)
    return document.root, Baseline(document, _everything(backend, document))


def score(backend: str, kind: str, *, messages: bool = False) -> Score:
    """Apply every mutation of a kind to a contract, or to the messages outside of HTTP of a backend."""
    root, baseline, oracle = _prepared(backend, messages=messages)
    result = Score(f"messages of {backend}" if messages else backend, kind)
    for mutation in mutations(root, kind):
        result.applied += 1
        broken = oracle.broken(mutation)
        called = named(baseline, mutation)
        if broken:
            result.breaking += 1
            if missed := broken - called:
                result.missed.append(f"{mutation}: {', '.join(sorted(missed))}")
            else:
                result.detected += 1
        if alarms := called - broken:
            result.alarms.append(f"{mutation}: {', '.join(sorted(alarms))}")
    return result


def named(baseline: Baseline, mutation: Mutation) -> set[str]:
    """Methods that the guard calls broken."""
    findings = impact(baseline, Document(mutation.root))
    return {method for finding in findings if finding.level == BREAKS for method in finding.methods}


def table(scores: Sequence[Score]) -> str:
    """The scores by kind of mutation, over all contracts."""
    lines = [
        f"{'mutation':<30} {'applied':>8} {'breaking':>9} {'detected':>9} {'missed':>7} {'false alarms':>13}"
    ]
    kinds = dict.fromkeys(one.kind for one in scores)
    for kind in (*kinds, ""):
        of_kind = [one for one in scores if one.kind == kind or not kind]
        figures = (
            sum(one.applied for one in of_kind),
            sum(one.breaking for one in of_kind),
            sum(one.detected for one in of_kind),
            sum(len(one.missed) for one in of_kind),
            sum(len(one.alarms) for one in of_kind),
        )
        lines.append("{:<30} {:>8} {:>9} {:>9} {:>7} {:>13}".format(kind or "all", *figures))
    return "\n".join(lines)
