"""Machines: the hosts that run the daemon."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from fairlead._core.models import Model


class Machine(Model):
    """A host that runs the daemon. Times are milliseconds since 1970; no repr shows what is encrypted.

    Attributes:
        id: Identifier, chosen by the machine.
        active: Whether it was heard of lately. Stays true for up to ten minutes after its daemon is gone.
        metadata: Decrypted metadata, such as `host`, `platform` and `homeDir`. Empty if it cannot be read.
        metadata_version: Version of the metadata.
        daemon_state: Decrypted state of the daemon. None if there is none, or it cannot be read.
        daemon_state_version: Version of the state.
        created_at: When it was created.
        updated_at: When anything of it last changed.
        active_at: When it was last heard of.
        readable: Whether the metadata could be decrypted.
    """

    id: str
    active: bool
    metadata: dict[str, Any] = Field(default_factory=dict[str, Any], repr=False)
    metadata_version: int = 0
    daemon_state: dict[str, Any] | None = Field(default=None, repr=False)
    daemon_state_version: int = 0
    created_at: int = 0
    updated_at: int = 0
    active_at: int = 0
    readable: bool = True
