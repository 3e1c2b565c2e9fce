"""Signing in to H Company's agents, with a real browser."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from fairlead.emulator import Emulator
from fairlead.hai import Client
from tests.terminal import Terminal

SIGN_IN = re.compile(r"http://127\.0\.0\.1:\d+/api/auth/authorize\?\S+")


@pytest.fixture
def env(tmp_path: Path, hai_emulator: Emulator) -> dict[str, str]:
    known = {name: value for name, value in hai_emulator.env.items() if name != "HAI_API_KEY"}
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "COLUMNS": "100"} | known


@pytest.fixture
def login(env: dict[str, str]) -> Iterator[Terminal]:
    terminal = Terminal("hai", "login", "--no-browser", env=env)
    yield terminal
    terminal.close()


def test_a_person_signs_in_and_runs_an_agent(
    env: dict[str, str], hai_emulator: Emulator, login: Terminal, page: Page
) -> None:
    page.goto(login.read_until(SIGN_IN))
    page.get_by_role("button", name=re.compile("Continue as")).first.click()

    page.get_by_role("heading", name="You are signed in").wait_for()
    assert page.url.startswith("http://127.0.0.1:")
    assert login.end() == 0
    key = Path(env["HOME"], ".config/hai/.env").read_text("utf-8").split("'")[1]
    with Client(base_url=hai_emulator.url, api_key=key) as client:
        assert client.run_session(agent="h/web-surfer-pro", messages="Hello").status in ("idle", "completed")


def test_a_person_refuses(env: dict[str, str], login: Terminal, page: Page) -> None:
    page.goto(login.read_until(SIGN_IN))
    page.get_by_role("button", name="Cancel").click()

    page.get_by_role("heading", name="The sign-in failed").wait_for()
    assert login.end() == 1
    assert not Path(env["HOME"], ".config").exists()


def test_the_browser_of_the_machine_is_opened(env: dict[str, str], tmp_path: Path, page: Page) -> None:
    opened = tmp_path / "opened"
    program = tmp_path / "browser"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(opened)!r}, 'w').write(sys.argv[1])\n")
    program.chmod(0o755)
    terminal = Terminal("hai", "login", env=env | {"BROWSER": str(program)})
    try:
        url = terminal.read_until(SIGN_IN)
        assert "Sign in with the browser" in terminal.shown
        page.goto(opened.read_text())
        assert page.url == url
        page.get_by_role("button", name="Cancel").click()
        assert terminal.end() == 1
    finally:
        terminal.close()
