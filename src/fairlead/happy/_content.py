"""What decrypted messages mean: envelopes, texts, and where turns begin and end. Pure; takes any JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

Fields = Mapping[str, Any]
_NOTHING: Fields = {}


def envelope_of(content: Fields) -> Fields | None:
    """The envelope of a message in the current form, in either of its nestings; None for other forms."""
    if content.get("role") != "session":
        return None
    inner = _fields(content.get("content"))
    if inner.get("type") == "session":
        inner = _fields(inner.get("data"))
    return inner if isinstance(inner.get("ev"), dict) else None


def text_of(content: Fields) -> str | None:
    """The text that was said; None for thoughts, tools, and everything else."""
    envelope = envelope_of(content)
    if envelope is not None:
        event = _fields(envelope["ev"])
        return _text(event.get("text")) if event.get("t") == "text" and not event.get("thinking") else None
    inner = _fields(content.get("content"))
    match content.get("role"), inner.get("type"):
        case "user", "text":
            return _text(inner.get("text"))
        case "agent", "acp" | "codex":
            said = _fields(inner.get("data"))
            return _text(said.get("message")) if said.get("type") == "message" else None
        case "agent", "output":
            return _claude_text(_fields(inner.get("data")))
        case _:
            return None


def _claude_text(line: Fields) -> str | None:
    """The text of a raw line of Claude Code."""
    if line.get("type") != "assistant":
        return None
    blocks: object = _fields(line.get("message")).get("content")
    if not isinstance(blocks, list):
        return None
    texts = [_text(_fields(block).get("text")) for block in cast("list[object]", blocks)]
    return "".join(text for text in texts if text) or None


@dataclass(slots=True)
class Turn:
    """Follows the messages of a session, in their order, and knows whether a turn is under way.

    Attributes:
        running: Whether the agent has something to do; None while nothing was seen that tells.
        status: How the last turn ended, in the server's words.
        texts: What the agent said in the last turn.
        seq: Number of the message that ended the last turn.
    """

    running: bool | None = None
    status: str = "completed"
    texts: list[str] = field(default_factory=list[str])
    seq: int = 0
    _name: str | None = None

    def take(self, seq: int, content: Fields) -> bool:
        """Look at the next message, and say whether it ended a turn."""
        if is_from_user(content):
            self._open()
            return False
        envelope = envelope_of(content)
        if envelope is None:
            return self._take_other(seq, content)
        event = _fields(envelope["ev"])
        if envelope.get("subagent"):
            return False
        turn = _text(envelope.get("turn"))
        if event.get("t") == "turn-start":
            self._open()
            self._name = turn
            return False
        if event.get("t") == "turn-end":
            if self._name and turn and turn != self._name:
                return False  # of a turn that was over before this one began
            return self._close(seq, _text(event.get("status")) or "completed")
        self._hear(content)
        return False

    def _take_other(self, seq: int, content: Fields) -> bool:
        if is_ready(content):
            # Agents also say so before they were asked anything.
            return self._close(seq, "completed") if self.running else False
        if content.get("role") == "agent":
            self._hear(content)
        return False

    def _open(self) -> None:
        if not self.running:
            self.texts.clear()
            self._name = None
        self.running = True

    def _hear(self, content: Fields) -> None:
        self._open() if self.running is None else None
        text = text_of(content)
        if text:
            self.texts.append(text)

    def _close(self, seq: int, status: str) -> bool:
        self.running, self.status, self.seq, self._name = False, status, seq, None
        return True


def is_from_user(content: Fields) -> bool:
    """Whether somebody asked the agent something, from an app or at its terminal."""
    envelope = envelope_of(content)
    if envelope is not None:
        return envelope.get("role") == "user"
    return content.get("role") == "user"


def is_ready(content: Fields) -> bool:
    """Whether an agent says, in the older form, that it is ready for more."""
    inner = _fields(content.get("content"))
    return (
        content.get("role") == "agent"
        and inner.get("type") == "event"
        and _fields(inner.get("data")).get("type") == "ready"
    )


def is_turn_end(content: Fields) -> bool:
    """Whether a message ends a turn in the current form."""
    envelope = envelope_of(content)
    return envelope is not None and _fields(envelope["ev"]).get("t") == "turn-end"


def is_at_rest(state: Fields | None) -> bool:
    """Whether a decrypted state says that nobody drives the agent by hand and that it asks for nothing."""
    return state is not None and state.get("controlledByUser") is not True and not state.get("requests")


def _fields(value: object) -> Fields:
    return cast("Fields", value) if isinstance(value, dict) else _NOTHING


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
