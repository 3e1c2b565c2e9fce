"""One finding: what changed, who is hit, and the usual repair."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fairlead.contract._changes import Change
from fairlead.contract._document import EVENT

__all__ = ["BREAKS", "EXTENDS", "LEVELS", "NONE", "Finding", "combine"]

BREAKS = "breaks"
EXTENDS = "extends"
NONE = "no facade effect"

LEVELS = (BREAKS, EXTENDS, NONE)
"""From the worst to the mildest."""

_SAID = ("is not there", "is not known", "may be missing")
"""Details that the title says already."""

# (part, kind) -> what happened, and the usual repair. A kind alone is for every part.
_LESSONS: dict[tuple[str, str] | str, tuple[str, str]] = {
    ("operation", "gone"): (
        "operation removed",
        "point the methods at what replaces it, or deprecate them and raise a clear error until they go",
    ),
    ("operation", "added"): ("operation added", "give it a method, or a reason in openapi/guard.toml"),
    ("operation", "deprecated"): (
        "operation deprecated",
        "deprecate the methods, and name what replaces them",
    ),
    ("parameter", "gone"): (
        "parameter removed",
        "stop sending it; keep the argument, deprecated, and say that it has no effect",
    ),
    ("parameter", "required"): (
        "parameter required now",
        "send it: from an argument whose default keeps old calls working, or from the client's options",
    ),
    ("parameter", "added"): (
        "optional parameter added",
        "offer it as a keyword argument that defaults to None",
    ),
    ("parameter", "optional"): ("parameter optional now", "nothing; the argument may get a default"),
    ("parameter", "style"): ("parameter written differently", "write the value as the server reads it now"),
    ("request", "gone"): ("request body removed", "stop sending it; keep the arguments, deprecated"),
    ("request", "required"): (
        "request body required now",
        "send it; old calls need a default that means the same",
    ),
    ("request", "added"): (
        "optional request body added",
        "offer it as keyword arguments that default to None",
    ),
    ("request", "optional"): (
        "request property or body optional now",
        "nothing; the argument may get a default",
    ),
    ("request", "missing"): (
        "required request property added",
        "send it: give the model a field with a default that keeps old calls working",
    ),
    ("request", "removed"): ("optional request property added", "offer it as a field that defaults to None"),
    ("request", "unknown"): (
        "request property removed",
        "the server ignores it: keep the field, deprecated, and say that it has no effect",
    ),
    ("request", "extra"): (
        "request property removed and refused",
        "leave it out of what is sent; keep the field, deprecated, and refuse values with a clear error",
    ),
    ("request", "media"): ("request media type changed", "encode the body as the server reads it now"),
    ("response", "status"): (
        "response status changed",
        "if the new answer means the same, accept this with a reason: every 2xx is read alike",
    ),
    ("response", "status added"): ("response status added", "nothing: every 2xx is read alike"),
    ("response", "media"): ("response media type changed", "decode the new type, or ask for the old one"),
    ("response", "removed"): (
        "response property removed",
        "keep the field with a default of None, deprecated, until the next major version",
    ),
    ("response", "missing"): (
        "response property removed",
        "keep the field with a default of None, deprecated, or fill it from what replaces it",
    ),
    ("response", "unknown"): (
        "response property added",
        "add a field to the model; until then, model_extra has it",
    ),
    ("response", "optional"): (
        "response property may be missing now",
        "give the field a default of None, and say when it is missing",
    ),
    ("response", "nullable"): (
        "response property may be null now",
        "let the field be None, and say what it means",
    ),
    ("response", "variant"): (
        "response variant added",
        "add the variant to the union, or a last one that takes what is not known",
    ),
    ("response", "variant gone"): (
        "response variant removed",
        "keep its class, deprecated; tell applications what comes instead",
    ),
    ("response", "unlisted"): (
        "response variant added",
        "add the variant to the union; until then, the last one takes it",
    ),
    ("request", "unlisted"): (
        "request variant removed",
        "the server takes it for something else: refuse it before it is sent, with a clear error",
    ),
    ("response", "value"): (
        "enum value added to a response",
        "add the member; an open enum takes it meanwhile as a plain string",
    ),
    ("request", "value"): (
        "enum value removed from a request",
        "refuse the value before it is sent, with an error that names what replaces it",
    ),
    ("security", "security"): (
        "other credentials needed",
        "send them: a new option of the client with an environment variable of its own",
    ),
    ("security", "security added"): (
        "other credentials taken",
        "nothing, or offer them as options of the client",
    ),
    ("response", "constant"): (
        "constant of a response changed",
        "map the new value to the old one in the facade, so that what applications compare stays true",
    ),
    ("request", "constant"): ("constant of a request changed", "send the new value"),
    ("error", "missing"): ("property removed", ""),
    ("error", "removed"): ("property removed", ""),
    ("error", "unknown"): ("property added", ""),
    "media added": ("media type added", "nothing"),
    "type": (
        "type changed",
        "convert between the old and the new type in the facade, so that the field keeps its type",
    ),
    "value": ("allowed values changed", "change the enum; refuse what is not taken any more"),
    "nullable": ("null not taken any more", "leave the field out instead of sending null"),
    "untyped": (
        "type not declared any more",
        "ask the backend to declare it; until then, check it where it is read",
    ),
    "format": ("format changed", "convert in the facade, so that applications see the old type"),
    "constraint": ("limits changed", "check the limit before sending, and name it in the error"),
    "variant": ("variants of a union changed", "check that every variant which is sent is still taken"),
    "extra": ("unlisted property", "let the model keep fields that it does not know"),
    "closed": (
        "unlisted fields are refused",
        "send listed fields only; models keep unknown ones and send them back",
    ),
    "optional": ("required now", "make sure that it is always sent; old calls need a default"),
    "missing": ("required property", "add it"),
    "required": ("required now", "send it"),
    "status": ("error status", "nothing: each status has its exception; name it in the documentation"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one change means for applications.

    Attributes:
        level: `breaks`, `extends` or `no facade effect`.
        operations: Method and path of every operation that changed in this way.
        methods: Public methods that are hit, of both flavours.
        target: The argument, or the field of a public model; empty if it is the method as a whole.
        change: The change itself.
    """

    level: str
    operations: tuple[str, ...]
    methods: tuple[str, ...]
    target: str
    change: Change

    @property
    def what(self) -> str:
        """What changed, in words."""
        detail = self.change.detail
        return self._title if detail in _SAID else f"{self._title} ({detail})"

    @property
    def _title(self) -> str:
        words = self._words
        if not any(one.startswith(f"{EVENT.upper()} ") for one in self.operations):
            return words
        return re.sub("request body|request", "sent message", re.sub("operation|response", "message", words))

    @property
    def _words(self) -> str:
        part, kind, title = self.change.part, self.change.kind, self._lesson[0]
        if kind.endswith(" narrowed"):
            return f"response is stricter: {title}" if part == "response" else f"{part} takes more"
        if part == "parameter" and kind not in ("added", "optional"):
            where = self.change.path[0]
            return f"{where} {title}" if title.startswith(part) else f"{where} {part}: {title}"
        return title if part in ("operation", "security") or part in title else f"{part}: {title}"

    @property
    def key(self) -> str:
        """What a reviewed acceptance calls it: `PacketListResponse.total: response property removed`."""
        return f"{self.subject}: {self._title}"

    @property
    def subject(self) -> str:
        """The field of a model; of anything else, the operation and the place in it."""
        if self.is_shared:
            return self.target
        return " ".join(filter(None, [self.operations[0], self.target]))

    @property
    def is_shared(self) -> bool:
        """Whether it is about a field of a model, which several operations may have in common."""
        return bool(self.methods) and "." in self.target and self.change.part in ("request", "response")

    @property
    def repair(self) -> str:
        """The usual repair; empty where nothing has to be done."""
        if self.level == NONE or self.change.kind.endswith(" narrowed"):
            return ""
        if self.level == EXTENDS and self.change.breaking:
            return "nothing: the facade takes it already"
        return self._lesson[1]

    @property
    def _lesson(self) -> tuple[str, str]:
        kind = self.change.kind.removesuffix(" narrowed")
        return (
            _LESSONS.get((self.change.part, kind))
            or _LESSONS.get(kind)
            or (f"{self.change.part} changed", "")
        )

    @property
    def lines(self) -> list[str]:
        """One line for each method: `breaks Client.list_packets -> PacketListResponse.total: ...`."""
        if not self.methods:
            where = f" -> {self.target}" if self.target else ""
            return [f"{self.level} {operation}{where}: {self.what}" for operation in self.operations]
        return [self._line(method) for method in self.methods]

    def _line(self, method: str) -> str:
        if self.target.endswith("="):
            return f"{self.level} {method}({self.target}): {self.what}"
        return f"{self.level} {method}{f' -> {self.target}' if self.target else ''}: {self.what}"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "level": self.level,
            "operations": [*self.operations],
            "methods": [*self.methods],
            "target": self.target,
            "part": self.change.part,
            "kind": self.change.kind,
            "path": [*self.change.path],
            "what": self.what,
            "key": self.key,
            "repair": self.repair,
        }


def combine(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that say the same of several operations as one, the worst first."""
    found: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        key = (one.level, one.target, one.what, *(() if one.is_shared else one.operations))
        other = found.get(key)
        if other is None:
            found[key] = one
        else:
            operations = tuple(dict.fromkeys((*other.operations, *one.operations)))
            methods = tuple(dict.fromkeys((*other.methods, *one.methods)))
            found[key] = Finding(one.level, operations, methods, one.target, other.change)
    return sorted(found.values(), key=lambda one: LEVELS.index(one.level))
