# Made from src/fairlead/_async/handoffrail/events.py by `nox -s regenerate`: edit that one.
"""The event stream: what happens to packets, live, over server-sent events or a WebSocket."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, Self

from fairlead import errors
from fairlead._core import later
from fairlead._core.decode import reader
from fairlead._core.reconnect import Reconnect
from fairlead._sync import _io
from fairlead._sync.handoffrail._sources import Frame, Source, read_frame
from fairlead.handoffrail import models
from fairlead.handoffrail._channels import checked_channel
from fairlead.handoffrail._errors import FAMILY
from fairlead.handoffrail._replay import LOOKBACK, Replay

if TYPE_CHECKING:
    from fairlead._sync.handoffrail.client import HandoffRailClient


_TEMPORARY = (errors.TransportError, errors.ServerError, errors.RateLimited)
"""What a further attempt to connect may get over."""


class StreamListener(Protocol):
    """Hears of everything a stream goes through, beside the events it yields."""

    def frame(self, frame: Frame) -> None:
        """A frame arrived, heartbeats and acknowledgements included."""
        ...

    def connected(self) -> None:
        """A connection was made."""
        ...

    def disconnected(self) -> None:
        """The connection ended."""
        ...

    def failed(self, error: errors.FairleadError) -> None:
        """The connection failed; if the stream reconnects, it does so after this."""
        ...


class EventStream:
    """Live events, as a context manager and an iterator. Made by the client's `events` method.

    - Order: events come in the order in which the server sends them.
    - Loss: after a broken connection is made again, events missed meanwhile are reconstructed from the
      histories of packets and delivered, oldest first and with `replayed` set, before live ones. Histories
      do not tell edits apart, so of several missed ones at most the latest comes back as `packet.updated`,
      and `agent:` channels go by a packet's present agents. Since the server's clock is known to the second
      only, an event of a second or two before the stream was entered may be replayed, too.
    - Duplicates: an event is delivered once; what was replayed is not delivered again live.
    - End: the stream ends only when it is closed. If the connection breaks and reconnecting is off, or was
      given up, iterating raises `StreamInterruptedError` (`TimeoutError` after 90 seconds of silence).
    - Closing: `close()`, or leaving the context, frees the connection at once, also while another task waits
      for an event; that iteration then ends.

    Raises:
        AuthenticationError: On entering: the key is unknown (`PermissionDeniedError`: revoked).
        ConnectionError: On entering: the server cannot be reached. Only a connection that was made once is
            made again.
    """

    def __init__(
        self,
        client: HandoffRailClient,
        source: Source,
        channels: list[str],
        *,
        reconnect: Reconnect | None = None,
    ) -> None:
        self._client = client
        self._source = source
        self._channels = channels
        self._reconnect = reconnect
        self.listener: StreamListener | None = None
        self._ready: deque[models.StreamEvent] = deque()
        self._replay: Replay | None = None
        self._connected = False
        self._closing = _io.Signal()
        self._closed = False
        self._read = reader(models.StreamEvent)

    @property
    def connected(self) -> bool:
        """Whether there is a connection at this moment."""
        return self._connected

    @property
    def channels(self) -> list[str]:
        """The channels that the stream follows; none means everything of the tenant."""
        return list(self._channels)

    def __enter__(self) -> Self:
        # The server opens streams to unknown and revoked keys too, as those of its default tenant. This asks
        # a route that does look at the key, so that nobody follows another tenant's packets unawares.
        self._client.list_packets(limit=1)
        opened = self._open()
        self._replay = Replay(self._channels, opened)
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[models.StreamEvent]:
        return self

    def __next__(self) -> models.StreamEvent:
        replay = self._replay
        if replay is None:
            raise FAMILY.invalid_argument(
                "an event stream must be entered before it is iterated", backend=FAMILY.backend
            )
        while not self._closed:
            if self._ready:
                return self._ready.popleft()
            try:
                name, text = self._source.told()
            except errors.TransportError as error:
                if not self._closed:
                    self._recover(error, replay)
                continue
            try:
                event = self._read(text) if self.listener is None else None
            except later.ValidationError:
                event = None
            if event is None:  # somebody wants to see the frame, or it is something else than an event
                event = self._take(read_frame(name, text), replay)
            if event is not None and replay.saw(event) and not self._closed:
                return event
        raise StopIteration

    def close(self) -> None:
        """End the stream at once. Closing again does nothing."""
        if not self._closed:
            self._closed = True
            self._closing.set()
            self._disconnect()

    def subscribe(self, channel: str) -> None:
        """Follow a further channel. Needs the WebSocket transport.

        Args:
            channel: `status:<status>`, `packet:<id>` or `agent:<id>`.

        Raises:
            InvalidArgumentError: The stream is a server-sent one, or the channel is none of these.
        """
        checked_channel(channel)
        self._source.send({"action": "subscribe", "channel": channel})
        if channel not in self._channels:
            self._channels.append(channel)

    def unsubscribe(self, channel: str) -> None:
        """Stop following a channel. Without any channel left, the stream follows everything.

        Raises:
            InvalidArgumentError: The stream is a server-sent one.
        """
        self._source.send({"action": "unsubscribe", "channel": channel})
        if channel in self._channels:
            self._channels.remove(channel)

    def ping(self) -> None:
        """Ask the server for a sign of life. Needs the WebSocket transport.

        Raises:
            InvalidArgumentError: The stream is a server-sent one.
        """
        self._source.send({"action": "ping"})

    def _open(self) -> datetime:
        try:
            opened = self._source.open(self._channels)
        except BaseException:
            self._source.close()
            raise
        self._connected = True
        if self.listener:
            self.listener.connected()
        return opened

    def _disconnect(self) -> None:
        was_connected, self._connected = self._connected, False
        self._source.close()
        if was_connected and self.listener:
            self.listener.disconnected()

    def _take(self, frame: Frame, replay: Replay) -> models.StreamEvent | None:
        if self.listener:
            self.listener.frame(frame)
        if frame.get("type") in models.ALL_EVENTS or "packet_id" in frame:
            return _event(frame)
        if (moment := _moment(frame)) is not None:
            replay.saw_time(moment)
        elif frame.get("type") == "error" and not self.listener:
            raise FAMILY.interrupted(
                f"the server refused a command: {frame.get('message')}", backend=FAMILY.backend, body=frame
            )
        return None

    def _recover(self, error: errors.FairleadError, replay: Replay) -> None:
        """Connect again, or raise the error that ended the connection."""
        self._disconnect()
        attempt = 0
        while True:
            if self.listener:
                self.listener.failed(error)
            attempt += 1
            wait = self._reconnect.wait(attempt) if self._reconnect else None
            if wait is None:
                raise error
            if self._source.http.pause(wait, self._closing):
                return
            try:
                self._open()
                # Connected first, then looked up: what happens in between arrives live and is recognised.
                missed = self._missed(replay)
            except errors.FairleadError as failure:
                self._disconnect()
                if self._closed:
                    return
                if not isinstance(failure, _TEMPORARY):
                    raise
                error = failure
            else:
                replay.replayed(missed)
                self._ready.extend(missed)
                if self._closed:  # it was closed before there was a connection to close
                    self._disconnect()
                return

    def _missed(self, replay: Replay) -> list[models.StreamEvent]:
        found: list[models.StreamEvent] = []
        for packet in self._candidates(replay):
            if replay.concerns(packet):
                history = self._client.get_history(packet.id)
                found += replay.missed(packet, history.events)
        return sorted(found, key=lambda event: event.timestamp)

    def _candidates(self, replay: Replay) -> Iterator[models.PacketResponse]:
        kinds = {channel.partition(":")[0] for channel in self._channels}
        if kinds == {"packet"}:
            for channel in self._channels:
                try:
                    yield self._client.get_packet(channel.partition(":")[2])
                except (errors.NotFound, errors.Unprocessable):
                    continue  # a channel may name a packet that does not exist (yet)
        else:
            for packet in self._client.iter_packets(created_after=replay.latest - LOOKBACK):
                yield packet


def _moment(frame: Frame) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(frame.get("timestamp")))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _event(frame: Frame) -> models.StreamEvent:
    try:
        return models.StreamEvent.from_dict(frame)
    except later.ValidationError as error:
        fields = ", ".join(
            ".".join(map(str, problem["loc"])) for problem in error.errors(include_input=False)
        )
        raise FAMILY.invalid_response(
            f"an event of the stream is not valid: {fields}", backend=FAMILY.backend, body=frame
        ) from None
