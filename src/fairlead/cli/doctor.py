"""`fairlead doctor`: is each backend set up, can it be reached, and does it fit?"""

from __future__ import annotations

import importlib
import os
import pkgutil
import time
from collections.abc import Iterator
from typing import Annotated

import typer

import fairlead.cli
from fairlead.cli import _names
from fairlead.cli._backend import Probe
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
    known = probes()
    _names.check(backends or (), [*known])
    checks: list[Check] = []
    for name, probe in known.items():
        if backends and name not in backends:
            continue
        checks += _check(name, probe, is_named=bool(backends))
    show(Output(as_json), checks)


def probes() -> dict[str, Probe]:
    """How each backend is looked at, as the modules of their commands say."""
    modules = (each for each in pkgutil.iter_modules(fairlead.cli.__path__) if not each.name.startswith("_"))
    found = {each.name: importlib.import_module(f"fairlead.cli.{each.name}") for each in modules}
    return {name: module.PROBE for name, module in found.items() if hasattr(module, "PROBE")}


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
        with probe.connection.client() as client:
            answer = probe.ask(client.with_options(timeout=_SECONDS, max_retries=0))
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
