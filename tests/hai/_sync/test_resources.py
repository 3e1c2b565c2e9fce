# Made from tests/hai/_async/test_resources.py by `nox -s regenerate`: edit that one.
"""Every namespace against the emulator: what one call makes, another finds, changes and removes."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from fairlead import hai
from fairlead.emulator import Emulator
from fairlead.emulator.hai import Answer, Attach, Stall
from fairlead.hai import Client

AGENT = "h/web-surfer-pro"


def names(items: Iterator[Any], key: str = "name") -> list[Any]:
    return [getattr(item, key) for item in items]


def test_agents_and_their_revisions(client: Client) -> None:
    agents = client.agents
    made = agents.create_agent(
        name="buyer", description="Buys.", environments=[hai.Browser(id="shop")], message="first"
    )
    assert (made.etag, made.environments) == ('"1"', [hai.Browser(id="shop")])
    changed = agents.patch_agent("buyer", instructions="Be quick.", if_match=made.etag, message="second")
    assert (changed.etag, changed.instructions) == ('"2"', "Be quick.")
    with pytest.raises(hai.PreconditionFailedError) as raised:
        agents.patch_agent("buyer", instructions="Be slow.", if_match=made.etag)
    assert raised.value.etag == '"2"'
    assert (
        agents.update_agent("buyer", name="buyer", description="Buys.", environments=["h/browser"])
    ).etag == '"3"'
    assert (agents.get_agent("buyer")).instructions is None
    assert (agents.get_agent("buyer", revision=2)).instructions == "Be quick."
    restored = agents.restore_agent_revision("buyer", 2, if_match="*")
    assert (restored.etag, restored.instructions) == ('"4"', "Be quick.")
    revisions = [each for each in agents.iter_agent_revisions("buyer", size=3)]
    assert [each.number for each in revisions] == [4, 3, 2, 1]
    assert [each.message for each in revisions] == ["Restored from v2", None, "second", "first"]
    listed = agents.list_agents(agent_name="buyer", include="revision")
    (found,) = listed.items
    assert isinstance(found, hai.AgentWithRevision)
    assert found.revision == 4
    assert "buyer" in names(agents.iter_agents(size=1))
    with pytest.raises(hai.ConflictError):
        agents.create_agent(name="buyer", description="d", environments=["h/browser"])
    with pytest.raises(hai.ForbiddenError):
        agents.delete_agent(AGENT)
    agents.delete_agent("buyer", if_match=restored.etag)
    with pytest.raises(hai.NotFoundError):
        agents.get_agent("buyer")


def test_reserved_names_keep_their_slash(client: Client) -> None:
    assert (client.agents.get_agent(AGENT)).name == AGENT
    assert (client.environments.get_environment("h/browser")).id == "h/browser"


@pytest.mark.parametrize(
    "environment",
    [
        hai.Browser(id="e", mode=hai.BrowserTextMode(chunk_size=100), settle_s=0),
        hai.Desktop(id="e", host=hai.EnvironmentHost.cloud),
        hai.Android(id="e"),
        hai.Workstation(id="e", storage=hai.WorkstationStorage(ephemeral=True)),
    ],
    ids=lambda environment: environment.kind,
)
def test_environments_of_every_kind(environment: Any, client: Client) -> None:
    environments = client.environments
    made = environments.create_environment(request=environment)
    assert type(made) is type(environment)
    assert (made.id, made.kind) == ("e", environment.kind)
    assert environments.get_environment("e") == made
    patched = environments.patch_environment("e", lazy=True)
    assert patched.to_dict()["lazy"] is True
    assert (environments.update_environment("e", request=environment)).to_dict().get("lazy") is not True
    page = environments.list_environments(kind=environment.kind, id="e")
    assert [each.id for each in page.items] == ["e"]
    assert "e" in names(environments.iter_environments(size=1), "id")
    environments.delete_environment("e")
    with pytest.raises(hai.NotFoundError):
        environments.get_environment("e")


def test_skills(client: Client) -> None:
    skills = client.skills
    files = {"run.py": base64.b64encode(b"print()").decode()}
    made = skills.create_skill(
        name="s", description="d", body="b", source="here", files=files, executable_files=["run.py"]
    )
    assert (made.files, made.executable_files, made.source) == (files, ["run.py"], "here")
    assert (skills.patch_skill("s", source=None)).source is None
    assert (skills.patch_skill("s", body="c")).files == files
    assert not (skills.update_skill("s", name="s", description="d", body="b")).files
    assert (skills.get_skill("s")).body == "b"
    assert names(skills.iter_skills(name="s")) == ["s"]
    skills.delete_skill("s")
    assert (skills.list_skills(name="s")).total == 0


def test_vaults(client: Client) -> None:
    vaults = client.vaults
    made = vaults.create_vault(
        name="v", provider_config=hai.OnePasswordConfig(op_vault_id="o"), token="ops_t0k3n"
    )
    assert "t0k3n" not in repr(made)
    assert (vaults.update_vault(made.id, name="w")).name == "w"
    assert (vaults.get_vault(made.id)).provider_config.op_vault_id == "o"
    assert (vaults.vault_health(made.id)).ok
    vaults.rotate_vault_token(made.id, token="ops_other")
    assert names(vaults.iter_vaults(limit=1)) == ["w"]
    with pytest.raises(hai.UnprocessableEntityError) as raised:
        vaults.rotate_vault_token(made.id, token=" ")
    assert raised.value.problems
    vaults.delete_vault(made.id)
    assert (vaults.list_vaults()).total == 0


def test_browser_profiles(client: Client) -> None:
    profiles = client.browser_profiles
    upload = profiles.initiate_browser_profile_upload()
    with httpx2.Client(trust_env=False) as http:
        sent = http.post(
            upload.upload_url,
            data=upload.upload_fields,
            files={"file": ("profile.zip", b"PK", "application/zip")},
        )
    assert sent.is_success
    made = profiles.complete_browser_profile_upload(
        upload.profile_id, name="p", browser_name="chromium", browser_version="1", labels={"a": "b"}
    )
    assert (made.id, made.name, made.labels, made.is_default) == (upload.profile_id, "p", {"a": "b"}, False)
    assert (profiles.set_default_browser_profile(made.id)).is_default
    assert (profiles.get_default_browser_profile(browser_name="chromium")).id == made.id
    assert not (profiles.unset_default_browser_profile(made.id)).is_default
    with pytest.raises(hai.NotFoundError):
        profiles.get_default_browser_profile(browser_name="chromium")
    assert (profiles.get_browser_profile(made.id)).id == made.id
    assert names(profiles.iter_browser_profiles()) == ["p"]
    profiles.delete_browser_profile(made.id)
    assert (profiles.list_browser_profiles(limit=5)).profiles == []


def test_schedules(client: Client) -> None:
    schedules = client.schedules
    made = schedules.create_schedule(
        name="news",
        timing=hai.CronTiming(expression="0 8 * * *", timezone="Europe/Paris"),
        session_request=hai.SessionRequest(agent=AGENT, messages="What is new?"),
        repeats=3,
    )
    assert (made.paused, made.repeats, made.sessions_created) == (False, 3, 0)
    assert made.next_run_times[0] > made.created_at
    assert (schedules.update_schedule(made.id, repeats=None)).repeats is None
    paused = schedules.pause_schedule(made.id, request=hai.PauseSchedule(note="holidays"))
    assert (paused.paused, paused.pause_note) == (True, "holidays")
    run = schedules.trigger_schedule(made.id)
    assert (run.status, run.triggered_manually, run.schedule_id) == ("created", True, made.id)
    sessions = [each for each in client.sessions.iter_sessions(schedule_id=made.id)]
    assert [each.id for each in sessions] == [run.session_id]
    assert not (schedules.resume_schedule(made.id)).paused
    assert (schedules.pause_schedule(made.id)).paused
    assert names(schedules.iter_schedule_runs(made.id), "id") == [run.id]
    assert names(schedules.iter_schedules()) == ["news"]
    assert (schedules.get_schedule(made.id)).sessions_created == 1
    schedules.delete_schedule(made.id)
    assert (schedules.list_schedules()).total == 0


def test_webhooks(client: Client) -> None:
    webhooks = client.webhooks
    types = [each.type for each in webhooks.list_webhook_events()]
    assert "session.status_updated" in types
    made = webhooks.create_webhook(url="https://example.com/hook", description="d")
    assert made.enabled_events == ["*"]
    assert made.secret not in repr(made)
    rotated = webhooks.rotate_webhook_secret(made.id)
    assert rotated.secret != made.secret
    changed = webhooks.update_webhook(made.id, disabled=True, description=None)
    assert (changed.disabled, changed.description) == (True, None)
    assert (webhooks.get_webhook(made.id)).id == made.id
    assert names(webhooks.iter_webhooks(), "id") == [made.id]
    with pytest.raises(hai.UnprocessableEntityError):
        webhooks.update_webhook(made.id, enabled_events=[])
    webhooks.delete_webhook(made.id)
    assert (webhooks.list_webhooks()).items == []


def test_files_of_a_session(client: Client, backend: Emulator) -> None:
    backend.run(backend.backend.play, [Stall()])
    files = client.session_files
    session = client.sessions.create_session(agent=AGENT, messages="m")
    for number in range(3):
        content = base64.b64encode(b"x" * number).decode()
        written = files.write_file(session.id, path=f"~/Downloads/f{number}", content_base64=content)
        assert written.size_bytes == number
        backend.clock.advance(timedelta(seconds=1))
    found = [file for file in files.iter_files(session.id, max_entries=2)]
    assert [file.name for file in found] == ["f2", "f1", "f0"]
    read = files.read_file(session.id, path="~/Downloads/f2")
    assert base64.b64decode(read.content_base64) == b"xx"
    with pytest.raises(hai.NotFoundError):
        files.read_file(session.id, path="~/Downloads/missing")


def test_quotas(client: Client, backend: Emulator) -> None:
    backend.run(backend.backend.play, [Stall()])
    slots = client.sessions.get_session_quota()
    for _ in range(slots.available):
        client.sessions.create_session(agent=AGENT, messages="m", queue=False)
    with pytest.raises(hai.TooManyRequestsError) as raised:
        client.with_options(max_retries=0).sessions.create_session(agent=AGENT, queue=False)
    assert raised.value.limits
    assert raised.value.code in {"plan_limit", "capacity"}
    queued = client.sessions.create_session(agent=AGENT, messages="m")
    assert queued.status.status == "queued"
    tokens = client.quota.get_token_quota()
    assert tokens.limit is None or tokens.limit > 0


def test_a_session_from_start_to_end(client: Client, backend: Emulator) -> None:
    backend.run(backend.backend.play, [Attach("report.txt", b"done"), Answer("Done.")])
    sessions = client.sessions
    session = sessions.create_session(
        agent=AGENT,
        messages="m",
        idle_timeout_s=600,
        group_id="g",
        overrides={"agent.instructions": "Be quick."},
    )
    assert isinstance(session.request.agent, hai.Agent)
    assert session.request.agent.instructions == "Be quick."
    index, answer = 0, None
    while answer is None:
        changes = sessions.get_session_changes(session.id, from_index=index, wait_for_seconds=5)
        if changes is not None:
            index += len(changes.new_events)
            answer = changes.answer
    assert answer == "Done."
    events = [event for event in sessions.iter_session_events(session.id, size=3)]
    assert len(events) >= index
    (attached,) = [event for event in events if isinstance(event, hai.AttachmentEvent)]
    assert attached.data.name == "report.txt"
    bucket, key = attached.data.url.partition("/resources/")[2].split("/", 1)
    pieces = [piece for piece in sessions.get_session_resource(session.id, bucket, key)]
    assert b"".join(pieces) == b"done"
    sessions.submit_session_feedback(session.id, success=True)
    sessions.submit_event_feedback(session.id, 0, success=False, message="no")
    assert (sessions.share_session(session.id)).share_url.startswith("/share/")
    sessions.unshare_session(session.id)
    sessions.pause_session(session.id)
    sessions.resume_session(session.id)
    sessions.force_session_answer(session.id)
    assert [each.id for each in sessions.iter_sessions(group_id="g")] == [session.id]
    sessions.cancel_session(session.id)
    assert (sessions.get_session_status(session.id)).status == "interrupted"
    with pytest.raises(hai.BadRequestError):
        sessions.send_session_messages(session.id, request="too late")
    with pytest.raises(hai.ConflictError):
        sessions.cancel_session(session.id)
    with pytest.raises(hai.NotFoundError):
        sessions.get_session("00000000-0000-4000-8000-000000000000")


def test_a_repeated_start_is_the_same_session(client: Client) -> None:
    first = client.sessions.create_session(agent=AGENT, messages="m", idempotency_key="k")
    again = client.sessions.create_session(agent=AGENT, messages="m", idempotency_key="k")
    assert again.id == first.id
    with pytest.raises(hai.UnprocessableEntityError):
        client.sessions.create_session(agent=AGENT, messages="other", idempotency_key="k")


def test_a_bad_key(backend: Emulator) -> None:
    with Client(base_url=backend.options["base_url"], api_key="hk-wrong") as client:
        with pytest.raises(hai.UnauthorizedError):
            client.sessions.get_session_quota()
