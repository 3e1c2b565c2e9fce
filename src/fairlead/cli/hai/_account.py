"""`fairlead hai login`, `logout`, `whoami` and `doctor`."""

from __future__ import annotations

import os
import platform
import sys
import time
import webbrowser
from typing import Annotated

import typer

from fairlead.cli._backend import Group
from fairlead.cli._checks import Check, show
from fairlead.cli.hai._connection import Hai
from fairlead.errors import FairleadError, StatusError
from fairlead.hai._stored import API_KEY, forget, store, stored_file

_SIGN_IN_SECONDS = 180.0
_DOCTOR_SECONDS = 10.0


def register(group: Group) -> None:
    """Add the commands."""
    group.add(login, without=["credential"])  # it makes one
    group.add(logout, without=["credential", "base_url"])  # it only looks at this machine
    for command in (whoami, doctor):
        group.add(command)


def login(
    hai: Hai,
    force: Annotated[bool, typer.Option("--force", "-f", help="Log in although there is a key.")] = False,
    paste: Annotated[
        bool, typer.Option("--key", help="Ask for a key, or read it from the standard input: no browser.")
    ] = False,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the browser, or only show the address.")
    ] = True,
    provider: Annotated[str, typer.Option(help="Who confirms who you are.")] = "google",
) -> None:
    """Sign in with a browser, and keep a new API key.

    The key is made for this machine, and kept in a file that only you can read.
    """
    known = hai.find_key()
    if known and not force:
        told = f"There is a key already ({known.source}). `login --force` replaces it."
        hai.out.write({"stored": False, "source": known.source}, told)
        return
    with hai.out.errors_told():
        key = _read_key(hai) if paste else _sign_in(hai, provider, browser=browser)
        file = stored_file()
        try:
            store(file, API_KEY, key)
        except (OSError, ValueError) as error:
            hai.out.fail(f"the key cannot be stored in {file}: {error}")
    note = ""
    if os.environ.get(API_KEY, "").strip() not in ("", key):
        note = f" {API_KEY} in the environment still comes first."
    hai.out.write({"stored": True, "source": str(file)}, f"Logged in. The key is in {file}.{note}")


def logout(hai: Hai) -> None:
    """Remove the stored key from this machine. It stays valid until it is deleted in the portal."""
    file = stored_file()
    try:
        removed = forget(file, API_KEY)
    except OSError as error:
        hai.out.fail(f"the key cannot be removed from {file}: {error}")
    left = hai.find_key()
    note = f" A key is still found: {left.source}." if left else ""
    told = f"Removed the key from {file}." if removed else f"There was no key in {file}."
    hai.out.write({"removed": removed, "source": left.source if left else None}, told + note)


def whoami(hai: Hai) -> None:
    """Show which server is used, and where the key comes from. Nothing is sent."""
    key, url = hai.find_key(), hai.find_url()
    data = {"base_url": url, "authenticated": key is not None, "source": key.source if key else None}
    hai.out.write(data, f"server: {url}\nkey: {key.source if key else 'none; run `fairlead hai login`'}")


def doctor(hai: Hai) -> None:
    """Check the key, the server, and what the account may still run. Exits with 1 if a check fails."""
    checks = [_check_key(hai), *_check_server(hai)]
    show(hai.out, checks)


def _check_key(hai: Hai) -> Check:
    key = hai.find_key()
    if key is None:
        return Check("login", ok=False, detail="no API key", fix="run `fairlead hai login`")
    return Check("login", ok=True, detail=f"key from {key.source}")


def _check_server(hai: Hai) -> list[Check]:
    from fairlead.hai import Client

    key, url = hai.find_key(), hai.find_url()
    if key is None:
        return []
    started = time.monotonic()
    try:
        with Client(api_key=key.value, base_url=url, timeout=_DOCTOR_SECONDS, max_retries=0) as client:
            quota = client.sessions.get_session_quota()
            took = round((time.monotonic() - started) * 1000)
    except StatusError as error:
        fix = "run `fairlead hai login --force`" if error.status in (401, 403) else "try again later"
        return [Check("platform", ok=False, detail=f"{url}: {error}", fix=fix)]
    except FairleadError as error:
        fix = "check the network, --base-url and HAI_API_BASE_URL"
        return [Check("platform", ok=False, detail=f"{url}: {error}", fix=fix)]
    free = quota.available > 0
    slots = f"{quota.available} of {quota.limit} slots for sessions are free ({quota.scope})"
    wait = None if free else "cancel sessions: `fairlead hai sessions list`, `... cancel ID`"
    return [
        Check("platform", ok=True, detail=f"{url} answers and takes the key ({took} ms)"),
        Check("quota", ok=free, detail=slots, fix=wait),
    ]


def _read_key(hai: Hai) -> str:
    """Ask for a key, and try it."""
    from fairlead.hai import Client

    if sys.stdin.isatty():
        key = typer.prompt("API key", hide_input=True, err=True).strip()
    else:
        key = sys.stdin.readline().strip()
    if not key:
        hai.out.fail("no key was given")
    try:
        with Client(api_key=key, base_url=hai.find_url()) as client:
            client.sessions.get_session_quota()
    except StatusError as error:
        if error.status not in (401, 403):
            raise
        hai.out.fail(f"{hai.find_url()} does not accept the key; it was not stored")
    return key


def _sign_in(hai: Hai, provider: str, *, browser: bool) -> str:
    """Let somebody sign in with a browser, and make a key for this machine."""
    from fairlead.cli.hai._portal import Portal, portal_url
    from fairlead.cli.hai._signin import BrowserSignIn

    if not sys.stdin.isatty():
        hai.out.fail("a browser sign-in needs a terminal: pipe a key into `fairlead hai login --key`")
    with Portal(portal_url(hai.find_url(), os.environ)) as portal, BrowserSignIn() as waiting:
        url = portal.sign_in_url(waiting.redirect_uri, waiting.challenge, waiting.state, provider)
        opened = browser and webbrowser.open(url)
        what = (
            "Sign in with the browser. If it shows nothing, open"
            if opened
            else "Open this address and sign in"
        )
        typer.echo(f"{what}:\n\n  {url}\n\nWaiting for {_SIGN_IN_SECONDS:g} s; Ctrl-C stops.", err=True)
        portal.sign_in(waiting.wait(_SIGN_IN_SECONDS))
        # The name that the `hai` command gives, so that the one replaces the key of the other.
        return portal.new_key(portal.organization(), f"hai CLI ({platform.node()})")
