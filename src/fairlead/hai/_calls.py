"""Which calls of tools are to be answered? Worked out from the log, without IO.

The service numbers calls by ids that may come again in a later step, and publishes the list of open calls
again, shortened, whenever one is answered. So a call is known by its id and by the event with which the agent
began to wait.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from fairlead.hai import models
from fairlead.hai._limits import encode_body
from fairlead.hai._results import failed
from fairlead.hai.exceptions import InvalidArgument

Result: TypeAlias = "models.ToolResultEvent | models.ErrorEvent"

Key = tuple[int, str, int]
"""The event that opened the list, the call's id or else its content, and which of several equal calls."""


@dataclass(slots=True, eq=False)
class Claim:
    """A call that somebody took on.

    Attributes:
        request: The call.
        owner: Who runs and answers it; None if nobody does at the moment.
        job: Its run, finished or not; None before it was started.
        failures: How often its result could not be sent.
        answered: Whether the service has the result.
    """

    request: models.ToolRequest
    owner: object | None = None
    job: Any = None
    failures: int = 0
    answered: bool = False


def packed(results: Sequence[Result]) -> list[Result | models.ToolResultBatch]:
    """The results as requests: one, or several if they are too large together."""
    if len(results) > 1 and _fits(batch := models.ToolResultBatch(results=[*results])):
        return [batch]
    return [
        result
        if _fits(result) or result.tool_req is None
        else failed(result.tool_req, ValueError("the result of the tool is too large to be sent"))
        for result in results
    ]


def _fits(body: Result | models.ToolResultBatch) -> bool:
    try:
        encode_body(body)
    except InvalidArgument:
        return False
    return True


class Calls:
    """The calls that a session waits for, and who has taken them on.

    Shared by all that follow the session through one handle, so that no call is run or answered twice.
    """

    def __init__(self) -> None:
        self._position = 0
        self._complete = True
        self._opened: int | None = None
        self._open: Sequence[models.ToolRequest] = ()
        self._claims: dict[Key, Claim] = {}
        self._lock = threading.Lock()

    @property
    def is_complete(self) -> bool:
        """Whether the log was seen without gaps, so that the open calls are known."""
        return self._complete

    def read(self, start: int, events: Iterable[models.SessionEvent], *, from_first: bool = False) -> None:
        """Note events of the log, from index `start` on; those that were seen before change nothing.

        Args:
            start: Index of the first event.
            events: The events.
            from_first: Whether these are all that there are, from the first one that is still kept.
        """
        with self._lock:
            if start > self._position and not from_first:
                self._complete = False
            for index, event in enumerate(events, start):
                if index >= self._position:
                    self._note(index, event)
                    self._position = index + 1
            if from_first:
                self._complete = True

    def restart(self) -> None:
        """Forget what is open, because the log is about to be read from its beginning. Claims stay."""
        with self._lock:
            self._position = 0
            self._opened, self._open = None, ()

    def _note(self, index: int, event: models.SessionEvent) -> None:
        match event:
            case models.ActiveStateChangeEvent(data=data) if (
                data.state == models.ActiveState.awaiting_tool_results
            ):
                if self._opened is None:
                    self._opened = index
                self._open = data.pending_tool_calls or ()
            case models.ActiveStateChangeEvent() | models.AgentCompletionEvent() | models.AgentErrorEvent():
                self._opened, self._open = None, ()
            case _:
                pass

    def has_due(self, owner: object) -> bool:
        """Whether there are calls that `owner` should answer now."""
        with self._lock:
            claims = (self._claims.get(key) for key, _ in self._keys())
            return any(claim is None or _is_free(claim, owner) for claim in claims)

    def take(self, owner: object) -> list[Claim]:
        """Take on the calls that nobody else has, in the order of the service."""
        with self._lock:
            claims = [self._claims.setdefault(key, Claim(request)) for key, request in self._keys()]
            taken = [claim for claim in claims if _is_free(claim, owner)]
            for claim in taken:
                claim.owner = owner
            return taken

    def release(self, owner: object) -> None:
        """Leave what was taken on to others. Runs and their results are kept for them."""
        with self._lock:
            for claim in self._claims.values():
                if claim.owner is owner:
                    claim.owner = None

    def _keys(self) -> list[tuple[Key, models.ToolRequest]]:
        if self._opened is None:
            return []
        seen: Counter[str] = Counter()
        keys: list[tuple[Key, models.ToolRequest]] = []
        for request in self._open:
            name = request.id if request.id is not None else _content(request)
            keys.append(((self._opened, name, seen[name]), request))
            seen[name] += 1
        return keys


def _is_free(claim: Claim, owner: object) -> bool:
    return not claim.answered and claim.owner in (None, owner)


def _content(request: models.ToolRequest) -> str:
    return f"{request.tool_name} {json.dumps(request.args, sort_keys=True)}"
