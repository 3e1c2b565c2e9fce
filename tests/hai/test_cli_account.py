"""`fairlead hai login`, `logout`, `whoami` and `doctor`."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest

from fairlead.emulator import Emulator, Fault
from tests.terminal import Terminal

SIGN_IN = re.compile(r"http://127\.0\.0\.1:\d+/api/auth/authorize\?\S+")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def environment(home: Path, backend: Emulator, **more: str) -> dict[str, str]:
    variables = {"PATH": os.environ["PATH"], "HOME": str(home), "BROWSER": "false", "COLUMNS": "100"}
    return variables | {name: value for name, value in backend.env.items() if name != "HAI_API_KEY"} | more


def hai(
    *arguments: str, env: dict[str, str], cwd: Path | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "fairlead.cli", "hai", *arguments]
    return subprocess.run(
        command, env=env, cwd=cwd, input=stdin, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def login(home: Path, hai_emulator: Emulator) -> Iterator[Terminal]:
    terminal = Terminal("hai", "login", "--no-browser", env=environment(home, hai_emulator))
    yield terminal
    terminal.close()


def press(page: httpx2.Response, label: str) -> httpx2.Response:
    """Press a button of a page, as a person does."""
    form = re.search(r'<form method="post" action="([^"]+)">(.*?)</form>', page.text, re.DOTALL)
    assert form, page.text
    button = re.search(rf'<button name="([^"]+)" value="([^"]*)">{label}', form[2])
    assert button, form[2]
    return httpx2.post(page.url.join(form[1]), data={button[1]: button[2]}, follow_redirects=True)


def test_signing_in_with_a_browser_stores_a_key_that_works(
    home: Path, hai_emulator: Emulator, login: Terminal
) -> None:
    url = login.read_until(SIGN_IN)
    query = parse_qs(urlsplit(url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["code_challenge"][0]) == 43

    page = press(httpx2.get(url), "Continue as")

    assert page.status_code == 200
    assert "You are signed in" in page.text
    assert login.end() == 0
    file = home / ".config/hai/.env"
    assert f"The key is in {file}" in login.shown.replace("\r\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    key = file.read_text().split("'")[1]
    assert key not in login.shown
    env = environment(home, hai_emulator)
    checked = hai("doctor", "--json", env=env)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert [(each["name"], each["ok"]) for each in json.loads(checked.stdout)] == [
        ("login", True),
        ("platform", True),
        ("quota", True),
    ]
    assert json.loads(hai("whoami", "--json", env=env).stdout)["source"] == str(file)


def test_refusing_to_sign_in_ends_the_login_with_the_reason(home: Path, login: Terminal) -> None:
    page = press(httpx2.get(login.read_until(SIGN_IN)), "Cancel")
    assert page.status_code == 400
    assert login.end() == 1
    assert "fairlead: the sign-in failed: " in login.shown
    assert not (home / ".config").exists()


def test_the_answer_to_another_sign_in_is_not_taken(login: Terminal) -> None:
    query = parse_qs(urlsplit(login.read_until(SIGN_IN)).query)
    back = query["redirect_uri"][0]
    foreign = httpx2.get(f"{back}?{urlencode({'code': 'stolen', 'state': 'other'})}")
    assert foreign.status_code == 400
    assert "another sign-in" in foreign.text
    assert httpx2.get(f"{back}favicon.ico").status_code == 404
    assert (
        httpx2.get(f"{back}?{urlencode({'error': 'x', 'error_description': '<b>no</b>'})}").text.count("<b>")
        == 0
    )
    assert login.end() == 1


def test_signing_in_again_replaces_the_key_of_this_machine(home: Path, hai_emulator: Emulator) -> None:
    env = environment(home, hai_emulator)
    keys: list[str] = []
    for arguments in ((), ("--force",)):
        terminal = Terminal("hai", "login", "--no-browser", *arguments, env=env)
        try:
            press(httpx2.get(terminal.read_until(SIGN_IN)), "Continue as")
            assert terminal.end() == 0, terminal.shown
        finally:
            terminal.close()
        keys.append((home / ".config/hai/.env").read_text().split("'")[1])
    assert keys[0] != keys[1]
    refused = hai("doctor", "--api-key", keys[0], env=env)
    assert refused.returncode == 1
    assert "FAIL  platform" in refused.stdout


def test_with_a_key_there_is_nothing_to_do(home: Path, hai_emulator: Emulator) -> None:
    env = environment(home, hai_emulator, HAI_API_KEY="hk-there")
    done = hai("login", env=env)
    assert done.returncode == 0
    assert "There is a key already (environment)" in done.stdout
    assert not (home / ".config").exists()


def test_a_browser_needs_somebody_in_front_of_it(home: Path, hai_emulator: Emulator) -> None:
    done = hai("login", env=environment(home, hai_emulator), stdin="")
    assert done.returncode == 1
    assert "pipe a key into `fairlead hai login --key`" in done.stderr


def test_a_piped_key_is_tried_and_stored(home: Path, hai_emulator: Emulator) -> None:
    key = hai_emulator.env["HAI_API_KEY"]
    env = environment(home, hai_emulator)

    refused = hai("login", "--key", env=env, stdin="hk-wrong\n")
    assert refused.returncode == 1
    assert "does not accept the key; it was not stored" in refused.stderr
    assert "hk-wrong" not in refused.stdout + refused.stderr

    done = hai("login", "--key", "--json", env=env, stdin=f"{key}\n")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"stored": True, "source": str(home / ".config/hai/.env")}
    assert hai("agents", "list", env=env).returncode == 0

    assert "Removed the key" in hai("logout", env=env).stdout
    assert "There was no key" in hai("logout", env=env).stdout
    assert "no API key: run `fairlead hai login`" in hai("agents", "list", env=env).stderr


def test_a_server_of_no_region_needs_its_portal_named(home: Path, hai_emulator: Emulator) -> None:
    env = environment(home, hai_emulator)
    del env["HAI_PORTAL_URL"]
    terminal = Terminal("hai", "login", env=env)
    try:
        assert terminal.end() == 1
        assert "set HAI_PORTAL_URL" in terminal.shown.replace("\r\n", " ")
    finally:
        terminal.close()


def test_where_the_key_is_found(
    home: Path, hai_emulator: Emulator, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("project")
    env = environment(home, hai_emulator)

    def source(*arguments: str) -> str | None:
        return json.loads(hai("--json", *arguments, "whoami", env=env, cwd=folder).stdout)["source"]

    assert source() is None
    (home / ".config/hai").mkdir(parents=True)
    (home / ".config/hai/.env").write_text("HAI_API_KEY=hk-stored\n")
    assert source() == str(home / ".config/hai/.env")
    (folder / ".env").write_text("HAI_API_KEY=hk-folder\nHAI_API_BASE_URL=https://elsewhere.example\n")
    assert source() == ".env"
    env["HAI_API_KEY"] = "hk-env"
    assert source() == "environment"
    assert source("--api-key", "hk-given") == "argument"
    del env["HAI_API_BASE_URL"]
    # Whoever wrote that file would be sent the key.
    assert (
        json.loads(hai("whoami", "--json", env=env, cwd=folder).stdout)["base_url"]
        == "https://agp.eu.hcompany.ai"
    )


def test_doctor_says_what_to_do(home: Path, hai_emulator: Emulator) -> None:
    env = environment(home, hai_emulator)
    nobody = hai("doctor", env=env)
    assert nobody.returncode == 1
    assert "FAIL  login: no API key\n      run `fairlead hai login`" in nobody.stdout

    wrong = hai("doctor", "--api-key", "hk-wrong", env=env)
    assert wrong.returncode == 1
    assert "run `fairlead hai login --force`" in wrong.stdout

    with hai_emulator.faults.add(Fault(path="*", status=503)):
        down = hai("doctor", "--api-key", hai_emulator.env["HAI_API_KEY"], env=env)
    assert down.returncode == 1
    assert "try again later" in down.stdout
    nowhere = hai("doctor", "--api-key", "hk-1", "--base-url", "http://127.0.0.1:1", env=env)
    assert nowhere.returncode == 1
    assert "check the network" in nowhere.stdout
