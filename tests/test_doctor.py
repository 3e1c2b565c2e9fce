"""`fairlead doctor`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from fairlead.cli.doctor import probes
from fairlead.emulator import Emulator, Fault, available
from tests.cli_documents import run

Doctor = Callable[..., list[dict[str, Any]]]
PROBES = probes()


@pytest.fixture(scope="module")
def backends() -> Iterator[dict[str, Emulator]]:
    with ExitStack() as running:
        yield {name: running.enter_context(Emulator(name)) for name in available()}


@pytest.fixture
def doctor(tmp_path: Any) -> Doctor:
    def call(*arguments: str, code: int = 0, **variables: str) -> list[dict[str, Any]]:
        env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "COLUMNS": "100", **variables}
        done = run(["doctor", "--json", *arguments], env)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout)

    return call


def test_every_backend_can_be_looked_at() -> None:
    assert set(PROBES) == set(available())


def test_all_is_well(doctor: Doctor, backends: dict[str, Emulator]) -> None:
    variables = {name: value for backend in backends.values() for name, value in backend.env.items()}
    found = {each["name"]: each for each in doctor(**variables)}
    assert {name: each["ok"] for name, each in found.items()} == {
        f"{backend} {what}": True for backend in PROBES for what in ("credentials", "server", "contract")
    }
    assert all(each["fix"] is None for each in found.values())
    for secret in ("HANDOFFRAIL_API_KEY", "MYCEL_AUTH_TOKEN", "HAI_API_KEY", "HAPPY_TOKEN", "HAPPY_SECRET"):
        assert variables[secret] not in json.dumps(found)


def test_what_is_not_set_up_is_only_a_mistake_if_it_was_named(doctor: Doctor) -> None:
    for each in doctor():
        assert (each["ok"], each["detail"]) == (None, "not set up")
        assert each["fix"].startswith("set ")
        assert "fairlead emulate --backend" in each["fix"]
    (named,) = doctor("mycel", code=1)
    assert named["ok"] is False
    assert named["fix"].startswith("set MYCEL_BASE_URL and MYCEL_AUTH_TOKEN")


@pytest.mark.parametrize("backend", sorted(PROBES))
def test_a_server_that_is_not_there(doctor: Doctor, backends: dict[str, Emulator], backend: str) -> None:
    variables = backends[backend].env | {PROBES[backend].url: "http://127.0.0.1:1"}
    credentials, server = doctor(backend, code=1, **variables)
    assert credentials["ok"] is True
    assert server["ok"] is False
    assert server["fix"] == f"check the network and {PROBES[backend].url}"


def test_a_key_that_is_refused(doctor: Doctor, backends: dict[str, Emulator]) -> None:
    variables = backends["handoffrail"].env | {"HANDOFFRAIL_API_KEY": "hr_wrong"}
    assert doctor("handoffrail", code=1, **variables)[1]["fix"] == "renew the credentials"


def test_a_server_that_fails_and_one_that_declares_nothing(doctor: Doctor, fairlead_emulator: Any) -> None:
    backend = fairlead_emulator("handoffrail")
    with backend.faults.add(Fault(path="/api/v1/packets", status=503)):
        assert "try again later" in doctor("handoffrail", code=1, **backend.env)[1]["fix"]
    with backend.faults.add(Fault(path="/openapi.json", status=404)):
        contract = doctor("handoffrail", **backend.env)[2]
    assert contract["ok"] is True
    assert "does not declare one" in contract["detail"]


def test_people_read_lines(backends: dict[str, Emulator]) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **backends["hestia"].env}
    shown = run(["doctor"], env).stdout
    assert "ok    hestia server: version " in shown
    assert "-     happy credentials: not set up\n      set HAPPY_SERVER_URL and" in shown


def test_an_unknown_backend_is_wrong_usage(doctor: Doctor) -> None:
    done = run(["doctor", "emacs"], {"PATH": os.environ["PATH"], "HOME": "/nonexistent"})
    assert done.returncode == 2
    assert "no backend 'emacs'" in done.stderr
