"""The page of one backend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fairlead.emulator._backend import Question
from fairlead.emulator._inspector.controls import (
    clock_panel,
    fault_panel,
    question_panel,
    reset_panel,
    scenario_panel,
    switch_panel,
)
from fairlead.emulator._inspector.failing import Failure, Watch, failed_panel
from fairlead.emulator._inspector.html import Child, Html, tag
from fairlead.emulator._inspector.stored import stored
from fairlead.emulator._inspector.traffic import traffic

if TYPE_CHECKING:
    from fairlead.emulator._emulator import Emulator

__all__ = ["message_page", "page"]


def page(
    watch: Watch,
    emulators: Sequence[Emulator],
    current: Emulator,
    *,
    chosen: int | None = None,
    complaint: str | None = None,
) -> Html:
    """The page about one emulator.

    Args:
        watch: Asks the backends.
        emulators: All that the inspector knows.
        current: The one to show.
        chosen: Number of the request to show in full.
        complaint: Why what the person wanted was not done.

    Raises:
        FairleadError: The emulator is not running.
    """
    name, url = current.name, current.url
    questions = {it.name: watch.attempt(it.name, "questions", it.questions) for it in emulators}
    asked = questions[name]

    def panel(id_: str, title: str, make: Callable[[], Html | None]) -> Html | None:
        made = watch.attempt(name, f"the panel {title!r}", make)
        return failed_panel(id_, title, made) if isinstance(made, Failure) else made

    return _document(
        f"{name} - fairlead inspector",
        tag(
            "header",
            tag("h1", "fairlead ", tag("span", "inspector")),
            tag("nav", [_tab(it, questions[it.name], is_current=it is current) for it in emulators]),
            tag("p", "not live: reload the page", id="live"),
        ),
        tag("p", complaint, id="message", role="alert", hidden=complaint is None),
        tag(
            "main",
            tag(
                "div",
                tag("p", tag("b", name), " at ", tag("code", url), class_="where"),
                panel(
                    "requests", "Requests", lambda: traffic(name, current.requests, chosen, current.decrypter)
                ),
                panel("stored", "Stored objects", lambda: stored(current.tables())),
                id="left",
            ),
            tag(
                "div",
                failed_panel("questions", "Waiting for you", asked)
                if isinstance(asked, Failure)
                else panel("questions", "Waiting for you", lambda: question_panel(name, asked)),
                panel(
                    "scenarios",
                    "Scenario",
                    lambda: scenario_panel(name, current.scenarios(), current.scenario),
                ),
                panel("switches", "Switches", lambda: switch_panel(name, current.switches())),
                panel("clock", "Clock", lambda: clock_panel(name, current.clock)),
                panel("faults", "Faults", lambda: fault_panel(name, current.faults, current.routes)),
                reset_panel(name),
                id="right",
            ),
        ),
    )


def message_page(text: str) -> Html:
    """A page that says only why there is no other."""
    return _document("fairlead inspector", tag("p", text, id="message", role="alert"), live=False)


def _tab(emulator: Emulator, questions: Sequence[Question] | Failure, *, is_current: bool) -> Html:
    if isinstance(questions, Failure):
        badge = tag("span", "!", class_="badge failing", title=questions.text)
    elif questions:
        badge = tag("span", len(questions), class_="badge", title="waiting for you")
    else:
        badge = None
    return tag(
        "a",
        emulator.name,
        " ",
        badge,
        href=f"/{emulator.name}/",
        aria_current="page" if is_current else None,
    )


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
