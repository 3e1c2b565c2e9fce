"""What the README of the SDK that this facade replaces shows, with only the import changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fairlead.emulator import Emulator
from fairlead.happy import AuthenticationError, HappyClient, SyncHappyClient

MACHINE = "my-machine"
DIRECTORY = "/home/user/project"


@pytest.fixture
def backend(happy_emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Emulator:
    """An emulator whose machine is called as in the README; nobody's real credentials are in reach."""
    for name in ("HAPPY_SERVER_URL", "HAPPY_TOKEN", "HAPPY_SECRET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HAPPY_HOME_DIR", str(tmp_path))
    monkeypatch.setattr(f"{__name__}.MACHINE", happy_emulator.backend.machine_id)
    return happy_emulator


def write_key_file(path: Path, content: object) -> None:
    path.write_text(json.dumps(content))
    path.chmod(0o600)


async def test_a_task_with_a_key_file(
    backend: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    options = backend.options
    monkeypatch.setenv("HAPPY_SERVER_URL", options["server_url"])
    write_key_file(tmp_path / "agent.key", {"token": options["token"], "secret": options["secret_b64"]})

    client = HappyClient()
    session_id = await client.run_task(
        machine_id=MACHINE, directory=DIRECTORY, prompt="Summarise this week's PRs"
    )

    assert (await client.get_messages(session_id))[-1].role == "session"
    await client.close()


async def test_a_task_with_environment_variables(backend: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in backend.env.items():
        monkeypatch.setenv(name, value)
    client = HappyClient.from_env()
    assert await client.run_task(machine_id=MACHINE, directory=DIRECTORY, prompt="Hello")
    await client.close()


def test_a_blocking_task(backend: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in backend.env.items():
        monkeypatch.setenv(name, value)
    client = SyncHappyClient.from_env()
    session_id = client.run_task(machine_id=MACHINE, directory=DIRECTORY, prompt="Hello")
    assert client.is_alive(session_id) is False
    client.close()


def test_every_way_to_make_a_client(
    backend: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    options = backend.options
    url, token, secret = options["server_url"], options["token"], options["secret_b64"]
    legacy = tmp_path / "elsewhere.key"
    write_key_file(legacy, {"token": token, "encryption": {"machineKey": secret}})
    with pytest.raises(AuthenticationError):
        SyncHappyClient.from_env(server_url=url)
    for name, value in backend.env.items():
        monkeypatch.setenv(name, value)
    for client in (
        SyncHappyClient.from_env(),
        SyncHappyClient.from_env(server_url=url),
        SyncHappyClient(server_url=url, token=token, secret_b64=secret),
        SyncHappyClient(server_url=url, credentials_path=str(legacy)),
    ):
        assert [machine.id for machine in client.list_machines()] == [MACHINE]
        assert client.get_machine(MACHINE).metadata
        client.close()


async def test_a_session_step_by_step(backend: Emulator) -> None:
    client = HappyClient(**backend.options)
    session_id = await client.spawn_session(machine_id=MACHINE, directory=DIRECTORY)
    await client.send_message(session_id, "Hello")
    await client.wait_for_turn_completion(session_id)
    messages = await client.get_messages(session_id)
    await client.stop_session(session_id)
    assert [message.seq for message in messages] == [1, 2, 3, 4]
    assert messages[0].content["content"]["text"] == "Hello"
    await client.close()


async def test_naming_a_session(backend: Emulator) -> None:
    client = HappyClient(**backend.options)
    sid = await client.spawn_session(MACHINE, "/repo", name="Nightly build")
    await client.set_session_name(sid, "Nightly build (retry)")
    session = await client.get_session(sid)
    assert session.metadata["summary"]["text"] == session.metadata["name"] == "Nightly build (retry)"
    assert session.metadata_version == 2
    await client.close()


async def test_blocking_calls_work_inside_of_a_running_event_loop(backend: Emulator) -> None:
    with SyncHappyClient(**backend.options) as client:
        session_id = client.spawn_session(MACHINE, "/repo")
        with client.subscribe(session_id) as updates:
            client.send_message(session_id, "Hello")
            assert next(updates).text == "Hello"
        assert client.wait_for_turn_completion(session_id, 10).text == "Echo: Hello"
