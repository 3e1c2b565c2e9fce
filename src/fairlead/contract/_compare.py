"""The two questions of the guard: what does a change do, and does this server fit?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from fairlead.contract import _source as source
from fairlead.contract._accept import Acceptance, apply, read
from fairlead.contract._check import against_server
from fairlead.contract._document import Document
from fairlead.contract._findings import LEVELS
from fairlead.contract._impact import Baseline
from fairlead.contract._impact import impact as compare
from fairlead.contract._messages import as_operations
from fairlead.contract._report import Report

__all__ = ["check", "impact"]


def impact(
    old: str, new: str, *, backend: str | None = None, accepted: str | Path | None = None
) -> list[Report]:
    """Compare two versions of a contract, or of all contracts.

    Messages outside of HTTP, such as events, are compared where both sides come with their schemas: a
    folder, a revision, `installed`, or a file that is such schemas alone.

    Args:
        old: A file, a folder of contracts, a URL, `git:REV`, `git:REV:path`, or `installed`.
        new: The same.
        backend: Whose contract it is. Default: the one that the documents resemble most.
        accepted: A TOML file with reviewed findings.

    Returns:
        One report for each backend.

    Raises:
        ContractError: A document or the file cannot be read, or belongs to no backend that is known.

    Examples:
        >>> for report in impact("installed", "https://example.com/openapi.json", backend="hai"):
        ...     print(report.breaks)
    """
    reviewed = read(Path(accepted)) if accepted else []
    before, after = source.open_source(old), source.open_source(new)
    reports: list[Report] = []
    for name, one, other in _pairs(before, after, backend):
        reports.append(_report(name, one, other, reviewed))
    return reports


def check(backend: str, against: str) -> Report:
    """Compare what a server, or an upstream document, declares with the contract of this version of fairlead.

    Operations are the same if method and path are, whatever they and their parameters are called.

    Args:
        backend: Name of the backend.
        against: URL of the server or of its OpenAPI document, or a file.

    Returns:
        The methods that would fail there.

    Raises:
        ContractError: There is no such backend, or the document cannot be had.

    Examples:
        >>> print(check("handoffrail", "http://localhost:8080").summary())
    """
    baseline = Baseline(source.contract(backend), source.usage(backend), promised=False)
    document = source.declared(against)
    findings, notes = against_server(baseline, document)
    return Report(backend, baseline.document.name, document.name, findings, notes=notes)


def _report(backend: str, old: Document, new: Document, reviewed: Sequence[Acceptance]) -> Report:
    today = datetime.now(UTC).date()
    found = [finding for part in _parts(backend, old, new) for finding in compare(*part)]
    found.sort(key=lambda one: LEVELS.index(one.level))
    findings, accepted, notes = apply(backend, found, reviewed, today)
    shared, smaller = (
        old.operations.keys() & new.operations.keys(),
        min(len(old.operations), len(new.operations)),
    )
    if len(shared) * 3 < smaller:
        notes.append(f"both have {len(shared)} operations in common: are both of {backend}?")
    if not source.usage(backend).has_facade:
        notes.append("this backend has no facade yet, so nothing can break")
    return Report(backend, old.name, new.name, findings, accepted, notes)


def _parts(backend: str, old: Document, new: Document) -> Iterator[tuple[Baseline, Document]]:
    """What is compared: operations, unless one side is schemas of messages alone, and messages."""
    if not any(one.messages is not None and not one.operations for one in (old, new)):
        yield Baseline(old, source.usage(backend)), new
    if old.messages is not None and new.messages is not None:
        usage = source.message_usage(backend)
        before, after = (
            Document(as_operations(messages, usage.read, usage.sent), one.name)
            for one, messages in ((old, old.messages), (new, new.messages))
        )
        yield Baseline(before, usage), after


def _pairs(
    before: Mapping[str, Document], after: Mapping[str, Document], backend: str | None
) -> list[tuple[str, Document, Document]]:
    """Documents that belong together, with the backend that they are of."""
    if backend is not None:
        source.contract(backend)  # or it says which there are
    if "" not in before and "" not in after and backend is None:
        names = sorted(before.keys() | after.keys())
        nothing = Document({"paths": {}}, "nothing")
        return [(name, before.get(name, nothing), after.get(name, nothing)) for name in names]
    single = before.get("") or after.get("")
    name = backend or source.recognise(single or Document({}))
    return [(name, _one(before, name), _one(after, name))]


def _one(documents: Mapping[str, Document], backend: str) -> Document:
    found = documents.get("") or documents.get(backend)
    if found is None:
        raise source.ContractError(
            f"there is no contract of {backend!r} there; there is {', '.join(documents)}"
        )
    return found
