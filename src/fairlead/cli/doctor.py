"""`fairlead doctor`: is each backend set up, can it be reached, and does it fit?"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import typer

from fairlead.cli import _names
from fairlead.cli._checks import Check, show
from fairlead.cli._output import AsJson, Output, exit_codes
from fairlead.errors import FairleadError, StatusError

_SECONDS = 10.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=exit_codes())(doctor)


def doctor(
    backends: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="BACKEND",
            help="Backends to look at; default: those that are set up.",
            autocompletion=_names.backends,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say of each backend whether it is set up, answers, and fits.

    Exits with 1 if a backend that is set up, or was named, does not work.
    """
    _names.check(backends or (), [*PROBES])
    checks: list[Check] = []
    for name, probe in PROBES.items():
        if backends and name not in backends:
            continue
        checks += _check(name, probe, is_named=bool(backends))
    show(Output(as_json), checks)


@dataclass(frozen=True, slots=True)
class Probe:
    """How a backend is looked at.

    Attributes:
        variables: What has to be in the environment.
        url: The variable with the server's URL.
        ask: Asks the server something that needs the credentials, and says what it answered.
        elsewhere: Finds credentials that are not in the environment, and says where.
    """

    variables: tuple[str, ...]
    url: str
    ask: Callable[[], str]
    elsewhere: Callable[[], str | None] = lambda: None


def _check(name: str, probe: Probe, *, is_named: bool) -> Iterator[Check]:
    missing = [variable for variable in probe.variables if not os.environ.get(variable, "").strip()]
    source = probe.elsewhere() if missing else "the environment"
    if source is None:
        fix = f"set {' and '.join(missing)}, or try it with `fairlead emulate --backend {name}`"
        yield Check(f"{name} credentials", ok=False if is_named else None, detail="not set up", fix=fix)
        return
    yield Check(f"{name} credentials", ok=True, detail=f"from {source}")
    started = time.monotonic()
    try:
        answer = probe.ask()
    except StatusError as error:
        fix = (
            "renew the credentials"
            if error.status in (401, 403)
            else "look at the server, or try again later"
        )
        yield Check(f"{name} server", ok=False, detail=str(error), fix=fix)
        return
    except FairleadError as error:
        fix = f"check the network and {probe.url}"
        yield Check(f"{name} server", ok=False, detail=str(error), fix=fix)
        return
    took = round((time.monotonic() - started) * 1000)
    yield Check(f"{name} server", ok=True, detail=f"{answer} ({took} ms)")
    if url := os.environ.get(probe.url, "").strip():
        yield _fits(name, url)


def _fits(name: str, url: str) -> Check:
    """Whether what the server declares is what this version of fairlead expects."""
    from fairlead.contract import check

    try:
        breaks = check(name, url.rstrip("/").removesuffix("/api/v1")).breaks
    except FairleadError as error:
        return Check(f"{name} contract", ok=True, detail=f"the server does not declare one: {error}")
    if not breaks:
        return Check(f"{name} contract", ok=True, detail="the server declares what this version expects")
    fix = f"fairlead contract check {name} --against {url}"
    return Check(f"{name} contract", ok=False, detail=f"{breaks} things would fail", fix=fix)


def _handoffrail() -> str:
    from fairlead.handoffrail import HandoffRailClient

    with HandoffRailClient.from_env(timeout=_SECONDS, max_retries=0) as client:
        return f"{client.list_packets(limit=1).total} packets"


def _hestia() -> str:
    from fairlead.hestia import Client

    key = os.environ.get("HESTIA_API_KEY") or None
    with Client(os.environ["HESTIA_BASE_URL"], key, timeout=_SECONDS, retries=0) as client:
        status = client.system.status()
        return f"version {status.version}, {status.status}"


def _mycel() -> str:
    from fairlead.mycel import Client

    url, token = os.environ["MYCEL_BASE_URL"], os.environ["MYCEL_AUTH_TOKEN"]
    with Client(base_url=url, auth_token=token, timeout=_SECONDS, max_retries=0) as client:
        return f"you are {client.me.whoami().name}"


def _hai() -> str:
    from fairlead.hai import Client

    url = os.environ.get("HAI_API_BASE_URL") or None
    with Client(base_url=url, timeout=_SECONDS, max_retries=0) as client:
        quota = client.sessions.get_session_quota()
        return f"{quota.available} of {quota.limit} sessions are free"


def _hai_file() -> str | None:
    from fairlead.hai._stored import API_KEY, read_values, stored_file

    file = stored_file()
    return str(file) if API_KEY in read_values(file) else None


def _happy() -> str:
    from fairlead.happy import SyncHappyClient

    in_environment = os.environ.get("HAPPY_TOKEN") and os.environ.get("HAPPY_SECRET")
    make = SyncHappyClient.from_env if in_environment else SyncHappyClient
    with make(timeout=_SECONDS, max_retries=0) as client:
        machines = client.list_machines()
        return f"{len(machines)} machines, {sum(each.active for each in machines)} of them active"


def _happy_file() -> str | None:
    from fairlead.happy._credentials import resolve_credentials

    if not os.environ.get("HAPPY_SERVER_URL", "").strip():
        return None
    try:
        return resolve_credentials().source
    except FairleadError:
        return None


PROBES: Mapping[str, Probe] = {
    "handoffrail": Probe(("HANDOFFRAIL_URL", "HANDOFFRAIL_API_KEY"), "HANDOFFRAIL_URL", _handoffrail),
    "hestia": Probe(("HESTIA_BASE_URL",), "HESTIA_BASE_URL", _hestia),
    "mycel": Probe(("MYCEL_BASE_URL", "MYCEL_AUTH_TOKEN"), "MYCEL_BASE_URL", _mycel),
    "hai": Probe(("HAI_API_KEY",), "HAI_API_BASE_URL", _hai, _hai_file),
    "happy": Probe(
        ("HAPPY_SERVER_URL", "HAPPY_TOKEN", "HAPPY_SECRET"), "HAPPY_SERVER_URL", _happy, _happy_file
    ),
}
