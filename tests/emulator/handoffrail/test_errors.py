"""What a server error looks like. None is known, so these are made."""

from __future__ import annotations

from typing import Any, Never

import pytest

from fairlead.emulator.handoffrail import packets
from fairlead.emulator.handoffrail.store import Store


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Never:
        raise RuntimeError("a bug")

    monkeypatch.setattr(packets, "present", fail)


def test_a_server_error_is_json(broken: None, wire: Any, draft: Any) -> None:
    answer = wire.call("POST", "/packets", draft())
    assert (answer.status_code, answer.json()) == (500, {"detail": "Internal Server Error"})
    # Not over the same connection: like the real server, this one closes it after a failure.
    assert 'status_code="500"} 1' in wire.emulator.run(wire.emulator.backend._world.metrics.text)


def test_the_real_server_sends_plain_text(broken: None, wire_of: Any, draft: Any) -> None:
    answer = wire_of(strict_compat=True).call("POST", "/packets", draft())
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_failed_request_changes_nothing(
    wire: Any, open_wire: Any, draft: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Never:
        raise RuntimeError("a bug")

    with wire.events() as events:
        with monkeypatch.context() as patch:
            patch.setattr("fairlead.emulator.handoffrail.world.Unit.announce", fail)
            assert wire.call("POST", "/packets", draft()).status_code == 500
        again = open_wire(wire.emulator)  # the connection is closed after a failure
        assert again.get("/packets")["total"] == 0
        created = again.create()
        assert created["id"] in next(events).data


def test_not_ready(wire: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "is_alive", lambda _: False)
    answer = wire.http.get("/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not_ready", "service": "handoffrail", "db": False}
