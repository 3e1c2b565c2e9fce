"""What decrypted messages mean: envelopes, texts, and where turns begin and end. Pure; takes any JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fairlead._core.loose import Fields, fields_of, items_of, text_or_none
from fairlead.happy.exceptions import InvalidArgumentError

SENT_FROM = "fairlead"
"""What the messages of this client say about where they come from."""


def user_message(
    text: str, permission_mode: str | None, meta: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What a user says to an agent.

    Raises:
        InvalidArgumentError: That is no text.
    """
    wishes: dict[str, Any] = {"sentFrom": SENT_FROM}
    if permission_mode is not None:
        wishes["permissionMode"] = permission_mode
    return {
        "role": "user",
        "content": {"type": "text", "text": plain_text(text, "text")},
        "meta": {**wishes, **(meta or {})},
    }


def plain_text(value: object, name: str) -> str:
    """Text that others will read. The server does not look into what is encrypted, so this is the only check.

    Raises:
        InvalidArgumentError: It is something else, such as None.
    """
    if not isinstance(value, str):
        raise InvalidArgumentError(f"{name} must be text (str), not {type(value).__name__}", backend="happy")
    return value


def envelope_of(content: Fields) -> Fields | None:
    """The envelope of a message in the current form, in either of its nestings; None for other forms."""
    if content.get("role") != "session":
        return None
    inner = fields_of(content.get("content"))
    if inner.get("type") == "session":
        inner = fields_of(inner.get("data"))
    return inner if isinstance(inner.get("ev"), dict) else None


def text_of(content: Fields) -> str | None:
    """The text that was said; None for thoughts, tools, and everything else."""
    envelope = envelope_of(content)
    if envelope is not None:
        event = fields_of(envelope["ev"])
        return (
            text_or_none(event.get("text"))
            if event.get("t") == "text" and not event.get("thinking")
            else None
        )
    inner = fields_of(content.get("content"))
    match content.get("role"), inner.get("type"):
        case "user", "text":
            return text_or_none(inner.get("text"))
        case "agent", "acp" | "codex":
            said = fields_of(inner.get("data"))
            return text_or_none(said.get("message")) if said.get("type") == "message" else None
        case "agent", "output":
            return _claude_text(fields_of(inner.get("data")))
        case _:
            return None


def _claude_text(line: Fields) -> str | None:
    """The text of a raw line of Claude Code."""
    if line.get("type") != "assistant":
        return None
    blocks = items_of(fields_of(line.get("message")).get("content"))
    texts = [text_or_none(fields_of(block).get("text")) for block in blocks]
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
    _heard: bool = False

    def take(self, seq: int, content: Fields) -> bool:
        """Look at the next message, and say whether it ended a turn."""
        if is_from_user(content):
            self._open()
            self._heard = False
            return False
        envelope = envelope_of(content)
        if envelope is None:
            return self._take_other(seq, content)
        event = fields_of(envelope["ev"])
        if envelope.get("subagent"):
            return False
        turn = text_or_none(envelope.get("turn"))
        if event.get("t") == "turn-start":
            self._open()
            self._name, self._heard = turn, True
            return False
        if event.get("t") == "turn-end":
            if self._name and turn and turn != self._name:
                return False  # of a turn that was over before this one began
            return self._close(seq, text_or_none(event.get("status")) or "completed")
        self._hear(content)
        return False

    def _take_other(self, seq: int, content: Fields) -> bool:
        if content.get("role") != "agent":
            return False
        match note_of(content):
            case "ready":
                # Agents also say so when they have just started, and did not look at their messages yet.
                return self._close(seq, "completed") if self.running and self._heard else False
            case "switch" | "permission-mode-changed":
                pass
            case _:
                self._hear(content)
        return False

    def _open(self) -> None:
        if not self.running:
            self.texts.clear()
            self._name = None
        self.running = True

    def _hear(self, content: Fields) -> None:
        self._heard = True
        if self.running is None:
            self._open()
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


def note_of(content: Fields) -> str | None:
    """What kind of event an agent tells of in the older form, such as `"ready"`; None for anything else."""
    inner = fields_of(content.get("content"))
    if content.get("role") != "agent" or inner.get("type") != "event":
        return None
    return text_or_none(fields_of(inner.get("data")).get("type"))


def begins_turn(content: Fields) -> bool:
    """Whether what a turn is about begins with this message, at the latest."""
    envelope = envelope_of(content)
    starts = envelope is not None and fields_of(envelope["ev"]).get("t") == "turn-start"
    return starts or is_from_user(content)


def is_at_rest(state: Fields | None) -> bool:
    """Whether a decrypted state says that nobody drives the agent by hand and that it asks for nothing."""
    return state is not None and state.get("controlledByUser") is not True and not state.get("requests")
