"""The parts of the page with which a person acts: questions, clock, faults, reset."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from fairlead.emulator._backend import Question, Switch
from fairlead.emulator._clock import Clock
from fairlead.emulator._faults import Active
from fairlead.emulator._inspector.actions import KINDS, key_of
from fairlead.emulator._inspector.hiding import shown
from fairlead.emulator._inspector.html import Child, Html, tag
from fairlead.emulator._inspector.traffic import effects
from fairlead.emulator._scenario import Scenario

__all__ = ["clock_panel", "fault_panel", "question_panel", "reset_panel", "scenario_panel", "switch_panel"]

_STEPS = {"1 s": 1, "1 min": 60, "1 h": 3600, "1 day": 86_400}
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "WEBSOCKET")


def question_panel(name: str, questions: Sequence[Question]) -> Html | None:
    """What waits for a person; nothing if nothing does."""
    if not questions:
        return None
    return tag(
        "section",
        tag("h2", "Waiting for you ", tag("small", len(questions))),
        [_question(name, question) for question in questions],
        id="questions",
    )


def scenario_panel(name: str, scenarios: Sequence[Scenario], played: Scenario | None) -> Html | None:
    """What is being played, and what could be; nothing if there is nothing."""
    if not scenarios:
        return None
    others = [scenario for scenario in scenarios if scenario != played]
    return tag(
        "section",
        tag("h2", "Scenario ", tag("small", played.name if played else "default")),
        played and (tag("p", played.description), _form(name, "play", _again(played))),
        tag(
            "details",
            tag("summary", "Play another ", tag("small", len(others))),
            tag("ul", [_scenario(name, scenario) for scenario in others]),
            id="scenarios-more",
        )
        if others
        else None,
        id="scenarios",
    )


def switch_panel(name: str, switches: Sequence[Switch]) -> Html | None:
    """What an operator can change; nothing if there is nothing."""
    if not switches:
        return None
    return tag(
        "section",
        tag("h2", "Switches ", tag("small", len(switches))),
        [_switch(name, switch) for switch in switches],
        id="switches",
    )


def clock_panel(name: str, clock: Clock) -> Html:
    """The time, and how to move it."""
    steps = [_button(label, "seconds", seconds) for label, seconds in _STEPS.items()]
    toggle, word = ("unfreeze", "Let it run") if clock.frozen else ("freeze", "Freeze")
    return tag(
        "section",
        tag("h2", "Clock ", tag("small", "frozen" if clock.frozen else "running")),
        tag("p", tag("time", f"{clock.now():%Y-%m-%d %H:%M:%S} UTC"), class_="clock"),
        tag("p", "Advance by", class_="label"),
        _form(name, "advance", tag("span", steps, class_="buttons")),
        _form(
            name,
            "advance",
            tag("label", "or ", tag("input", name="seconds", inputmode="decimal", size=6), " seconds"),
            tag("button", "Advance"),
            class_="typed",
        ),
        _form(name, toggle, tag("button", word)),
        id="clock",
    )


def fault_panel(name: str, faults: Iterable[Active], routes: Sequence[str]) -> Html:
    """The faults that are switched on, and a form for another."""
    on = [_fault(name, active) for active in faults]
    kinds = [tag("option", kind.label, value=key) for key, kind in KINDS.items()]
    methods = [tag("option", "any method", value=""), *(tag("option", method) for method in _METHODS)]
    return tag(
        "section",
        tag("h2", "Faults ", tag("small", len(on) or "none")),
        tag("ul", on, class_="faults") if on else None,
        _form(
            name,
            "add-fault",
            tag("label", "What happens", tag("select", kinds, name="kind")),
            tag("label", "to", tag("select", methods, name="method")),
            tag("label", "path", tag("input", name="path", placeholder="*", list="routes")),
            tag("label", "how often", tag("input", name="times", placeholder="always")),
            tag("button", "Switch on"),
        ),
        tag("datalist", [tag("option", value=route) for route in routes], id="routes"),
        id="faults",
    )


def reset_panel(name: str) -> Html:
    """Start again."""
    return tag(
        "section",
        tag(
            "details",
            tag("summary", "Reset"),
            tag("p", "Forget what is stored and recorded, switch all faults off, and cut what is open."),
            _form(name, "reset", tag("button", "Forget everything", class_="strong")),
            id="reset-more",
        ),
        id="reset",
    )


def _question(name: str, question: Question) -> Html:
    choices = [_button(choice, "answer", choice) for choice in question.choices]
    asked = tag("input", type="hidden", name="question", value=question.id)
    details = question.details
    return tag(
        "article",
        tag("p", question.text, class_="question"),
        tag("p", question.about, class_="about"),
        None
        if details is None
        else tag("pre", json.dumps(shown(details), indent=2, ensure_ascii=False, default=str)),
        _form(name, "answer", asked, tag("span", choices, class_="buttons")) if choices else None,
        _form(
            name,
            "answer",
            asked,
            tag("label", "Answer ", tag("input", name="answer", size=13, autocomplete="off")),
            tag("button", "Send"),
            class_="typed",
        )
        if question.free
        else None,
        id=f"question-{question.id}",
    )


def _again(played: Scenario) -> Html:
    return tag(
        "span",
        _button("Play again", "scenario", played.name),
        _button("Back to default", "scenario", ""),
        class_="buttons",
    )


def _scenario(name: str, scenario: Scenario) -> Html:
    play = tag("button", "Play", name="scenario", value=scenario.name, aria_label=f"Play {scenario.name}")
    return tag(
        "li",
        tag("h3", scenario.name),
        tag("p", scenario.description, class_="about"),
        _form(name, "play", play),
        id=f"scenario-{scenario.name}",
    )


def _switch(name: str, switch: Switch) -> Html:
    known = [*switch.choices] if switch.value in switch.choices else [switch.value, *switch.choices]
    choices = [
        tag("button", value, name="value", value=value, aria_pressed=str(value == switch.value).lower())
        for value in known
    ]
    hidden = tag("input", type="hidden", name="switch", value=switch.name)
    return tag(
        "details",
        tag("summary", tag("b", switch.name), " ", tag("span", switch.value, class_="value")),
        tag("p", switch.about, class_="about"),
        _form(
            name,
            "switch",
            hidden,
            tag("span", choices, class_="buttons", role="group", aria_label=switch.name),
        ),
        _form(
            name,
            "switch",
            hidden,
            tag("label", "or ", tag("input", name="value", size=13, autocomplete="off")),
            tag("button", "Set"),
            class_="typed",
        )
        if switch.free
        else None,
        id=f"switch-{switch.name}",
    )


def _fault(name: str, active: Active) -> Html:
    fault, key = active.fault, key_of(active)
    used_up = fault.times is not None and active.hits >= fault.times
    hits = f"{active.hits} of {fault.times}" if fault.times is not None else f"{active.hits}"
    hidden = tag("input", type="hidden", name="fault", value=key)
    where = [] if fault.point == "request" else [f"at {fault.point} "]
    return tag(
        "li",
        tag("p", tag("b", effects(fault))),
        tag("p", where, fault.method or "any method", " ", tag("code", fault.path)),
        tag("p", f"happened {hits}{', used up' if used_up else ''}", class_="hits"),
        _form(name, "release-fault", hidden, tag("button", "Release")) if fault.stall else None,
        _form(name, "remove-fault", hidden, tag("button", "Switch off")),
        id=f"fault-{key}",
    )


def _form(name: str, action: str, *children: Child, class_: str | None = None) -> Html:
    """A form. What is typed has one of its own, as Enter presses the first button, whatever that does."""
    return tag("form", children, method="post", action=f"/{name}/{action}", class_=class_)


def _button(label: str, name: str, value: str | int) -> Html:
    return tag("button", label, name=name, value=value)
