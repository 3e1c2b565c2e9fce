"""The inspector goes on when a backend does not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from fairlead.emulator import Emulator
from fairlead.emulator._inspector.server import Inspector
from tests.emulator.visitor import Visitor

HOSTILE = "<b>no such table</b>"


def fails(*_: Any) -> Any:
    raise LookupError(f"{HOSTILE}\n[parameters: hush]")


def panel(page: str, name: str) -> str:
    """A panel of a page, as its HTML."""
    start = page.index(f'<section id="{name}"')
    return page[start : page.index("</section>", start)]


@pytest.mark.parametrize(("hook", "broken"), [("tables", "stored"), ("questions", "questions")])
def test_only_the_panel_that_fails_says_so(
    tiny: Emulator, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, hook: str, broken: str
) -> None:
    monkeypatch.setattr(tiny.backend, hook, fails)
    httpx2.get(f"{tiny.url}/api/greeting")
    page = visitor.see()
    said = panel(page, broken)
    assert "cannot be shown now: LookupError: &lt;b&gt;no such table&lt;/b&gt;<" in said
    for name in {"requests", "stored", "clock", "faults", "reset"} - {broken}:
        assert "cannot be shown" not in panel(page, name)
    assert "/api/greeting" in panel(page, "requests")
    assert "hush" not in page
    assert "Traceback" not in page
    assert visitor.do("freeze").status_code == 303
    assert tiny.clock.frozen


def test_what_a_backend_gives_need_not_fit(
    tiny: Emulator, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiny.backend, "tables", lambda _: ["no table"])
    monkeypatch.setattr(tiny.backend, "questions", lambda: ["no question"])
    page = visitor.see()
    assert "AttributeError" in panel(page, "stored")
    assert "AttributeError" in panel(page, "questions")
    assert "running" in panel(page, "clock")


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO, logger="fairlead.emulator"):
        yield caplog


def test_it_is_logged_once_until_it_works_again(
    tiny: Emulator, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> None:
    expected = ("WARNING", f"the inspector cannot show questions of tiny: LookupError: {HOSTILE}", None)

    def logged() -> list[tuple[str, str, object]]:
        return [(record.levelname, record.getMessage(), record.exc_info) for record in log.records]

    with monkeypatch.context() as broken:
        broken.setattr(tiny.backend, "questions", fails)
        visitor.see()
        visitor.see()
    assert logged() == [expected]
    assert "cannot be shown" not in visitor.see()
    monkeypatch.setattr(tiny.backend, "questions", fails)
    visitor.see()
    assert logged() == [expected, expected]


def test_the_traceback_is_there_for_debugging(
    tiny: Emulator, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tiny.backend, "tables", fails)
    with caplog.at_level(logging.DEBUG, logger="fairlead.emulator"):
        visitor.see()
    assert "in fails" in caplog.text


def test_an_action_that_fails_is_said(
    tiny: Emulator, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tiny.backend, "answer", fails)
    answer = visitor.do("answer", question="1", answer="yes")
    assert answer.status_code == 500
    assert 'role="alert">LookupError: &lt;b&gt;no such table' in answer.text
    assert "hush" not in answer.text + log.text
    assert "the inspector cannot do 'answer' to tiny: LookupError" in log.text


def test_another_backend_that_fails_is_marked(
    tiny: Emulator, hestia_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiny.backend, "questions", fails)
    inspector = Inspector([hestia_emulator, tiny])
    try:
        page = httpx2.get(f"{inspector.url}hestia/").text
    finally:
        inspector.stop()
    assert 'title="LookupError: &lt;b&gt;no such table&lt;/b&gt;"' in page
    assert "cannot be shown" not in page
