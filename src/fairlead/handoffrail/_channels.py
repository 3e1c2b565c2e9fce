"""The channels of an event stream. The server takes any text; one that it does not know is none to it."""

from __future__ import annotations

from collections.abc import Iterable

from fairlead.handoffrail._errors import FAMILY

__all__ = ["checked_channel", "checked_channels"]

_KINDS = ("status", "packet", "agent")


def checked_channel(channel: object) -> str:
    """Return a channel, or refuse what would silently follow everything of the tenant.

    Raises:
        InvalidArgumentError: It is not `status:<status>`, `packet:<id>` or `agent:<id>`.
    """
    if isinstance(channel, str):
        kind, _, value = channel.partition(":")
        if kind in _KINDS and value:
            return channel
    raise FAMILY.invalid_argument(
        f"a channel is 'status:<status>', 'packet:<id>' or 'agent:<id>', got {channel!r}",
        backend=FAMILY.backend,
    )


def checked_channels(channels: str | Iterable[str]) -> list[str]:
    """Return the channels of a stream; a single text is one channel.

    Raises:
        InvalidArgumentError: See `checked_channel`.
    """
    given = [channels] if isinstance(channels, str) else channels
    return [checked_channel(channel) for channel in given]
