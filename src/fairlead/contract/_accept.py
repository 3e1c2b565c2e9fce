"""Reviewed findings: each accepted with a reason, and not for ever."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from fairlead.contract._findings import BREAKS, Finding
from fairlead.contract._source import ContractError

__all__ = ["Acceptance", "apply", "read"]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One reviewed finding.

    Attributes:
        backend: Name of the backend.
        finding: The `key` of the finding, such as `PacketListResponse.total: response property removed`.
        reason: Why it is all right.
        expires: The last day on which it is accepted.
    """

    backend: str
    finding: str
    reason: str
    expires: date

    def covers(self, backend: str, finding: Finding) -> bool:
        """Whether it is about this finding."""
        return self.backend == backend and self.finding == finding.key


def read(path: Path) -> list[Acceptance]:
    """Read the `[[accepted]]` entries of a TOML file.

    Raises:
        ContractError: The file cannot be read, or an entry lacks something.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ContractError(f"cannot read {path}: {error}") from error
    return [_entry(path, entry) for entry in cast("list[dict[str, Any]]", data.get("accepted", []))]


def _entry(path: Path, entry: dict[str, Any]) -> Acceptance:
    for name in ("backend", "finding", "reason"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise ContractError(f"{path.name}: an accepted finding needs {name!r}: {entry}")
    expires = entry.get("expires")
    if type(expires) is not date:
        raise ContractError(f"{path.name}: {entry['finding']!r} needs a date, such as expires = 2027-01-31")
    return Acceptance(entry["backend"], entry["finding"], entry["reason"], expires)


def apply(
    backend: str, findings: Sequence[Finding], accepted: Sequence[Acceptance], today: date
) -> tuple[list[Finding], list[tuple[Finding, Acceptance]], list[str]]:
    """Part findings into those that count and those that are accepted; notes tell of what is over.

    Args:
        backend: Whose findings they are.
        findings: All of them.
        accepted: Every acceptance there is.
        today: The present day.
    """
    counting: list[Finding] = []
    settled: list[tuple[Finding, Acceptance]] = []
    notes: list[str] = []
    for finding in findings:
        why = next((one for one in accepted if one.covers(backend, finding)), None)
        if finding.level != BREAKS or why is None:
            counting.append(finding)
        elif why.expires < today:
            counting.append(finding)
            notes.append(f"the acceptance of {finding.key!r} ended on {why.expires}: review it again")
        else:
            settled.append((finding, why))
    return counting, settled, notes
