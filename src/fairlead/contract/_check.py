"""What a deployment declares, held against the contract."""

from __future__ import annotations

from fairlead.contract._document import Document
from fairlead.contract._findings import BREAKS, NONE, Finding
from fairlead.contract._impact import Baseline, impact

__all__ = ["against_server"]


def against_server(baseline: Baseline, document: Document) -> tuple[list[Finding], list[str]]:
    """Findings about methods that would fail on a server, and what else is to be said.

    Operations that no method offers are left out: nothing of ours depends on them.

    Args:
        baseline: The contract, of which only what makes calls fail counts.
        document: What the server declares.
    """
    found = [one for one in impact(baseline, document) if one.level != NONE]
    missing = [one for one in found if one.level == BREAKS and (one.change.part, one.change.kind) == _MISSING]
    notes: list[str] = []
    if missing:
        methods = {name for one in missing for name in one.methods}
        gone, them = (
            ("1 operation is", "it") if len(missing) == 1 else (f"{len(missing)} operations are", "them")
        )
        notes.append(f"{gone} missing on this deployment; {len(methods)} methods need {them}")
    if not baseline.document.operations.keys() & document.operations.keys():
        notes.append(f"{document.name} has no operation of this contract: is it the right server?")
    return found, notes


_MISSING = ("operation", "gone")
