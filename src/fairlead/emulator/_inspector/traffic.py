"""The part of the page that shows requests and frames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from fairlead.emulator._faults import Fault
from fairlead.emulator._inspector.hiding import readable
from fairlead.emulator._inspector.html import Html, tag
from fairlead.emulator._record import Frame, SeenRequest

__all__ = ["effects", "traffic"]

_LISTED = 100
_FRAMES = 100
_CHARACTERS = 20_000
_UNTOLD = {"method", "path", "times", "point", "body", "content_type"}
_NO_FAULT = Fault()


def traffic(name: str, requests: Sequence[SeenRequest], chosen: int | None) -> Html:
    """The latest requests, and the chosen one in full.

    Args:
        name: The backend.
        requests: Everything remembered, oldest first.
        chosen: Number of a request.
    """
    newest = requests[: -_LISTED - 1 : -1]
    rows = [_row(name, seen, is_chosen=seen.number == chosen) for seen in newest]
    detail = None
    if chosen is not None:
        found = next((seen for seen in requests if seen.number == chosen), None)
        detail = _gone(name, chosen) if found is None else _detail(name, found)
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
        tag("td", tag("time", f"{seen.time:%H:%M:%S}.{seen.time.microsecond // 1000:03}")),
        tag("td", link),
        tag("td", _status(seen), " ", tag("span", "fault", class_="fault") if seen.fault else None),
        tag("td", _took(seen)),
        id=f"request-{seen.number}",
        class_="chosen" if is_chosen else None,
    )


def _detail(name: str, seen: SeenRequest) -> Html:
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
        tag("div", _body("Request body", seen.body), _body("Answer body", seen.answer), class_="bodies"),
        (
            tag("h4", "Frames ", tag("small", _how_many(min(len(frames), _FRAMES), len(frames)))),
            tag("ol", [_frame(frame) for frame in frames[-_FRAMES:]], class_="frames"),
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


def _body(title: str, content: bytes) -> Html | None:
    if not content:
        return None
    size = tag("small", f"{len(content):,} bytes")
    return tag("div", tag("h4", title, " ", size), tag("pre", _clipped(readable(content))))


def _frame(frame: Frame) -> Html:
    arrow = "→ in" if frame.direction == "in" else "← out"
    return tag("li", tag("b", arrow), tag("pre", _clipped(readable(frame.content))), class_=frame.direction)


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


def _took(seen: SeenRequest) -> Html | str:
    return tag("span", "open", class_="open") if seen.duration is None else f"{seen.duration * 1000:.1f} ms"


def _how_many(listed: int, known: int) -> str:
    return str(known) if listed == known else f"the latest {listed} of {known:,}"
