# Made from tests/hai/_async/test_wire.py by `nox -s regenerate`: edit that one.
"""What each of the 74 operations sends, and what it makes of the answer."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from fairlead import hai
from fairlead.hai import Client

Answering = Callable[..., Client]

ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
NOW = "2026-01-02T03:04:05Z"
TIMES = {"created_at": NOW, "updated_at": NOW}
AGENT = {"name": "buyer", "description": "Buys.", "environments": []}
SKILL = {"name": "s", "description": "d", "body": "b"}
WEB = {"id": "shop", "kind": "web"}
SESSION = {"id": ID, "request": {"agent": AGENT}, "status": {"status": "pending"}, "created_at": NOW}
WEBHOOK = {
    "id": ID,
    "url": "https://x",
    "enabled_events": ["*"],
    "description": None,
    "disabled": False,
    **TIMES,
}
TIMING = {"type": "cron", "expression": "0 8 * * *", "timezone": "UTC"}
SCHEDULE = {
    "id": ID,
    "name": "n",
    "description": None,
    "timing": TIMING,
    "session_request": {"agent": "a"},
    "paused": False,
    "pause_note": None,
    "repeats": None,
    "sessions_created": 0,
    "next_run_times": [NOW],
    "last_run_at": None,
    **TIMES,
}
RUN = {
    "id": ID,
    "schedule_id": ID,
    "status": "created",
    "scheduled_for": NOW,
    "session_id": ID,
    "error": None,
    "triggered_manually": True,
    "created_at": NOW,
}
PROFILE = {
    "id": ID,
    "user_id": ID,
    "org_id": ID,
    "name": "n",
    "browser_name": "chrome",
    "browser_version": "1",
    **TIMES,
}
VAULT = {
    "id": ID,
    "org_id": ID,
    "name": "n",
    "provider_config": {"provider": "onepassword", "op_vault_id": "v"},
    **TIMES,
}
EVENT = {"type": "AgentStartedEvent", "timestamp": NOW, "data": {}}
CALL = {"tool_name": "t", "args": {"a": 1}, "id": None}
RESULT = {"kind": "tool_result", "tool_req": CALL, "result": [1]}
FAILURE = {"kind": "error_event", "error": "e", "origin": "client", "tool_req": CALL}
MESSAGE = {"type": "user_message", "message": "m"}


def page(*items: Any) -> dict[str, Any]:
    return {"items": [*items], "total": len(items), "page": 1}


@dataclass(frozen=True)
class Case:
    """A call, the request that it is, and the answer to it."""

    method: str
    arguments: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict[str, Any])
    sent: str = ""
    body: Any = None
    query: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    headers: dict[str, str] = field(default_factory=dict[str, str])
    status: int = 200
    answer: Any = None


CASES = [
    Case(
        "sessions.create_session",
        (),
        {
            "agent": hai.Agent.from_dict({**AGENT, "environments": [WEB, "h/browser"]}),
            "messages": [hai.UserMessageEvent(message="m"), "n"],
            "max_steps": 3,
            "idle_timeout_s": None,
            "queue": False,
            "overrides": {"agent.environments[kind=web].start_url": "https://x", "n": None},
            "idempotency_key": "k-1",
        },
        "POST /sessions",
        {
            "agent": {**AGENT, "environments": [WEB, "h/browser"]},
            "messages": [MESSAGE, {"type": "user_message", "message": "n"}],
            "max_steps": 3,
            "idle_timeout_s": None,
            "queue": False,
            "overrides": {"agent.environments[kind=web].start_url": "https://x", "n": None},
        },
        headers={"idempotency-key": "k-1"},
        status=201,
        answer=SESSION,
    ),
    Case(
        "sessions.list_sessions",
        (),
        {
            "owner": "me",
            "status": ["running", hai.TrajectoryStatus.idle],
            "agent": "h/a",
            "schedule_id": ID,
            "search": "a b&c",
            "created_after": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
            "page": 2,
            "size": 50,
            "sort": "created_at",
        },
        "GET /sessions",
        query=[
            ("owner", "me"),
            ("status", "running"),
            ("status", "idle"),
            ("agent", "h/a"),
            ("schedule_id", ID),
            ("search", "a b&c"),
            ("created_after", "2026-01-02T00:00:00+00:00"),
            ("page", "2"),
            ("size", "50"),
            ("sort", "created_at"),
        ],
        answer=page({"id": ID, "status": "idle", "created_at": NOW, "first_message": MESSAGE}),
    ),
    Case(
        "sessions.get_session_quota",
        sent="GET /sessions/quota",
        answer={"scope": "user", "limit": 3, "active": 1, "available": 2},
    ),
    Case("sessions.get_session", (ID,), {}, f"GET /sessions/{ID}", answer=SESSION),
    Case("sessions.cancel_session", (ID,), {}, f"DELETE /sessions/{ID}", status=204),
    Case("sessions.get_session_status", (ID,), {}, f"GET /sessions/{ID}/status", answer={"status": "idle"}),
    Case(
        "sessions.send_session_messages",
        (ID,),
        {"request": {"message": "m", "files": [{"source": "eA==", "name": "x"}]}},
        f"POST /sessions/{ID}/messages",
        {**MESSAGE, "files": [{"source": "eA==", "name": "x"}]},
        status=202,
    ),
    Case(
        "sessions.send_session_tool_results",
        (ID,),
        {"request": hai.ToolResultEvent.from_dict(RESULT)},
        f"POST /sessions/{ID}/tool_results",
        RESULT,
        status=202,
    ),
    Case("sessions.pause_session", (ID,), {}, f"POST /sessions/{ID}/pause", status=202),
    Case("sessions.resume_session", (ID,), {}, f"POST /sessions/{ID}/resume", status=202),
    Case("sessions.force_session_answer", (ID,), {}, f"POST /sessions/{ID}/force_answer", status=202),
    Case(
        "sessions.get_session_changes",
        (ID,),
        {"from_index": 0, "limit": 5, "include_events": False, "wait_for_seconds": 25},
        f"GET /sessions/{ID}/changes",
        query=[
            ("from_index", "0"),
            ("limit", "5"),
            ("include_events", "false"),
            ("wait_for_seconds", "25"),
        ],
        answer={"status": "idle", "new_events": [EVENT], "answer": {"a": 1}, "metrics": {"steps": 2}},
    ),
    Case(
        "sessions.list_session_events",
        (ID,),
        {"size": 200, "sort": "-timestamp", "type": "AgentEvent"},
        f"GET /sessions/{ID}/events",
        query=[("size", "200"), ("sort", "-timestamp"), ("type", "AgentEvent")],
        answer=page(EVENT),
    ),
    Case(
        "sessions.submit_session_feedback",
        (ID,),
        {"success": True, "message": None},
        f"POST /sessions/{ID}/feedback",
        {"success": True, "message": None},
        status=204,
    ),
    Case(
        "sessions.submit_event_feedback",
        (ID, 7),
        {"success": False},
        f"PUT /sessions/{ID}/events/7/feedback",
        {"success": False},
        status=204,
    ),
    Case("sessions.share_session", (ID,), {}, f"POST /sessions/{ID}/share", answer={"share_url": "/share/x"}),
    Case("sessions.unshare_session", (ID,), {}, f"DELETE /sessions/{ID}/share", status=204),
    Case(
        "skills.create_skill",
        (),
        {**SKILL, "source": None, "files": {"a.py": "eA=="}, "executable_files": ["a.py"]},
        "POST /skills",
        {**SKILL, "source": None, "files": {"a.py": "eA=="}, "executable_files": ["a.py"]},
        status=201,
        answer=SKILL,
    ),
    Case(
        "skills.list_skills",
        (),
        {"name": "s", "search": "x", "sort": ["name", "-created_at"]},
        "GET /skills",
        query=[("name", "s"), ("search", "x"), ("sort", "name"), ("sort", "-created_at")],
        answer=page(SKILL),
    ),
    Case("skills.get_skill", ("h/search",), {}, "GET /skills/h/search", answer=SKILL),
    Case("skills.update_skill", ("s",), SKILL, "PUT /skills/s", SKILL, answer=SKILL),
    Case(
        "skills.patch_skill",
        ("s",),
        {"url_pattern": None},
        "PATCH /skills/s",
        {"url_pattern": None},
        answer=SKILL,
    ),
    Case("skills.delete_skill", ("s",), {}, "DELETE /skills/s", status=204),
    Case(
        "environments.create_environment",
        (),
        {"request": hai.Desktop(id="d", host=hai.EnvironmentHost.cloud)},
        "POST /environments",
        {"id": "d", "kind": "desktop", "host": "cloud"},
        status=201,
        answer={"id": "d", "kind": "desktop", "host": "cloud"},
    ),
    Case(
        "environments.list_environments",
        (),
        {"id": "shop", "kind": "web"},
        "GET /environments",
        query=[("id", "shop"), ("kind", "web")],
        answer=page(WEB, {"id": "c", "kind": "code"}),
    ),
    Case("environments.get_environment", ("h/browser",), {}, "GET /environments/h/browser", answer=WEB),
    Case(
        "environments.update_environment",
        ("shop",),
        {"request": {"id": "shop", "kind": "workstation", "storage": {"ephemeral": True}}},
        "PUT /environments/shop",
        {"id": "shop", "kind": "workstation", "storage": {"ephemeral": True}},
        answer={"id": "shop", "kind": "workstation"},
    ),
    Case(
        "environments.patch_environment",
        ("shop",),
        {"mode": hai.BrowserTextMode(chunk_size=9), "network": None, "settle_s": 0.5},
        "PATCH /environments/shop",
        {"mode": {"type": "text", "chunk_size": 9}, "network": None, "settle_s": 0.5},
        answer=WEB,
    ),
    Case("environments.delete_environment", ("shop",), {}, "DELETE /environments/shop", status=204),
    Case(
        "agents.create_agent",
        (),
        {**AGENT, "environments": [hai.Browser(id="shop")], "model": None, "message": "first", "tools": []},
        "POST /agents",
        {**AGENT, "environments": [WEB], "model": None, "tools": []},
        [("message", "first")],
        status=201,
        answer=AGENT,
    ),
    Case(
        "agents.list_agents",
        (),
        {"agent_name": "buyer", "reserved": True, "include": "revision"},
        "GET /agents",
        query=[("agent_name", "buyer"), ("reserved", "true"), ("include", "revision")],
        answer=page({**AGENT, "revision": 3}, AGENT),
    ),
    Case(
        "agents.list_agent_revisions",
        ("acme/buyer",),
        {"sort": "number"},
        "GET /agents/acme/buyer/revisions",
        query=[("sort", "number")],
        answer=page({"number": 1, "created_at": NOW}),
    ),
    Case(
        "agents.restore_agent_revision",
        ("buyer", 2),
        {"if_match": '"3"'},
        "POST /agents/buyer/revisions/2/restore",
        headers={"if-match": '"3"'},
        answer=AGENT,
    ),
    Case(
        "agents.get_agent",
        ("h/web-surfer",),
        {"revision": 2, "resolve": False},
        "GET /agents/h/web-surfer",
        query=[("revision", "2"), ("resolve", "false")],
        answer=AGENT,
    ),
    Case(
        "agents.update_agent",
        ("buyer",),
        {**AGENT, "answer_format": {"type": "object"}, "if_match": "*", "message": "m"},
        "PUT /agents/buyer",
        {**AGENT, "answer_format": {"type": "object"}},
        [("message", "m")],
        {"if-match": "*"},
        answer=AGENT,
    ),
    Case(
        "agents.patch_agent",
        ("buyer",),
        {"subagents": None, "skills": ["s", hai.Skill.from_dict(SKILL)], "if_match": '"3"'},
        "PATCH /agents/buyer",
        {"subagents": None, "skills": ["s", SKILL]},
        headers={"if-match": '"3"'},
        answer=AGENT,
    ),
    Case(
        "agents.delete_agent",
        ("buyer",),
        {"if_match": '"3"'},
        "DELETE /agents/buyer",
        headers={"if-match": '"3"'},
        status=204,
    ),
    Case(
        "webhooks.create_webhook",
        (),
        {"url": "https://x", "enabled_events": ["*"], "description": None},
        "POST /webhooks",
        {"url": "https://x", "enabled_events": ["*"], "description": None},
        status=201,
        answer={**WEBHOOK, "secret": "whsec_x"},
    ),
    Case(
        "webhooks.list_webhooks",
        (),
        {"page": 1},
        "GET /webhooks",
        query=[("page", "1")],
        answer=page(WEBHOOK),
    ),
    Case(
        "webhooks.list_webhook_events",
        sent="GET /webhooks/events",
        answer=[{"type": "session.status_updated", "description": "d"}],
    ),
    Case("webhooks.get_webhook", (ID,), {}, f"GET /webhooks/{ID}", answer=WEBHOOK),
    Case(
        "webhooks.update_webhook",
        (ID,),
        {"disabled": True},
        f"PATCH /webhooks/{ID}",
        {"disabled": True},
        answer=WEBHOOK,
    ),
    Case("webhooks.delete_webhook", (ID,), {}, f"DELETE /webhooks/{ID}", status=204),
    Case(
        "webhooks.rotate_webhook_secret",
        (ID,),
        {},
        f"POST /webhooks/{ID}/rotate",
        answer={**WEBHOOK, "secret": "whsec_y"},
    ),
    Case("webhooks.ping_webhook", (ID,), {}, f"POST /webhooks/{ID}/ping", answer={"response_status": 200}),
    Case(
        "schedules.create_schedule",
        (),
        {
            "name": "n",
            "timing": {"expression": "0 8 * * *", "timezone": "UTC"},
            "session_request": hai.SessionRequest(agent="a", messages="m", delete_after_min=None),
            "repeats": None,
        },
        "POST /schedules",
        {
            "name": "n",
            "timing": TIMING,
            "session_request": {"agent": "a", "messages": "m", "delete_after_min": None},
            "repeats": None,
        },
        status=201,
        answer=SCHEDULE,
    ),
    Case(
        "schedules.list_schedules",
        (),
        {"size": 5},
        "GET /schedules",
        query=[("size", "5")],
        answer=page(SCHEDULE),
    ),
    Case("schedules.get_schedule", (ID,), {}, f"GET /schedules/{ID}", answer=SCHEDULE),
    Case(
        "schedules.update_schedule",
        (ID,),
        {"timing": hai.CronTiming.from_dict(TIMING), "session_request": {"agent": "a", "messages": ["m"]}},
        f"PATCH /schedules/{ID}",
        {"timing": TIMING, "session_request": {"agent": "a", "messages": [MESSAGE]}},
        answer=SCHEDULE,
    ),
    Case("schedules.delete_schedule", (ID,), {}, f"DELETE /schedules/{ID}", status=204),
    Case("schedules.pause_schedule", (ID,), {}, f"POST /schedules/{ID}/pause", answer=SCHEDULE),
    Case("schedules.resume_schedule", (ID,), {}, f"POST /schedules/{ID}/resume", answer=SCHEDULE),
    Case("schedules.trigger_schedule", (ID,), {}, f"POST /schedules/{ID}/trigger", answer=RUN),
    Case(
        "schedules.list_schedule_runs",
        (ID,),
        {"sort": ["-scheduled_for"]},
        f"GET /schedules/{ID}/runs",
        query=[("sort", "-scheduled_for")],
        answer=page(RUN),
    ),
    Case(
        "browser_profiles.list_browser_profiles",
        (),
        {"limit": 5, "offset": 0},
        "GET /browser-profiles",
        query=[("limit", "5"), ("offset", "0")],
        answer={"total": 1, "limit": 5, "offset": 0, "profiles": [PROFILE]},
    ),
    Case(
        "browser_profiles.initiate_browser_profile_upload",
        sent="POST /browser-profiles/initiate-upload",
        answer={
            "profile_id": ID,
            "upload_url": "https://u",
            "upload_fields": {"k": "v"},
            "upload_expires_in": 9,
        },
    ),
    Case(
        "browser_profiles.complete_browser_profile_upload",
        (ID,),
        {"name": "n", "browser_name": "chrome", "browser_version": "1", "labels": {"a": "b"}},
        f"POST /browser-profiles/{ID}/complete-upload",
        {"name": "n", "browser_name": "chrome", "browser_version": "1", "labels": {"a": "b"}},
        status=201,
        answer=PROFILE,
    ),
    Case(
        "browser_profiles.get_default_browser_profile",
        (),
        {"browser_name": "chrome"},
        "GET /browser-profiles/default",
        query=[("browser_name", "chrome")],
        answer=PROFILE,
    ),
    Case(
        "browser_profiles.set_default_browser_profile",
        (ID,),
        {},
        f"PUT /browser-profiles/{ID}/default",
        answer=PROFILE,
    ),
    Case(
        "browser_profiles.unset_default_browser_profile",
        (ID,),
        {},
        f"DELETE /browser-profiles/{ID}/default",
        answer=PROFILE,
    ),
    Case("browser_profiles.get_browser_profile", (ID,), {}, f"GET /browser-profiles/{ID}", answer=PROFILE),
    Case("browser_profiles.delete_browser_profile", (ID,), {}, f"DELETE /browser-profiles/{ID}", status=204),
    Case(
        "vaults.create_vault",
        (),
        {"name": "n", "provider_config": {"op_vault_id": "v"}, "token": "t"},
        "POST /vaults",
        {"name": "n", "provider_config": {"provider": "onepassword", "op_vault_id": "v"}, "token": "t"},
        status=201,
        answer=VAULT,
    ),
    Case(
        "vaults.list_vaults",
        sent="GET /vaults",
        answer={"total": 1, "limit": 50, "offset": 0, "vaults": [VAULT]},
    ),
    Case("vaults.get_vault", (ID,), {}, f"GET /vaults/{ID}", answer=VAULT),
    Case(
        "vaults.update_vault",
        (ID,),
        {"provider_config": hai.OnePasswordConfig(op_vault_id="w")},
        f"PATCH /vaults/{ID}",
        {"provider_config": {"provider": "onepassword", "op_vault_id": "w"}},
        answer=VAULT,
    ),
    Case("vaults.delete_vault", (ID,), {}, f"DELETE /vaults/{ID}", status=204),
    Case(
        "vaults.rotate_vault_token",
        (ID,),
        {"token": "u"},
        f"PUT /vaults/{ID}/token",
        {"token": "u"},
        status=204,
    ),
    Case("vaults.vault_health", (ID,), {}, f"GET /vaults/{ID}/health", answer={"ok": False, "error": "e"}),
    Case(
        "session_files.list_files",
        (ID,),
        {
            "path": "~",
            "modified_before": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
            "name_after": None,
        },
        f"POST /sessions/{ID}/files/list_files",
        {"path": "~", "modified_before": "2026-01-02T00:00:00+00:00", "name_after": None},
        answer={
            "path": "~",
            "files": [{"name": "a", "path": "~/a", "size_bytes": 1, "modified_at": NOW, "is_dir": False}],
            "truncated": False,
        },
    ),
    Case(
        "session_files.read_file",
        (ID,),
        {"path": "~/a"},
        f"POST /sessions/{ID}/files/read_file",
        {"path": "~/a"},
        answer={"path": "~/a", "content_base64": "eA==", "size_bytes": 1, "modified_at": NOW},
    ),
    Case(
        "session_files.write_file",
        (ID,),
        {"path": "~/a", "content_base64": "eA=="},
        f"POST /sessions/{ID}/files/write_file",
        {"path": "~/a", "content_base64": "eA=="},
        answer={"path": "~/a", "size_bytes": 1},
    ),
    Case(
        "quota.get_token_quota",
        sent="GET /quota/tokens",
        answer={"limit": None, "used": 3, "remaining": None, "window_start": NOW, "window_end": None},
    ),
]
FURTHER = [
    Case(
        "sessions.send_session_messages",
        (ID,),
        {"request": {"messages": ["m", MESSAGE]}},
        f"POST /sessions/{ID}/messages",
        {"type": "batch", "messages": [MESSAGE, MESSAGE]},
        status=202,
    ),
    Case(
        "sessions.send_session_tool_results",
        (ID,),
        {"request": FAILURE},
        f"POST /sessions/{ID}/tool_results",
        FAILURE,
        status=202,
    ),
    Case(
        "sessions.send_session_tool_results",
        (ID,),
        {"request": hai.ToolResultBatch.from_dict({"results": [RESULT, FAILURE]})},
        f"POST /sessions/{ID}/tool_results",
        {"type": "batch", "results": [RESULT, FAILURE]},
        status=202,
    ),
    Case("sessions.get_session_changes", (ID,), {}, f"GET /sessions/{ID}/changes", status=204),
    Case(
        "environments.create_environment",
        (),
        {"request": hai.Android(id="p")},
        "POST /environments",
        {"id": "p", "kind": "android"},
        status=201,
        answer={"id": "p", "kind": "android"},
    ),
    Case(
        "schedules.pause_schedule",
        (ID,),
        {"request": hai.PauseSchedule(note="holidays")},
        f"POST /schedules/{ID}/pause",
        {"note": "holidays"},
        answer=SCHEDULE,
    ),
]


def test_every_operation_is_here() -> None:
    # The download is in a test of its own, because it is read piece by piece.
    assert len({case.method for case in CASES}) == len(CASES) == 73


@pytest.mark.parametrize("case", [*CASES, *FURTHER], ids=lambda case: case.method)
def test_operation(case: Case, library: Any, answering: Answering) -> None:
    requests: list[Any] = []

    def answer(request: Any) -> Any:
        requests.append(request)
        content = b"" if case.answer is None else json.dumps(case.answer).encode()
        return library.Response(case.status, content=content)

    namespace, name = case.method.split(".")
    result = getattr(getattr(answering(answer), namespace), name)(*case.arguments, **case.options)

    (request,) = requests
    path = request.url.raw_path.decode().partition("?")[0]
    assert f"{request.method} {path}" == case.sent.replace(" /", " /api/v2/")
    assert request.url.params.multi_items() == case.query
    assert (json.loads(request.content) if request.content else None) == case.body
    assert {name: request.headers[name] for name in case.headers} == case.headers
    assert ("idempotency-key" in request.headers) is (name == "create_session")

    if case.answer is None:
        assert result is None
    elif isinstance(case.answer, list):
        assert [each.to_dict() for each in result] == case.answer
    else:
        assert result.to_dict() == case.answer
