"""What the clients log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from fairlead import hai
from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import HandoffPacket, HandoffRailClient, NotFoundError

SECRET = "s3cret-of-the-body"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[logging.LogRecord]]:
    caplog.set_level(logging.DEBUG)
    return lambda: [record for record in caplog.records if record.name == "fairlead"]


def test_each_attempt_is_a_line_with_its_facts(
    lines: Callable[[], list[logging.LogRecord]], handoffrail_emulator: Emulator
) -> None:
    fault = Fault(path="/api/v1/packets", status=503, times=1, headers={"X-Request-ID": "r-1"})
    with (
        handoffrail_emulator.faults.add(fault),
        HandoffRailClient(**handoffrail_emulator.options, retry_delay=0.001) as client,
    ):
        client.list_packets()

    first, second = (vars(line)["fairlead"] for line in lines())
    assert lines()[0].getMessage().startswith("GET /api/v1/packets -> 503 in ")
    assert isinstance(first.pop("seconds"), float)
    assert isinstance(first.pop("retry_in"), float)
    assert first == {
        "backend": "handoffrail",
        "operation": "list_packets",
        "method": "GET",
        "path": "/api/v1/packets",
        "attempt": 1,
        "outcome": "answered",
        "status": 503,
        "request_id": "r-1",
    }
    assert (second["attempt"], second["status"], second["retry_in"]) == (2, 200, None)


def test_records_of_the_application_may_have_fields_of_the_same_names(
    lines: Callable[[], list[logging.LogRecord]],
    handoffrail_emulator: Emulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make = logging.getLogRecordFactory()

    def with_request_id(*args: object, **options: object) -> logging.LogRecord:
        record = make(*args, **options)
        record.request_id = record.status = record.path = "the application's"
        return record

    logging.setLogRecordFactory(with_request_id)
    try:
        with HandoffRailClient(**handoffrail_emulator.options) as client:
            client.list_packets()
    finally:
        logging.setLogRecordFactory(make)
    assert [vars(line)["request_id"] for line in lines()] == ["the application's"]


def test_no_secret_is_in_any_line(
    caplog: pytest.LogCaptureFixture, handoffrail_emulator: Emulator, hai_emulator: Emulator
) -> None:
    caplog.set_level(logging.DEBUG)
    packet = HandoffPacket.builder().from_agent("a", "A").to_agent("b", "B").with_summary(SECRET).build()
    with HandoffRailClient(**handoffrail_emulator.options) as client:
        with client.events(), client.events(transport="websocket"):  # these have the key in the query
            client.create_packet(packet)
        with pytest.raises(NotFoundError):
            client.get_packet("00000000-0000-4000-8000-000000000000")
    with hai.Client(**hai_emulator.options) as agents:
        agents.agents.list_agents()

    # Those of the HTTP and WebSocket libraries, too.
    text = "".join(f"{line.getMessage()} {vars(line)}\n" for line in caplog.records)
    assert "create_packet" in text
    assert "/ws?api_key=[redacted]" in text
    for secret in (SECRET, handoffrail_emulator.options["api_key"], hai_emulator.options["api_key"]):
        assert secret not in text


CALL = "from fairlead.handoffrail import HandoffRailClient\nHandoffRailClient.from_env().list_packets()\n"
SET_UP = "import logging, sys\nlogging.basicConfig(stream=sys.stdout, level=logging.DEBUG)\n"


@pytest.mark.parametrize(
    ("level", "program", "stderr", "stdout"),
    [
        ("", CALL, "", ""),
        ("DEBUG", CALL, "DEBUG fairlead: GET /api/v1/packets -> 200", ""),
        ("info", CALL, "", ""),
        ("debug", CALL.replace("\n", f"\n{SET_UP}", 1), "", "DEBUG:fairlead:GET /api/v1/packets -> 200"),
        ("loud", CALL, "FAIRLEAD_LOG must be one of debug, info, warning; got 'loud'", ""),
    ],
)
def test_a_variable_shows_lines(
    handoffrail_emulator: Emulator, level: str, program: str, stderr: str, stdout: str
) -> None:
    environment = {**os.environ, **handoffrail_emulator.env, "FAIRLEAD_LOG": level}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    for printed, expected in ((done.stderr, stderr), (done.stdout, stdout)):
        assert expected in printed
        assert ("fairlead" in printed.lower()) is bool(expected)
