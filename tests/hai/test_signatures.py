"""Every method of the SDK that this facade replaces, with its parameters and defaults, in both flavours."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from fairlead.hai import AsyncClient, Client

KEEP = "KEEP"
NEEDED = "NEEDED"
"""There is no default."""


def body(*needed: str, **others: str) -> dict[str, Any]:
    return {**dict.fromkeys(needed, NEEDED), **others}


def left_out(*names: str) -> dict[str, Any]:
    """Fields of a body: those not given are not sent, and None is null."""
    return dict.fromkeys(names, KEEP)


def filters(*names: str) -> dict[str, Any]:
    """Query parameters and headers: None is not sent."""
    return dict.fromkeys(names, None)


PAGE = filters("page", "size", "sort")
AGENT = left_out(
    *("model", "reasoning_effort", "instructions", "subagents", "skills", "answer_format", "tools"),
)
SKILL = left_out("source", "url_pattern", "compatibility", "files", "executable_files")

# Positional parameters, then keyword-only ones with their defaults; all have `request_options=None`, too.
METHODS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "sessions.create_session": (
        (),
        {
            **body("agent"),
            **filters("idempotency_key"),
            **left_out("messages", "max_steps", "max_time_s", "idle_timeout_s", "timezone"),
            **left_out("delete_after_min", "delete_screenshot_after_min", "queue", "group_id"),
            **left_out("parent_session_id", "overrides"),
        },
    ),
    "sessions.list_sessions": (
        (),
        {
            **filters("owner", "status", "agent", "group_id", "parent_session_id", "schedule_id", "search"),
            **filters("created_before", "created_after", "finished_before", "finished_after"),
            **PAGE,
        },
    ),
    "sessions.get_session_quota": ((), {}),
    "sessions.get_session": (("id",), {}),
    "sessions.cancel_session": (("id",), {}),
    "sessions.get_session_status": (("id",), {}),
    "sessions.send_session_messages": (("id",), body("request")),
    "sessions.send_session_tool_results": (("id",), body("request")),
    "sessions.pause_session": (("id",), {}),
    "sessions.resume_session": (("id",), {}),
    "sessions.force_session_answer": (("id",), {}),
    "sessions.get_session_changes": (
        ("id",),
        filters("from_index", "limit", "include_events", "wait_for_seconds"),
    ),
    "sessions.list_session_events": (("id",), {**PAGE, **filters("type")}),
    "sessions.submit_session_feedback": (("id",), {**body("success"), **left_out("message")}),
    "sessions.submit_event_feedback": (("id", "event_index"), {**body("success"), **left_out("message")}),
    "sessions.share_session": (("id",), {}),
    "sessions.unshare_session": (("id",), {}),
    "sessions.get_session_resource": (("id", "bucket", "key"), {}),
    "skills.create_skill": ((), {**body("name", "description", "body"), **SKILL}),
    "skills.list_skills": ((), {**filters("name", "search"), **PAGE}),
    "skills.get_skill": (("name",), {}),
    "skills.update_skill": (("name_",), {**body("name", "description", "body"), **SKILL}),
    "skills.patch_skill": (("name",), {**left_out("description", "body"), **SKILL}),
    "skills.delete_skill": (("name",), {}),
    "environments.create_environment": ((), body("request")),
    "environments.list_environments": ((), {**filters("id", "kind", "search"), **PAGE}),
    "environments.get_environment": (("id",), {}),
    "environments.update_environment": (("id",), body("request")),
    "environments.patch_environment": (
        ("id",),
        {
            **left_out("host", "start_url", "headless", "session_id", "mode", "lazy", "settle_s"),
            **left_out("vault_id", "browser_profile_id", "use_default_browser_profile"),
            **left_out("persist_browser_profile", "network", "screenshot_max_width", "image", "storage"),
        },
    ),
    "environments.delete_environment": (("id",), {}),
    "agents.create_agent": (
        (),
        {**body("name", "description", "environments"), **filters("message"), **AGENT},
    ),
    "agents.list_agents": ((), {**filters("agent_name", "search", "reserved", "include"), **PAGE}),
    "agents.list_agent_revisions": (("agent_name",), PAGE),
    "agents.restore_agent_revision": (("agent_name", "number"), filters("if_match")),
    "agents.get_agent": (("agent_name",), filters("revision", "resolve")),
    "agents.update_agent": (
        ("agent_name",),
        {**body("name", "description", "environments"), **filters("message", "if_match"), **AGENT},
    ),
    "agents.patch_agent": (
        ("agent_name",),
        {**filters("message", "if_match"), **left_out("description", "environments"), **AGENT},
    ),
    "agents.delete_agent": (("agent_name",), filters("if_match")),
    "webhooks.create_webhook": ((), {**body("url"), **left_out("enabled_events", "description")}),
    "webhooks.list_webhooks": ((), PAGE),
    "webhooks.list_webhook_events": ((), {}),
    "webhooks.get_webhook": (("webhook_id",), {}),
    "webhooks.update_webhook": (
        ("webhook_id",),
        left_out("url", "enabled_events", "description", "disabled"),
    ),
    "webhooks.delete_webhook": (("webhook_id",), {}),
    "webhooks.rotate_webhook_secret": (("webhook_id",), {}),
    "webhooks.ping_webhook": (("webhook_id",), {}),
    "schedules.create_schedule": (
        (),
        {**body("name", "timing", "session_request"), **left_out("description", "repeats")},
    ),
    "schedules.list_schedules": ((), PAGE),
    "schedules.get_schedule": (("schedule_id",), {}),
    "schedules.update_schedule": (
        ("schedule_id",),
        left_out("name", "description", "timing", "session_request", "repeats"),
    ),
    "schedules.delete_schedule": (("schedule_id",), {}),
    "schedules.pause_schedule": (("schedule_id",), filters("request")),
    "schedules.resume_schedule": (("schedule_id",), {}),
    "schedules.trigger_schedule": (("schedule_id",), {}),
    "schedules.list_schedule_runs": (("schedule_id",), PAGE),
    "browser_profiles.list_browser_profiles": ((), filters("limit", "offset")),
    "browser_profiles.initiate_browser_profile_upload": ((), {}),
    "browser_profiles.complete_browser_profile_upload": (
        ("profile_id",),
        {**body("name", "browser_name", "browser_version"), **left_out("description", "labels")},
    ),
    "browser_profiles.get_default_browser_profile": ((), body("browser_name")),
    "browser_profiles.set_default_browser_profile": (("profile_id",), {}),
    "browser_profiles.unset_default_browser_profile": (("profile_id",), {}),
    "browser_profiles.get_browser_profile": (("profile_id",), {}),
    "browser_profiles.delete_browser_profile": (("profile_id",), {}),
    "vaults.create_vault": ((), body("name", "provider_config", "token")),
    "vaults.list_vaults": ((), filters("limit", "offset")),
    "vaults.get_vault": (("vault_id",), {}),
    "vaults.update_vault": (("vault_id",), left_out("name", "provider_config")),
    "vaults.delete_vault": (("vault_id",), {}),
    "vaults.rotate_vault_token": (("vault_id",), body("token")),
    "vaults.vault_health": (("vault_id",), {}),
    "session_files.list_files": (
        ("session_id",),
        left_out("path", "max_entries", "modified_before", "name_after"),
    ),
    "session_files.read_file": (("session_id",), body("path")),
    "session_files.write_file": (("session_id",), body("path", "content_base64")),
    "quota.get_token_quota": ((), {}),
}
NEW = {
    *("sessions.iter_sessions", "sessions.iter_session_events", "agents.iter_agents", "skills.iter_skills"),
    *("agents.iter_agent_revisions", "environments.iter_environments", "vaults.iter_vaults"),
    *("browser_profiles.iter_browser_profiles", "schedules.iter_schedules", "webhooks.iter_webhooks"),
    *("schedules.iter_schedule_runs", "session_files.iter_files"),
}


@pytest.fixture(params=[Client, AsyncClient])
def client(request: pytest.FixtureRequest) -> Any:
    return request.param(base_url="http://127.0.0.1:1", api_key="hk-x")


def described(function: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    positional: list[str] = []
    keywords: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        default = parameter.default
        if parameter.kind is parameter.KEYWORD_ONLY:
            shown = KEEP if type(default).__name__ == "Keep" else default
            keywords[parameter.name] = NEEDED if default is parameter.empty else shown
        else:
            assert default is parameter.empty
            positional.append(parameter.name)
    return tuple(positional), keywords


def test_there_are_as_many_methods_as_operations() -> None:
    assert len(METHODS) == 74


@pytest.mark.parametrize("method", METHODS)
def test_signature(client: Any, method: str) -> None:
    namespace, name = method.split(".")
    positional, keywords = METHODS[method]
    expected = positional, {**keywords, "request_options": None}
    assert described(getattr(getattr(client, namespace), name)) == expected


def test_there_are_no_others(client: Any) -> None:
    names = {
        f"{namespace}.{name}"
        for namespace in {method.split(".")[0] for method in METHODS}
        for name, _ in inspect.getmembers(type(getattr(client, namespace)), inspect.isfunction)
        if not name.startswith("_")
    }
    assert names == METHODS.keys() | NEW


def test_the_constructor_takes_keywords_only(client: Any) -> None:
    signature = inspect.signature(type(client))
    assert {
        parameter.name: parameter.default
        for parameter in signature.parameters.values()
        if parameter.kind is parameter.KEYWORD_ONLY
    } == {
        "base_url": None,
        "environment": None,  # and with it the EU, unless an address is set
        "api_key": None,
        "headers": None,
        "timeout": 60.0,
        "max_retries": 2,
        "follow_redirects": True,
    }
