"""Which events were missed while a stream was down? Worked out from packet histories, without IO.

The server keeps no log of stream events, but a packet's history holds nearly the same facts. An event that is
in the history and was not received is delivered late, as a replay; an event that was replayed and then also
arrives live is dropped.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from fairlead.handoffrail import models

SAME = timedelta(seconds=5)
"""The server stamps a history entry, commits it, and then stamps the event: so much may lie between."""

INSTANT = timedelta(milliseconds=100)
"""The same between a packet's time of change and the history entry about that change, in either order."""

LOOKBACK = timedelta(hours=48)
"""Packets older than this are not looked at: a packet lives for a day before it expires."""

_AT_ONCE = 256
"""So many live events, at least, are looked at together: only after a reconnect matters what they are."""

_TYPES = {
    "created": "packet.created",
    "claimed": "packet.claimed",
    "in_progress": "packet.in_progress",
    "awaiting_human": "packet.awaiting_human",
    "completed": "packet.completed",
    "failed": "packet.failed",
    "expired": "packet.expired",
    "hitl_responded": "hitl.response_ready",
}


class Replay:
    """Remembers what a stream delivered lately, so that only what it missed is delivered again.

    Args:
        channels: The stream's channels; replayed events obey them too.
        opened: Server time when the stream was opened. Nothing earlier is ever replayed.
    """

    def __init__(self, channels: list[str], opened: datetime) -> None:
        self.channels = channels
        self.opened = opened
        self._latest = opened
        self._live = opened
        self._tidied = opened
        """Server time up to which `_forget` did its work."""
        self._new: list[tuple[str, str, datetime]] = []
        """Packet, type and time of live events, in their order, that are not in `_delivered` yet."""
        self._limit = _AT_ONCE
        self._delivered: dict[str, list[tuple[str, datetime]]] = {}
        self._replayed: dict[str, list[tuple[str, datetime]]] = {}

    @property
    def latest(self) -> datetime:
        """Server time up to which everything was delivered: what happened later was missed, if it broke."""
        self._note()
        return self._latest

    def saw_time(self, moment: datetime) -> None:
        """Note a time stamp of the server that came live, such as that of a heartbeat."""
        self._live = max(self._live, moment)
        self._latest = max(self._latest, moment)

    def saw(self, event: models.StreamEvent) -> bool:
        """Note a live event; False if it was replayed already and must not be delivered again."""
        if self._replayed and self._was_replayed(event):
            self.saw_time(event.timestamp)
            return False
        self._new.append((event.packet_id, event.type, event.timestamp))
        if len(self._new) >= self._limit:
            self._trim()
        return True

    def concerns(self, packet: models.PacketResponse) -> bool:
        """Whether a packet may have changed since the last sign of life."""
        return packet.updated_at >= self.latest - SAME

    def missed(
        self, packet: models.PacketResponse, history: Iterable[models.PacketEvent]
    ) -> list[models.StreamEvent]:
        """The events of a packet that the stream did not deliver, oldest first.

        Args:
            packet: The packet as it is now.
            history: All of its history, oldest first.
        """
        self._note()
        entries = list(history)
        delivered = list(self._delivered.get(str(packet.id), ()))
        explained = [moment for _, moment in delivered] + [entry.timestamp for entry in entries]
        found: deque[models.StreamEvent] = deque()
        # From the latest on, because an event is about the last entry of its kind before it.
        for entry in reversed(entries):
            kind = _stream_type(entry)
            if kind is None:
                continue
            live = next((seen for seen in delivered if _is_about(seen, kind, entry.timestamp)), None)
            if live is not None:
                delivered.remove(live)
            elif entry.timestamp >= max(self.opened, self.latest - SAME):
                found.appendleft(_event(packet, kind, entry.timestamp, entry.details))
        edited = packet.updated_at
        if edited >= self.opened and not any(moment >= edited - INSTANT for moment in explained):
            # An edit of fields is in no history; all that shows it is the time of the last change.
            found.append(_event(packet, "packet.updated", edited, None))
        return [event for event in found if matches(self.channels, event)]

    def replayed(self, events: Iterable[models.StreamEvent]) -> None:
        """Note that missed events are delivered now; not before all of them were found."""
        self._note()
        for event in events:
            for memory in (self._delivered, self._replayed):
                memory.setdefault(event.packet_id, []).append((event.type, event.timestamp))
            self._latest = max(self._latest, event.timestamp)

    def _was_replayed(self, event: models.StreamEvent) -> bool:
        replayed = self._replayed.get(event.packet_id)
        if replayed is None:
            return False
        earlier = sum(moment <= event.timestamp for _, moment in replayed)
        if earlier and _is_about((event.type, event.timestamp), *replayed[earlier - 1]):
            del replayed[:earlier]
            return True
        # A packet's events come in order: after one that is new, none that was replayed can come.
        del self._replayed[event.packet_id]
        return False

    def _note(self) -> None:
        self._trim()
        for packet_id, kind, moment in self._new:
            self._delivered.setdefault(packet_id, []).append((kind, moment))
        self._new.clear()

    def _trim(self) -> None:
        if self._new:
            self.saw_time(max(moment for _, _, moment in self._new))
            oldest = self._live - 2 * SAME
            self._new = [seen for seen in self._new if seen[2] >= oldest]
            self._limit = max(_AT_ONCE, 2 * len(self._new))
            self._forget()

    def _forget(self) -> None:
        # Not each time, because this looks at every packet of the last seconds.
        if self._live - self._tidied < SAME:
            return
        self._tidied = self._live
        # Only what is close to the last sign of life can be matched again. What was replayed is ahead of it.
        oldest = self._live - 2 * SAME
        for memory in (self._delivered, self._replayed):
            for packet_id in [key for key, seen in memory.items() if not seen or seen[-1][1] < oldest]:
                del memory[packet_id]


def matches(channels: Iterable[str], event: models.StreamEvent) -> bool:
    """Whether an event belongs to any of the channels; without channels, everything does."""
    wanted = list(channels)
    metadata: dict[str, Any] = event.data.get("metadata") or {}
    sides: list[dict[str, Any]] = [metadata.get(side) or {} for side in ("source_agent", "target_agent")]
    agents = [side.get("id") for side in sides]
    for channel in wanted:
        kind, _, value = channel.partition(":")
        if (
            (kind == "status" and event.data.get("status") == value)
            or (kind == "packet" and event.packet_id == value)
            or (kind == "agent" and value in agents)
        ):
            return True
    return not wanted


def _is_about(seen: tuple[str, datetime], kind: str, moment: datetime) -> bool:
    """Whether the live event `seen` tells what a history entry of that kind and time records."""
    return seen[0] == kind and moment <= seen[1] <= moment + SAME


def _stream_type(entry: models.PacketEvent) -> str | None:
    if entry.event_type == "created" and (entry.details or {}).get("chain"):
        return "packet.chained"
    return _TYPES.get(entry.event_type)


def _event(
    packet: models.PacketResponse, kind: str, moment: datetime, details: dict[str, Any] | None
) -> models.StreamEvent:
    data: dict[str, Any] = {"status": str(_status_after(packet, kind)), "metadata": packet.metadata.to_dict()}
    if kind == "packet.chained":
        data["parent_packet_id"] = (details or {}).get("parent_packet_id")
    if kind == "hitl.response_ready":
        data["hitl_response"] = (details or {}).get("response")
    return models.StreamEvent(type=kind, packet_id=str(packet.id), data=data, timestamp=moment, replayed=True)


def _status_after(packet: models.PacketResponse, kind: str) -> str:
    """What the packet's status was after an event of that kind."""
    match kind:
        case "packet.created" | "packet.chained":
            waits = packet.hitl is not None and packet.hitl.required
            return "awaiting_human" if waits else "created"
        case "hitl.response_ready":
            return "claimed"
        case "packet.updated":
            return packet.status
        case _:
            return kind.partition(".")[2]
