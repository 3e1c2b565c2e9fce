"""Requests invented from the contract find no server error, and no answer that the contract does not allow.

The same requests every time: the examples are derived from the contract and from nothing random.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

from fairlead.emulator import Emulator
from fairlead.emulator.hai import Answer, Attach

OPENAPI = Path(__file__).parents[3] / "openapi" / "hai.yaml"
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
EXAMPLES = 6


def contract() -> Any:
    """The contract, asking for simpler bodies: inventing agents in agents in requests takes minutes."""
    document = yaml.safe_load(OPENAPI.read_text("utf-8"))
    schemas = document["components"]["schemas"]
    names = {"type": "array", "items": {"enum": ["h/browser", "nothing"]}}
    simpler = {
        "Agent": {"environments": names, "skills": names, "subagents": names},
        "PatchAgent": {"environments": names, "skills": names, "subagents": names},
        "SessionRequest": {"agent": {"enum": ["h/web-surfer-pro", "nobody"]}},
        "CreateSchedule": {"session_request": {"$ref": "#/components/schemas/SimplerSessionRequest"}},
        "UpdateSchedule": {"session_request": {"$ref": "#/components/schemas/SimplerSessionRequest"}},
    }
    for name, properties in simpler.items():
        whole = schemas[name]
        schemas[f"Simpler{name}"] = {**whole, "properties": {**whole["properties"], **properties}}
    for item in document["paths"].values():
        for operation in item.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
            if name in simpler:
                body["schema"] = {"$ref": f"#/components/schemas/Simpler{name}"}
    return document


schema = schemathesis.openapi.from_dict(contract())
numbers = count()


class Server(NamedTuple):
    """An emulator with something in it, and the identifiers of that."""

    url: str
    session: requests.Session
    known: dict[str, str]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One for all requests; what exists in it is not deleted."""
    timing = {"type": "cron", "expression": "0 0 1 1 *", "timezone": "UTC"}
    request = {"agent": "h/web-surfer-pro", "messages": "x"}
    config = {"provider": "onepassword", "op_vault_id": "v"}
    with (
        Emulator(
            "hai", agent=[Attach("a.txt", b"a"), Answer("done")], webhook_hosts=["127.0.0.1"]
        ) as emulator,
        requests.Session() as session,
    ):
        session.headers["Authorization"] = f"Bearer {emulator.options['api_key']}"
        session.trust_env = False

        def post(path: str, body: Any = None) -> Any:
            answer = session.post(f"{emulator.url}/api/v2{path}", json=body, timeout=10)
            answer.raise_for_status()
            return answer.json()

        post("/agents", {"name": "mine", "description": "d", "environments": ["h/browser"]})
        post("/environments", {"kind": "web", "id": "mine"})
        post("/skills", {"name": "mine", "description": "d", "body": "b"})
        schedule = post("/schedules", {"name": "s", "timing": timing, "session_request": request})
        vault = post("/vaults", {"name": "v", "provider_config": config, "token": "t"})
        known = {
            "session_id": post("/sessions", {**request, "idle_timeout_s": 60})["id"],
            "agent_name": "mine",
            "environment_id": "mine",
            "skill_name": "mine",
            "number": "1",
            "event_index": "0",
            "bucket": "attachments",
            "key": "0%2Fa.txt",
            "schedule_id": schedule["id"],
            "webhook_id": post("/webhooks", {"url": "http://127.0.0.1:1/hook"})["id"],
            "vault_id": vault["id"],
            "profile_id": post("/browser-profiles/initiate-upload")["profile_id"],
        }
        emulator.clock.advance(0)
        yield Server(emulator.url, session, known)


budget = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@budget
def test_invented_requests(case: schemathesis.Case, server: Server) -> None:
    if next(numbers) % 2 and case.method != "DELETE":  # every other one is about something that exists
        for name in case.path_parameters:
            case.path_parameters[name] = server.known[name]
    if case.operation.path.endswith("/changes"):
        case.query["wait_for_seconds"] = 0
    response = case.call(base_url=server.url, session=server.session, timeout=10)
    case.validate_response(response, checks=CHECKS)
