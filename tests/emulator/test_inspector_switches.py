"""What an operator changes on the page, while a backend runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from fairlead.emulator import Emulator, Switch
from fairlead.errors import InvalidArgument
from fairlead.happy import MachineOfflineError, SyncHappyClient
from tests.emulator.visitor import Visitor

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def operator(hestia_emulator: Emulator) -> Iterator[Visitor]:
    came = Visitor(hestia_emulator)
    yield came
    came.http.close()


def pressed(page: str) -> list[str]:
    return re.findall(r'<button[^>]* aria-pressed="true">([^<]*)<', page)


def test_the_state_of_hestia_is_switched(hestia_emulator: Emulator, operator: Visitor) -> None:
    assert pressed(operator.see()) == ["GREEN", "0", "ALLOW", "ALLOW", "BLOCK"]
    assert operator.do("switch", switch="state", value="RED").status_code == 303
    assert pressed(operator.see())[0] == "RED"
    assert operator.do("switch", switch="drift", value=" 42 ").status_code == 303
    assert pressed(operator.see())[1] == "42"
    answer = httpx2.post(f"{hestia_emulator.url}/api/v1/run", json={"input": "look"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"switch": "state"}, "choose a value, or write one"),
        ({"switch": "state", "value": HOSTILE}, "state cannot be &#x27;&lt;script&gt;"),
        ({"switch": "stat", "value": "RED"}, "hestia has no switch &#x27;stat&#x27;; did you mean"),
        ({"value": "RED"}, "hestia has no switch &#x27;&#x27;"),
        ({"switch": "drift", "value": "much"}, "drift is a whole number"),
    ],
)
def test_what_cannot_be_switched_is_said(operator: Visitor, form: dict[str, str], said: str) -> None:
    answer = operator.do("switch", **form)
    assert answer.status_code == 400
    assert f'role="alert">{said}' in answer.text
    assert HOSTILE not in answer.text
    assert pressed(operator.see()) == ["GREEN", "0", "ALLOW", "ALLOW", "BLOCK"]


def test_a_foreign_page_switches_nothing(operator: Visitor) -> None:
    form = {"switch": "state", "value": "RED"}
    answer = operator.http.post("/hestia/switch", data=form, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert pressed(operator.see())[0] == "GREEN"


def test_a_machine_of_happy_goes_offline(fairlead_emulator: Callable[..., Emulator]) -> None:
    emulator = fairlead_emulator("happy", rpc_grace_seconds=0)
    (machine,) = emulator.switches()
    visitor = Visitor(emulator)
    with visitor.http, SyncHappyClient(**emulator.options) as client:
        machine_id = machine.name.removeprefix("machine ")
        assert visitor.do("switch", switch=machine.name, value="offline").status_code == 303
        assert pressed(visitor.see()) == ["offline"]
        with pytest.raises(MachineOfflineError):
            client.spawn_session(machine_id, "/home/dev/project")
        assert visitor.do("switch", switch=machine.name, value="online").status_code == 303
        assert client.spawn_session(machine_id, "/home/dev/project")


def test_a_backend_without_switches_has_no_panel(tiny: Emulator, visitor: Visitor) -> None:
    assert tiny.switches() == ()
    assert "Switches" not in visitor.see()
    with pytest.raises(InvalidArgument, match="tiny has no switch 'state'"):
        tiny.switch("state", "RED")
    with pytest.raises(InvalidArgument, match="tiny has no switch 'state'"):
        tiny.run(tiny.backend.switch, "state", "RED")


def test_nothing_that_a_backend_says_becomes_markup(
    tiny: Emulator, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch = Switch(name=f'"{HOSTILE}', about=HOSTILE, value=HOSTILE, choices=["on"], free=True)
    flipped: list[Any] = []
    monkeypatch.setattr(tiny.backend, "switches", lambda: [switch])
    monkeypatch.setattr(tiny.backend, "switch", lambda *it: flipped.append(it))
    page = visitor.see()
    assert HOSTILE not in page
    assert pressed(page) == ["&lt;script&gt;alert(1)&lt;/script&gt;"]  # what is set is no usual choice
    assert visitor.do("switch", switch=switch.name, value="else").status_code == 303
    assert flipped == [(switch.name, "else")]
