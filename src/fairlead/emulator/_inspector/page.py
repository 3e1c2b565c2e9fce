"""The page of one backend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fairlead.emulator._inspector.controls import clock_panel, fault_panel, question_panel, reset_panel
from fairlead.emulator._inspector.html import Child, Html, tag
from fairlead.emulator._inspector.stored import stored
from fairlead.emulator._inspector.traffic import traffic

if TYPE_CHECKING:
    from fairlead.emulator._emulator import Emulator

__all__ = ["message_page", "page"]


def page(
    emulators: Sequence[Emulator],
    current: Emulator,
    *,
    chosen: int | None = None,
    complaint: str | None = None,
) -> Html:
    """The page about one emulator.

    Args:
        emulators: All that the inspector knows.
        current: The one to show.
        chosen: Number of the request to show in full.
        complaint: Why what the person wanted was not done.
    """
    name = current.name
    questions = {emulator.name: emulator.questions() for emulator in emulators}
    tabs = [
        tag(
            "a",
            emulator.name,
            " ",
            tag("span", len(questions[emulator.name]), class_="badge", title="waiting for you")
            if questions[emulator.name]
            else None,
            href=f"/{emulator.name}/",
            aria_current="page" if emulator is current else None,
        )
        for emulator in emulators
    ]
    return _document(
        f"{name} - fairlead inspector",
        tag(
            "header",
            tag("h1", "fairlead ", tag("span", "inspector")),
            tag("nav", tabs),
            tag("p", "not live: reload the page", id="live"),
        ),
        tag("p", complaint, id="message", role="alert", hidden=complaint is None),
        tag(
            "main",
            tag(
                "div",
                tag("p", tag("b", name), " at ", tag("code", current.url), class_="where"),
                traffic(name, current.requests, chosen),
                stored(current.tables()),
                id="left",
            ),
            tag(
                "div",
                question_panel(name, questions[name]),
                clock_panel(name, current.clock),
                fault_panel(name, current.faults, current.routes),
                reset_panel(name),
                id="right",
            ),
        ),
    )


def message_page(text: str) -> Html:
    """A page that says only why there is no other."""
    return _document("fairlead inspector", tag("p", text, id="message", role="alert"), live=False)


def _document(title: str, *body: Child, live: bool = True) -> Html:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="/static/inspector.css"),
        tag("script", src="/static/inspector.js", defer=True) if live else None,
    )
    return Html(f"<!doctype html>{tag('html', head, tag('body', body), lang='en')}")
