"""Parameters of requests, and the answer that most operations give."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from happy_backend_models import api

__all__ = ["DONE", "ArtifactId", "MachineId", "SessionId", "clip"]

SessionId = Annotated[str, Path(description="Identifier of the session.")]
MachineId = Annotated[str, Path(description="Identifier of the machine.")]
ArtifactId = Annotated[str, Path(description="Identifier of the artifact.")]

DONE = api.Succeeded(success=True)

_LARGEST = 2**63 - 1


def clip(number: int) -> int:
    """A number that the database can compare with; one beyond its range compares the same."""
    return max(-_LARGEST, min(number, _LARGEST))
