"""The original SDK, hai-agents 1.0.1 and 1.3.0 from the package index, uses the emulator unchanged.

Its clients, handles, waits, streams, tools, structured answers, webhooks and command line run here, and every
namespace is used. What it cannot do against any server is left out or shown as it is; these are its own
defects:

- A second wait of a handle returns the events of the first turn again, unless it is told where to begin.
- A run that takes longer than its budget goes on; the exception says nothing of it.
- 1.0.1 does not know that environments need their `kind`, and sends none unless it is given.
- 1.0.1 waits for ever if the agent calls a tool that the caller did not bring.
- A 412 without a body is a plain `ApiError` instead of the `PreconditionFailedError` it has for it.
- Its clients leave their connection pools to the garbage collector; hence the warnings that are ignored here.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any

import hai_agents
import httpx
import pytest
from hai_agents import AsyncClient, Client
from hai_agents.core import ApiError
from pydantic import BaseModel

from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hai import Call, Stall, Think

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

IS_LATEST = version("hai-agents") == "1.3.0"
latest_only = pytest.mark.skipif(not IS_LATEST, reason="new since 1.0.1")
AGENT = "h/web-surfer-pro"


class Weather(BaseModel):
    city: str
    celsius: int


def get_weather(city: str) -> dict[str, Any]:
    """Look the weather up."""
    if city == "Atlantis":
        raise LookupError("no such city")
    return {"celsius": len(city)}


async def get_weather_slowly(city: str) -> dict[str, Any]:
    """Look the weather up."""
    await asyncio.sleep(0)
    return get_weather(city)


def script(turn: Any) -> Any:
    """Asks the tool if there is one, and works a little."""
    yield Think("I begin.")
    if turn.message == "stall":
        yield Stall()
    if turn.tools:
        here, there = yield [Call(turn.tools[0], {"city": city}) for city in ("Paris", "Atlantis")]
        assert there.error == "LookupError: no such city"
        return {"city": "Paris", **here.result}
    return f"Echo: {turn.message}"


@pytest.fixture(scope="module")
def _shared() -> Iterator[Emulator]:
    with Emulator("hai", agent=script, webhook_hosts=["127.0.0.1"]) as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    yield _shared
    _shared.reset()


@pytest.fixture(autouse=True)
def _collect_pools() -> Iterator[None]:
    """Collects what the SDK has left open while its warnings are still ignored."""
    yield
    gc.collect()


@pytest.fixture
def client(emulator: Emulator) -> Client:
    return Client(**emulator.options)


def refusal(call: Callable[..., Any], *arguments: Any, **keywords: Any) -> ApiError:
    with pytest.raises(ApiError) as refused:
        call(*arguments, **keywords)
    return refused.value


def test_a_run_with_a_tool_and_a_structured_answer(client: Client) -> None:
    result = client.run_session(
        agent=AGENT, messages="weather?", tools=[get_weather], answer_schema=Weather, timeout_seconds=20
    )
    assert (result.status, result.answer) == ("idle", Weather(city="Paris", celsius=5))
    assert result.next_from_index == len(result.events)
    assert [event.type for event in result.events][:3] == [
        "RequestStartEvent",
        "RequestStartDispatchedEvent",
        "AgentStartedEvent",
    ]


async def test_the_same_without_blocking(emulator: Emulator) -> None:
    client = AsyncClient(**emulator.options)
    result = await client.run_session(
        agent=AGENT,
        messages="weather?",
        tools=[get_weather_slowly],
        answer_schema=Weather,
        timeout_seconds=20,
    )
    assert (result.status, result.answer) == ("idle", Weather(city="Paris", celsius=5))
    handle = await client.start_session(agent=AGENT, messages="hello")
    types = [event.type async for event in handle.stream(timeout_seconds=20)]
    assert types[0] == "RequestStartEvent"
    assert types[-1] == "ActiveStateChangeEvent"
    assert (await handle.wait_for_completion(timeout_seconds=20)).answer == "Echo: hello"


def test_an_inline_agent_with_a_tool(client: Client) -> None:
    tools = [{"name": "get_weather", "description": "d", "input_schema": {"type": "object"}}]
    agent = {"name": "mine", "description": "d", "environments": [], "tools": tools}
    if IS_LATEST:
        result = client.run_session(agent=agent, messages="x", tools=[get_weather], timeout_seconds=20)
    else:  # which sends an override that replaces what is there
        result = client.run_session(agent=dict(agent), messages="x", tools=[get_weather], timeout_seconds=20)
    assert result.answer == {"city": "Paris", "celsius": 5}


def test_an_answer_that_does_not_fit(client: Client, emulator: Emulator) -> None:
    emulator.run(emulator.backend.play, lambda _turn: {"city": 3})
    with pytest.raises(hai_agents.AnswerValidationError) as failed:
        client.run_session(agent=AGENT, messages="x", answer_schema=Weather, timeout_seconds=20)
    assert failed.value.raw == {"city": 3}


def test_turns_of_a_conversation(client: Client, emulator: Emulator) -> None:
    handle = client.start_session(agent=AGENT, messages="one", idle_timeout_s=600)
    first = handle.wait_for_completion(timeout_seconds=20)
    handle.send_message("two")
    emulator.clock.advance(0)
    second = handle.wait_for_completion(from_index=first.next_from_index, timeout_seconds=20)
    assert (first.answer, second.answer) == ("Echo: one", "Echo: two")
    assert len(second.events) < len(first.events)
    again = handle.wait_for_completion(timeout_seconds=20)  # its defect: everything once more
    assert len(again.events) == len(first.events) + len(second.events)


def test_a_session_is_steered(client: Client, emulator: Emulator) -> None:
    handle = client.start_session(agent=AGENT, messages="stall")
    emulator.clock.advance(0)
    seen = [handle.status().status]
    for act in (handle.pause, handle.resume, handle.force_answer, handle.cancel):
        act()
        emulator.clock.advance(0)
        seen.append(handle.status().status)
    assert seen == ["running", "paused", "running", "idle", "interrupted"]
    assert handle.get().latest_answer == "Echo: stall"
    assert handle.changes(include_events=False).answer == "Echo: stall"
    assert handle.changes(from_index=1_000) is None
    assert refusal(handle.cancel).status_code == 409
    assert refusal(handle.send_message, "more").status_code == 400


def test_a_budget_is_met_but_the_session_goes_on(client: Client) -> None:
    with pytest.raises(TimeoutError):
        client.run_session(agent=AGENT, messages="stall", timeout_seconds=0.2, wait_for_seconds=1)
    assert client.sessions.list_sessions().items[0].status == "running"


def test_the_other_region() -> None:
    with Emulator("hai", region="us") as emulator:
        result = Client(**emulator.options).run_session(agent=AGENT, messages="x", timeout_seconds=20)
    assert (result.status, result.answer) == ("completed", "Echo: x")


def test_pages_and_filters(client: Client, emulator: Emulator) -> None:
    ids = [client.start_session(agent=AGENT, messages=str(n), group_id="g").id for n in range(5)]
    emulator.clock.advance(0)
    pages = [client.sessions.list_sessions(size=2, page=page, sort=["created_at"]) for page in (1, 2, 3)]
    assert [row.id for page in pages for row in page.items] == ids
    assert pages[0].total == 5
    assert client.sessions.list_sessions(status=["running", "idle"], group_id="g").total == 5
    assert client.sessions.list_session_events(ids[0], size=2, page=2).items[0].type == "AgentStartedEvent"


def test_one_key_starts_one_session(client: Client) -> None:
    first, second = (
        client.sessions.create_session(agent=AGENT, messages="x", idempotency_key="k") for _ in range(2)
    )
    assert first.id == second.id


def test_sharing_and_rating(client: Client, emulator: Emulator) -> None:
    handle = client.start_session(agent=AGENT, messages="x")
    shared = client.sessions.share_session(handle.id)
    assert httpx.get(f"{emulator.url}{shared.share_url}").status_code == 200
    client.sessions.unshare_session(handle.id)
    client.sessions.submit_session_feedback(handle.id, success=True, message="good")
    client.sessions.submit_event_feedback(handle.id, 0, success=False)
    assert client.sessions.get_session_quota().active == 1
    assert client.quota.get_token_quota().limit == 65_000_000


def test_the_catalog(client: Client) -> None:
    agent = client.agents.create_agent(name="team/mine", description="d", environments=["h/browser"])
    assert client.agents.get_agent("team/mine", resolve=True).environments[0].id == "h/browser"
    assert client.agents.patch_agent(agent.name, instructions="be brief").instructions == "be brief"
    updated = client.agents.update_agent(
        agent.name, name=agent.name, description="new", environments=["h/browser"]
    )
    assert updated.instructions is None
    assert client.agents.list_agents(search="team/").total == 1
    client.agents.delete_agent(agent.name)
    assert client.agents.list_agents().total == 3

    skill = client.skills.create_skill(name="s", description="d", body="b")
    assert client.skills.update_skill("s", name="s", description="d", body="new").body == "new"
    assert client.skills.patch_skill("s", source="here").source == "here"
    assert client.skills.list_skills(name=skill.name).total == 1
    client.skills.delete_skill("s")

    browser: Any = {"id": "team/b", "kind": "web", "start_url": "https://example.com"}
    made = client.environments.create_environment(**({"request": browser} if IS_LATEST else browser))
    assert made.start_url == "https://example.com"
    assert client.environments.patch_environment(
        "team/b", start_url="https://example.org"
    ).start_url.endswith("org")
    assert client.environments.list_environments(sort=["id"]).total == 2
    client.environments.delete_environment("team/b")


@latest_only
def test_revisions(client: Client) -> None:
    client.agents.create_agent(name="mine", description="one", environments=["h/browser"])
    answer = client.agents.with_raw_response.patch_agent("mine", description="two", if_match='"1"')
    assert answer.headers["etag"] == '"2"'
    stale = refusal(client.agents.delete_agent, "mine", if_match='"1"')
    assert (stale.status_code, stale.headers["etag"]) == (412, '"2"')
    assert client.agents.restore_agent_revision("mine", 1).description == "one"
    assert [row.number for row in client.agents.list_agent_revisions("mine").items] == [3, 2, 1]


def test_vaults_and_profiles(client: Client) -> None:
    config: Any = {"provider": "onepassword", "op_vault_id": "v"}
    vault = client.vaults.create_vault(name="v", provider_config=config, token="t")
    client.vaults.rotate_vault_token(vault.id, token="new")
    assert client.vaults.vault_health(vault.id).ok
    assert client.vaults.list_vaults().vaults[0].id == vault.id
    client.vaults.delete_vault(vault.id)

    ticket = client.browser_profiles.initiate_browser_profile_upload()
    files = {"file": ("profile.zip", b"PK\x05\x06" + bytes(18), "application/zip")}
    assert httpx.post(ticket.upload_url, data=ticket.upload_fields, files=files).status_code == 204
    profile = client.browser_profiles.complete_browser_profile_upload(
        ticket.profile_id, name="p", browser_name="chrome", browser_version="140"
    )
    assert profile.file_size_bytes == 22
    assert client.browser_profiles.list_browser_profiles(limit=5).total == 1
    client.browser_profiles.delete_browser_profile(profile.id)


@latest_only
def test_schedules_and_files(client: Client, emulator: Emulator) -> None:
    timing: Any = {"type": "cron", "expression": "*/5 * * * *", "timezone": "Europe/Paris"}
    request: Any = {"agent": AGENT, "messages": "x"}
    made = client.schedules.create_schedule(name="s", timing=timing, session_request=request)
    assert client.schedules.pause_schedule(made.id).paused
    run = client.schedules.trigger_schedule(made.id)
    assert client.schedules.list_schedule_runs(made.id).items[0].session_id == run.session_id
    client.schedules.resume_schedule(made.id)
    emulator.clock.advance(300)
    assert client.schedules.get_schedule(made.id).sessions_created == 2
    client.session_files.write_file(run.session_id, path="~/Downloads/a", content_base64="aGk=")
    assert client.session_files.read_file(run.session_id, path="~/Downloads/a").content_base64 == "aGk="
    assert client.session_files.list_files(run.session_id).files[0].name == "a"


def test_a_resource_is_downloaded(client: Client, emulator: Emulator) -> None:
    from fairlead.emulator.hai import Answer, Attach

    emulator.run(emulator.backend.play, [Attach("a.bin", bytes(range(256))), Answer("done")])
    handle = client.start_session(agent=AGENT, messages="x")
    handle.wait_for_completion(timeout_seconds=20)
    content = client.sessions.get_session_resource(handle.id, "attachments", "0/a.bin")
    assert b"".join(content) == bytes(range(256))


def test_refusals(client: Client, emulator: Emulator) -> None:
    invalid = refusal(client.sessions.create_session, agent=AGENT, max_steps=0)
    assert isinstance(invalid, hai_agents.UnprocessableEntityError)
    assert invalid.body.detail[0].loc == ["body", "max_steps"]
    assert refusal(client.agents.get_agent, "nobody").status_code == 404
    assert refusal(client.agents.delete_agent, AGENT).status_code == 403
    wrong = Client(base_url=emulator.url, api_key="hk-wrong")
    assert refusal(wrong.sessions.get_session_quota).body == {"message": "The API key is missing or unknown"}


@latest_only
def test_quotas() -> None:
    with Emulator("hai", max_sessions=0) as emulator:
        client = Client(**emulator.options, max_retries=0)
        refused = refusal(client.sessions.create_session, agent=AGENT, messages="x", queue=False)
        assert (type(refused).__name__, refused.status_code) == ("TooManyRequestsError", 429)
        assert client.start_session(agent=AGENT, messages="x").status().status == "queued"


def test_a_failing_server_is_asked_again(client: Client, emulator: Emulator) -> None:
    emulator.faults.add(Fault(status=503, headers={"Retry-After": "0.01"}, times=1))
    assert client.sessions.get_session_quota().limit == 10


def test_webhooks_verify(client: Client, emulator: Emulator) -> None:
    got: list[tuple[dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as receiver:
        thread = Thread(target=receiver.serve_forever, args=(0.01,))
        thread.start()
        hook = client.webhooks.create_webhook(url=f"http://127.0.0.1:{receiver.server_port}/")
        handle = client.start_session(agent=AGENT, messages="x")
        handle.wait_for_completion(timeout_seconds=20)
        emulator.clock.advance(0)  # waits for deliveries
        receiver.shutdown()
        thread.join()
    events = [
        hai_agents.verify_webhook(
            body, headers["X-H-Webhook-Signature"], headers["X-H-Webhook-Timestamp"], hook.secret
        )
        for headers, body in got
    ]
    assert {event.type for event in events} == {"session.status_updated"}
    assert {event.data["status"] for event in events} == {"pending", "running", "idle"}
    assert client.webhooks.get_webhook(hook.id).url == hook.url
    client.webhooks.delete_webhook(hook.id)


@pytest.fixture
def cli(emulator: Emulator, tmp_path: Path) -> Callable[..., Any]:
    """Runs the command line; what it printed as JSON."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HAI_")}
    environment |= {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), **emulator.env, "COLUMNS": "120"}

    def run(*arguments: str, status: int = 0) -> Any:
        command = [sys.executable, "-m", "hai_agents_cli", "--base-url", emulator.url, "--json", *arguments]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == status, done.stderr
        lines = done.stdout.strip()
        return (
            [json.loads(line) for line in lines.splitlines()]
            if arguments[1:2] == ("watch",)
            else json.loads(lines)
        )

    return run


def test_the_command_line(cli: Any) -> None:
    run = cli("run", "hello", "--agent", AGENT, "--max-steps", "5")
    assert (run["status"], run["answer"]) == ("idle", "Echo: hello")
    session_id = run["session_id"]
    assert session_id in json.dumps(cli("sessions", "list"))
    assert cli("sessions", "get", session_id)["latest_answer"] == "Echo: hello"
    assert cli("sessions", "status", session_id)["status"] == "idle"
    watched = cli("sessions", "watch", session_id)
    assert watched[0]["type"] == "RequestStartEvent"
    assert watched[-1]["answer"] == "Echo: hello"
    assert cli("sessions", "share", session_id)["share_url"].startswith("http://127.0.0.1")
    assert cli("sessions", "send", session_id, "more")["ack"] is True
    assert AGENT in json.dumps(cli("agents", "list"))
    assert cli("agents", "get", AGENT)["name"] == AGENT
    assert cli("whoami")["authenticated"] is True
