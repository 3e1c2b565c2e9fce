"""H Company's agents, beside hai-agents."""

from __future__ import annotations

import json
from itertools import cycle, islice
from typing import Any

import hai_agents
import httpx
import httpx2
from hai_agents.core.pydantic_utilities import parse_obj_as
from hai_agents.types.page_session_summary import PageSessionSummary as OriginalPage
from hai_agents.types.session import Session as OriginalSession

from bench.backend import Asks, Backend, Call, Clients, Decode, Stream, value
from bench.laps import Events
from bench.server import Route
from fairlead import hai
from fairlead._core.decode import decode
from fairlead.errors import InvalidResponse
from fairlead.hai.models.sessions import PageSessionSummary, Session

ORIGINAL = "hai-agents 1.3.0"
KEY = "hk-key"
ID = "a39d63d2-ce1b-42a0-bf52-bc406368d775"
VIEW = f"https://agents.example.com/view/sessions/{ID}"
SESSION = {
    "id": ID,
    "request": {
        "agent": {
            "name": "h/web-surfer-pro",
            "description": "The most capable agent that works in a browser.",
            "environments": [
                {"id": "h/browser", "kind": "web", "host": "cloud", "start_url": "https://www.bing.com"}
            ],
            "model": "holo3-122b-a10b",
        },
        "messages": [{"type": "user_message", "message": "hi"}],
    },
    "status": {
        "status": "idle",
        "error": None,
        "error_code": None,
        "outcome": "success",
        "steps": 1,
        "usage_per_model": [
            {
                "name": "holo3-122b-a10b",
                "input_tokens": 1200,
                "cached_tokens": 0,
                "output_tokens": 160,
                "reasoning_tokens": 0,
            }
        ],
        "subagent_session_ids": [],
        "pending_tool_calls": [],
    },
    "agent_revision": 1,
    "agent_view_url": VIEW,
    "latest_answer": "Here is what I found.",
    "created_at": "2026-11-21T17:21:33.901044Z",
    "started_at": "2026-11-21T17:21:33.973774Z",
    "finished_at": None,
}
SUMMARY = {
    "id": ID,
    "agent": "h/web-surfer-pro",
    "agent_revision": 1,
    "status": "idle",
    "agent_view_url": VIEW,
    "first_message": {"type": "user_message", "message": "hi"},
    "created_at": "2026-11-21T17:21:33.901044Z",
    "started_at": "2026-11-21T17:21:33.973774Z",
    "finished_at": None,
    "last_activity_at": "2026-11-21T17:21:34.054226Z",
    "anonymized_at": None,
}
PAGE = {"items": [SUMMARY] * 100, "total": 100, "page": 1}
EVENTS = 1_000


def _event(type_: str, **data: Any) -> dict[str, Any]:
    return {"type": type_, "timestamp": "2026-01-01T00:00:00Z", "data": data}


_CALL = {"tool_name": "click", "args": {"x": 10, "y": 20, "element": "the first link"}, "id": "call-1"}
STEP = [
    _event("AgentEvent", kind="observation_event", type="web", text="A page of news. " * 20, metadata={}),
    _event("AgentEvent", kind="policy_event", content="I click the first link.", tool_reqs=[_CALL]),
    _event("AgentEvent", kind="tool_result", tool_req=_CALL, result={"clicked": True}),
    _event("MetricsUpdateEvent", metrics={"steps": 3, "cost_per_model": [], "total_cost": 0.01}),
    _event("ActiveStateChangeEvent", state="running"),
]
"""What a step of an agent leaves in the log of its session."""
CHANGES = json.dumps({"status": "running", "new_events": [*islice(cycle(STEP), EVENTS)]}).encode()


def backend() -> Backend:
    return Backend(
        name="hai",
        original=ORIGINAL,
        headers={"Authorization": f"Bearer {KEY}"},
        routes=[Route(f"/api/v2/sessions/{ID}", SESSION), Route("/api/v2/sessions", PAGE)],
        fairlead=lambda url: Clients(
            hai.Client(base_url=url, api_key=KEY), hai.AsyncClient(base_url=url, api_key=KEY)
        ),
        originals=lambda url: Clients(
            hai_agents.Client(base_url=url, api_key=KEY), hai_agents.AsyncClient(base_url=url, api_key=KEY)
        ),
        calls=[
            Call(
                title="a session",
                path=f"/api/v2/sessions/{ID}",
                fairlead=Asks.both(lambda client: client.sessions.get_session(ID)),
                original=Asks.both(lambda client: client.sessions.get_session(ID)),
                proof=lambda session: value(session, "latest_answer"),
            ),
            Call(
                title="100 sessions",
                path="/api/v2/sessions?size=100",
                fairlead=Asks.both(lambda client: client.sessions.list_sessions(size=100)),
                original=Asks.both(lambda client: client.sessions.list_sessions(size=100)),
                proof=lambda page: len(value(page, "items")),
            ),
        ],
        decodes=[
            Decode(
                title="a session",
                content=json.dumps(SESSION).encode(),
                fairlead=lambda content: decode(Session, content, error=InvalidResponse),
                original=lambda content: parse_obj_as(OriginalSession, json.loads(content)),
                proof=lambda session: value(session, "latest_answer"),
            ),
            Decode(
                title="100 sessions",
                content=json.dumps(PAGE).encode(),
                fairlead=lambda content: decode(PageSessionSummary, content, error=InvalidResponse),
                original=lambda content: parse_obj_as(OriginalPage, json.loads(content)),
                proof=lambda page: len(value(page, "items")),
            ),
        ],
        streams=[
            Stream(
                title="events of a session from memory",
                events=EVENTS,
                early=False,
                memory=True,
                followers={
                    "raw": ("raw httpx2", _raw),
                    "fairlead": ("fairlead", _fairlead),
                    "original": (ORIGINAL, _original),
                },
            )
        ],
        client="from fairlead.hai import Client as C; c = C(base_url='URL', api_key='k')",
        original_client="from hai_agents import Client as C; c = C(base_url='URL', api_key='k')",
        first=f"c.sessions.get_session('{ID}')",
    )


def _http(library: Any) -> Any:
    headers = {"content-type": "application/json"}
    answer = library.MockTransport(lambda _: library.Response(200, content=CHANGES, headers=headers))
    return library.Client(transport=answer)


def _raw(events: Events) -> None:
    with _http(httpx2) as http:
        url = f"http://h/api/v2/sessions/{ID}/changes"
        events.ready()
        _count(events, json.loads(http.get(url).content)["new_events"])


def _fairlead(events: Events) -> None:
    with _http(httpx2) as http:
        client = hai.Client(api_key=KEY, http_client=http)
        events.ready()
        changes = client.sessions.get_session_changes(ID)
        assert changes is not None
        _count(events, changes.new_events)


def _original(events: Events) -> None:
    with _http(httpx) as http:
        client = hai_agents.Client(api_key=KEY, httpx_client=http)
        events.ready()
        _count(events, client.sessions.get_session_changes(ID).new_events)


def _count(events: Events, found: Any) -> None:
    for _ in found:
        events.take()
