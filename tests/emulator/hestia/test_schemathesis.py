"""Requests invented from the contract find no server error, and no answer that the contract does not allow.

The same requests every time: the examples are derived from the contract and from nothing random.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
import schemathesis
from hestia_backend_models import events
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi import checks as openapi_checks

OPENAPI = Path(__file__).parents[3] / "openapi" / "hestia.yaml"
CHECKS = [
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
]
STREAMS: dict[str, Any] = {"run_stream": events.RunEvent, "chat_stream": events.ChatEvent}
EXAMPLES = 50

schema = schemathesis.openapi.from_path(OPENAPI)


class Server(NamedTuple):
    """An emulator with something in it, and the identifiers of that."""

    url: str
    session: requests.Session
    known: dict[str, str]


@pytest.fixture(scope="module")
def server(_shared_hestia: Any, open_wire: Any) -> Iterator[Server]:
    wire = open_wire(_shared_hestia)
    wire.http.post("/api/secrets", json={"credential_ref": "known", "secret": "s"})
    trace = wire.run("anything")["trace_id"]
    with requests.Session() as session:
        session.trust_env = False
        yield Server(_shared_hestia.url, session, {"key": "known", "trace_id": trace, "command_id": trace})
    wire.close()
    _shared_hestia.reset()


budget = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@budget
def test_invented_requests(case: schemathesis.Case, server: Server) -> None:
    send(case, server)


@schema.include(path_regex="{").parametrize()
@budget
def test_invented_requests_about_something_known(case: schemathesis.Case, server: Server) -> None:
    for name in case.path_parameters:
        case.path_parameters[name] = server.known[name]
    send(case, server)


def send(case: schemathesis.Case, server: Server) -> None:
    response = case.call(base_url=server.url, session=server.session, timeout=10)
    assert response.status_code != 500  # 504 is part of the contract
    operation_id = case.operation.definition.raw["operationId"]
    if operation_id in STREAMS and response.status_code == 200:
        case.validate_response(response, checks=CHECKS)
        for line in response.text.splitlines():
            if line and line != "data: [DONE]":
                STREAMS[operation_id].model_validate_json(line.removeprefix("data: "))
    else:
        case.validate_response(response, checks=[*CHECKS, openapi_checks.response_schema_conformance])
