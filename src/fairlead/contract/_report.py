"""Reports: findings of one comparison, what of them is accepted, and how they are shown."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fairlead.contract._accept import Acceptance
from fairlead.contract._findings import BREAKS, EXTENDS, LEVELS, NONE, Finding

__all__ = ["FORMATS", "Report"]

_WIDTH = 80
"""Columns of a terminal."""

_SHOWN = 3
"""Classes whose methods are named of a finding that does not break anything."""

_HARMLESS_SHOWN = 10
"""Findings without effect that a terminal gets to see."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one version of a contract means for those who used another.

    Attributes:
        backend: Name of the backend.
        old: Name of the document until now.
        new: Name of the document from now on.
        findings: What changed, the worst first.
        accepted: Reviewed findings, with the reasons.
        notes: What a reader should know besides.
    """

    backend: str
    old: str
    new: str
    findings: Sequence[Finding]
    accepted: Sequence[tuple[Finding, Acceptance]] = ()
    notes: Sequence[str] = ()

    @property
    def breaks(self) -> int:
        """How many findings break applications and are not accepted."""
        return sum(finding.level == BREAKS for finding in self.findings)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.findings or self.accepted or self.notes)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "backend": self.backend,
            "old": self.old,
            "new": self.new,
            "breaks": self.breaks,
            "findings": [finding.to_dict() for finding in self.findings],
            "accepted": [
                {**finding.to_dict(), "reason": why.reason, "expires": why.expires.isoformat()}
                for finding, why in self.accepted
            ],
            "notes": [*self.notes],
        }

    def summary(self) -> str:
        """How many findings there are of each level."""
        counted = Counter(finding.level for finding in self.findings)
        parts = [f"{counted[level]} {level}" for level in LEVELS if counted[level]]
        parts += [f"{len(self.accepted)} accepted"] if self.accepted else []
        return ", ".join(parts) or "nothing changes"


def text(reports: Sequence[Report]) -> str:
    """For a terminal of 80 columns: what changed, whom it hits, and the usual repair."""
    # Contracts that stayed as they are take one line together.
    same = [one for one in reports if len(reports) > 1 and one.is_empty]
    lines = [line for report in reports if report not in same for line in _text(report)]
    if same:
        lines += _wrapped("", f"nothing changes: {', '.join(report.backend for report in same)}")
    return "\n".join(lines)


def _text(report: Report) -> Iterator[str]:
    yield f"{report.backend}: {report.old} -> {report.new}"
    harmless = [finding for finding in report.findings if finding.level == NONE]
    shown = [finding for finding in report.findings if finding not in harmless[_HARMLESS_SHOWN:]]
    for number, finding in enumerate(shown, 1):
        yield from _finding(finding)
        # What is repaired alike is repaired together.
        following = shown[number].repair if number < len(shown) else ""
        if finding.repair and finding.repair != following:
            yield from _wrapped("    ", f"repair: {finding.repair}")
    if len(harmless) > _HARMLESS_SHOWN:
        more = len(harmless) - _HARMLESS_SHOWN
        yield f"  and {more} more without effect; --format json has all of them"
    for finding, why in report.accepted:
        yield from _wrapped("  ", f"accepted until {why.expires}: {finding.key} ({why.reason})")
    for note in report.notes:
        yield from _wrapped("  ", f"note: {note}")
    yield f"  {report.summary()}"


def _finding(finding: Finding) -> Iterator[str]:
    if not finding.methods:
        for line in finding.lines:
            yield from _wrapped("  ", line)
        return
    # Further in than the methods, which are below.
    yield from _wrapped("  ", f"{finding.level} {finding.subject}: {finding.what}", hang=6)
    groups = _by_owner(finding.methods)
    shown = groups if finding.level == BREAKS else groups[:_SHOWN]
    for line in shown:
        yield from _wrapped("    ", line)
    if len(shown) < len(groups):
        yield f"    and methods of {len(groups) - len(shown)} more"


def _by_owner(methods: Sequence[str]) -> list[str]:
    """`Client.get, .list (and AsyncClient)`: methods by their class, both flavours in one line."""
    found: dict[str, list[str]] = {}
    for method in methods:
        owner, _, name = method.rpartition(".")
        found.setdefault(owner, []).append(name)
    lines: list[str] = []
    for owner, names in found.items():
        plain = owner.removeprefix("Async").removeprefix("Sync")
        if plain != owner and found.get(plain) == names:
            continue  # told with the other flavour
        line = f"{owner}.{', .'.join(names)}" if owner else ", ".join(names)
        twins = [twin for twin in (f"Async{owner}", f"Sync{owner}") if found.get(twin) == names]
        lines.append(f"{line} (and {twins[0]})" if twins else line)
    return lines


def _wrapped(indent: str, line: str, hang: int = 2) -> list[str]:
    return textwrap.wrap(
        line,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}{' ' * hang}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def markdown(reports: Sequence[Report]) -> str:
    """For an issue or a summary."""
    return "\n".join(line for report in reports for line in _markdown(report))


def _markdown(report: Report) -> Iterator[str]:
    yield f"## {report.backend}: {report.summary()}\n"
    yield f"From `{report.old}` to `{report.new}`.\n"
    if report.findings:
        yield "| effect | where | what changed | who is hit | usual repair |"
        yield "| --- | --- | --- | --- | --- |"
    for finding in report.findings:
        methods = ", ".join(f"`{name}`" for name in finding.methods) or "nobody"
        where = f"`{finding.target or finding.operations[0]}`"
        cells = [finding.level, where, finding.what, methods, finding.repair]
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    for finding, why in report.accepted:
        yield f"- accepted until {why.expires}: `{finding.key}`: {why.reason}"
    yield from (f"- {note}" for note in report.notes)
    yield ""


_COMMANDS = {BREAKS: "error", EXTENDS: "notice", NONE: "debug"}


def github(reports: Sequence[Report]) -> str:
    """Workflow commands of GitHub Actions: an annotation for each finding."""
    lines: list[str] = []
    for report in reports:
        for finding in report.findings:
            who = f"; hits {', '.join(finding.methods)}" if finding.methods else ""
            repair = f". Repair: {finding.repair}" if finding.repair else ""
            title = _escape(f"{report.backend}: {finding.level} {finding.subject}", properties=True)
            lines.append(
                f"::{_COMMANDS[finding.level]} title={title}::{_escape(f'{finding.what}{who}{repair}')}"
            )
        lines.append(f"::notice title={report.backend}::{_escape(report.summary())}")
    return "\n".join(lines)


def _escape(value: str, *, properties: bool = False) -> str:
    value = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return value.replace(":", "%3A").replace(",", "%2C") if properties else value


def as_json(reports: Sequence[Report]) -> str:
    """For programs."""
    content = {
        "breaks": sum(report.breaks for report in reports),
        "reports": [one.to_dict() for one in reports],
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


FORMATS: dict[str, Callable[[Sequence[Report]], str]] = {
    "text": text,
    "json": as_json,
    "markdown": markdown,
    "github": github,
}
"""How reports can be shown."""
