"""The part of the page that shows requests and frames."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from fairlead.emulator._faults import Fault
from fairlead.emulator._inspector.hiding import in_short, readable
from fairlead.emulator._inspector.html import Child, Html, tag
from fairlead.emulator._record import Frame, SeenRequest

__all__ = ["effects", "traffic"]

_LISTED = 100
_FRAMES = 100
_CHARACTERS = 20_000
_LINE = 200
_UNTOLD = {"method", "path", "times", "point", "body", "content_type"}
_NO_FAULT = Fault()
_DECRYPTED = tag("small", "decrypted", class_="mark")

Decrypt = Callable[[object], object]


def traffic(
    name: str,
    requests: Sequence[SeenRequest],
    chosen: int | None,
    decrypter: Callable[[SeenRequest], Decrypt | None],
) -> Html:
    """The latest requests, and the chosen one in full.

    Args:
        name: The backend.
        requests: Everything remembered, oldest first.
        chosen: Number of a request.
        decrypter: Makes what decrypts the contents of a request, if anything is encrypted.
    """
    newest = requests[: -_LISTED - 1 : -1]
    rows = [_row(name, seen, is_chosen=seen.number == chosen) for seen in newest]
    detail = None
    if chosen is not None:
        found = next((seen for seen in requests if seen.number == chosen), None)
        detail = _gone(name, chosen) if found is None else _detail(name, found, decrypter(found))
    return tag(
        "section",
        tag("h2", "Requests ", tag("small", _how_many(len(rows), len(requests)))),
        detail,
        tag(
            "table",
            tag("thead", tag("tr", [tag("th", head) for head in ("Time", "Request", "Answer", "Took")])),
            tag("tbody", rows),
            class_="requests",
        )
        if rows
        else tag("p", "Nothing has arrived yet.", class_="empty"),
        id="requests",
    )


def effects(fault: Fault) -> str:
    """What a fault does, in a few words."""
    told: list[str] = []
    for field in fields(Fault):
        value: Any = getattr(fault, field.name)
        if field.name in _UNTOLD or value == getattr(_NO_FAULT, field.name):
            continue
        if field.name == "headers":
            told += [f"{header}: {content}" for header, content in fault.headers.items()]
        else:
            word = field.name.replace("_", " ")
            told.append(word if value is True else f"{word}: {value}")
    return ", ".join(told) or "nothing, only counted"


def _row(name: str, seen: SeenRequest, *, is_chosen: bool) -> Html:
    link = tag(
        "a", tag("b", seen.method), " ", _target(seen), href=f"/{name}/?request={seen.number}#requests"
    )
    return tag(
        "tr",
        tag("td", _time(seen.time)),
        tag("td", link),
        tag("td", _status(seen), " ", tag("span", "fault", class_="fault") if seen.fault else None),
        tag("td", _took(seen)),
        id=f"request-{seen.number}",
        class_="chosen" if is_chosen else None,
    )


def _detail(name: str, seen: SeenRequest, decrypt: Decrypt | None) -> Html:
    facts: list[tuple[str, Html | str | None]] = [
        ("Route", tag("code", seen.route) if seen.route else "none of the contract"),
        ("Answer", _status(seen)),
        ("Closed", f"with code {seen.close_code}" if seen.close_code is not None else None),
        ("Fault", effects(seen.fault) if seen.fault else None),
    ]
    frames = [*seen.frames]
    return tag(
        "article",
        tag("a", "Close", href=f"/{name}/", class_="close"),
        tag("h3", f"{seen.number}. ", tag("b", seen.method), " ", _target(seen)),
        tag("dl", [(tag("dt", term), tag("dd", fact)) for term, fact in facts if fact is not None]),
        tag(
            "details",
            tag("summary", "Request headers"),
            tag("pre", "\n".join(f"{header}: {value}" for header, value in seen.headers.items())),
            id="headers",
        ),
        tag(
            "div",
            _body("Request body", seen.body, decrypt),
            _body("Answer body", seen.answer, decrypt),
            class_="bodies",
        ),
        (
            tag("h4", "Frames ", tag("small", _how_many(min(len(frames), _FRAMES), len(frames)))),
            tag("ol", [_frame(frame, decrypt) for frame in frames[-_FRAMES:]], class_="frames"),
        )
        if frames
        else None,
        id=f"detail-{seen.number}",
    )


def _gone(name: str, number: int) -> Html:
    return tag(
        "article",
        tag("a", "Close", href=f"/{name}/", class_="close"),
        tag("p", f"Request {number} is not remembered.", class_="empty"),
    )


def _body(title: str, content: bytes, decrypt: Decrypt | None) -> Child:
    if not content:
        return None
    wire, inside = _readings(content, decrypt)
    size = tag("small", f"{len(content):,} bytes")
    return _column(title, size, wire), None if inside is None else _inside(title, inside)


def _column(title: str | None, note: Child, content: str, class_: str | None = None) -> Html:
    return tag("div", tag("h4", title, " ", note), tag("pre", content), class_=class_)


def _inside(title: str | None, content: str) -> Html:
    """A content as those read it who hold the keys."""
    return _column(title, _DECRYPTED, content, "inside")


def _frame(frame: Frame, decrypt: Decrypt | None) -> Html:
    arrow = "→ in" if frame.direction == "in" else "← out"
    wire, inside = _readings(frame.content, decrypt)
    line, _ = in_short(inside or wire, _LINE)
    return tag(
        "li",
        tag(
            "details",
            tag(
                "summary",
                (_time(frame.time), " ", tag("b", arrow), " "),
                (_DECRYPTED, " ") if inside else None,
                tag("code", line),
            ),
            tag("pre", wire)
            if inside is None
            else tag("div", _column("As sent", None, wire), _inside(None, inside), class_="bodies"),
            id=f"frame-{id(frame):x}",
        ),
        class_=frame.direction,
    )


def _readings(content: str | bytes, decrypt: Decrypt | None) -> tuple[str, str | None]:
    """A content as it was sent; and as it reads decrypted, if that is something else."""
    wire = readable(content)
    inside = readable(content, decrypt) if decrypt else wire
    return _clipped(wire), None if inside == wire else _clipped(inside)


def _clipped(text: str) -> str:
    return text if len(text) <= _CHARACTERS else f"{text[:_CHARACTERS]}\n… {len(text):,} characters"


def _target(seen: SeenRequest) -> str:
    query = "&".join(f"{name}={value}" for name, value in seen.query)
    target = f"{seen.path}?{query}" if query else seen.path
    # Nobody sees a control character, and it could hide what follows.
    return re.sub(r"[\x00-\x1f\x7f]", "\N{REPLACEMENT CHARACTER}", target)


def _status(seen: SeenRequest) -> Html:
    if seen.status is None:
        return tag("span", "none", class_="status-none")
    return tag("span", seen.status, class_=f"status-{seen.status // 100}")


def _time(time: datetime) -> Html:
    return tag("time", f"{time:%H:%M:%S}.{time.microsecond // 1000:03}")


def _took(seen: SeenRequest) -> Html | str:
    return tag("span", "open", class_="open") if seen.duration is None else f"{seen.duration * 1000:.1f} ms"


def _how_many(listed: int, known: int) -> str:
    return str(known) if listed == known else f"the latest {listed} of {known:,}"
