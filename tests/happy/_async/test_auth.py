"""Tokens, and letting devices in."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fairlead import happy
from fairlead.emulator import Emulator
from fairlead.happy import AsyncPairing, HappyClient
from fairlead.happy._crypto import KeyPair, encode_base64


async def test_a_refused_token_is_an_authentication_error(backend: Emulator, machine_id: str) -> None:
    options = {**backend.options, "token": "bad-t0ken"}
    async with HappyClient(**options) as client:
        with pytest.raises(happy.AuthenticationError, match="Invalid token") as raised:
            await client.list_sessions()
        assert raised.value.status == 401
        with pytest.raises(happy.AuthenticationError):
            await client._shared.link.call("ping", {}, 5)
        with pytest.raises(happy.AuthenticationError):
            await client.run_task(machine_id, "/repo", "hello")
        assert "bad-t0ken" not in repr(raised.value) + repr(client)


async def test_a_refused_token_can_be_renewed(backend: Emulator, machine_id: str) -> None:
    options = {**backend.options, "token": "bad-token"}
    async with HappyClient(**options, renew_token=True) as client:
        view = client.with_options(timeout=5)
        assert [machine.id for machine in await client.list_machines()] == [machine_id]
        signed_in = [request for request in backend.requests if request.path == "/v1/auth"]
        assert len(signed_in) == 1
        assert (await view.complete_task(machine_id, "/repo", "hello")).text == "Echo: hello"
        assert [request for request in backend.requests if request.path == "/v1/auth"] == signed_in
    async with HappyClient(**options, renew_token=True) as client:
        # The socket is the first to notice.
        assert await client._shared.link.call("ping", {}, 5) == {}
        assert len(await client.list_machines()) == 1


async def test_a_secret_that_is_not_the_account_s_gets_another_account(
    stranger: HappyClient, client: HappyClient
) -> None:
    before = await stranger.account.profile()
    assert before.id == (await client.account.profile()).id
    token = await stranger.auth.sign_in()
    assert token not in repr(stranger)
    assert (await stranger.account.profile()).id != before.id


async def test_a_machine_s_key_opens_no_sessions(
    client: HappyClient, backend: Emulator, tmp_path: Path, quiet: str, machine_id: str
) -> None:
    key_file = tmp_path / "access.key"
    keys = {
        "publicKey": encode_base64(KeyPair.generate().public),
        "machineKey": encode_base64(os.urandom(32)),
    }
    key_file.write_text(json.dumps({"token": backend.options["token"], "encryption": keys}))
    key_file.chmod(0o600)
    async with HappyClient(backend.options["server_url"], key_file, renew_token=True) as limited:
        assert [session.readable for session in await limited.list_sessions()] == [False]
        assert [machine.readable for machine in await limited.list_machines()] == [False]
        for call in (
            lambda: limited.get_messages(quiet),
            lambda: limited.create_session("t", {}),
            lambda: limited.register_machine("m", {}),
            lambda: limited.auth.sign_in(),
            lambda: limited.spawn_session(machine_id, "/repo"),
        ):
            with pytest.raises(happy.EncryptionError):
                await call()


async def test_linking_a_device(client: HappyClient, backend: Emulator, tmp_path: Path) -> None:
    async with AsyncPairing(backend.options["server_url"]) as pairing:
        assert pairing.url.startswith("happy:///account?")
        with pytest.raises(happy.NotFoundError):
            await client.auth.approve_account(pairing.url)
        with pytest.raises(happy.TimeoutError, match="nobody approved"):
            await pairing.wait(0.05, 0.01)
        await client.auth.approve_account(pairing.url)
        granted = await pairing.wait()
    assert granted.secret_b64 == backend.options["secret_b64"]
    assert granted.token not in repr(granted)
    assert backend.options["secret_b64"] not in repr(granted)
    key_file = tmp_path / "home" / "agent.key"
    granted.save(key_file)
    granted.save(key_file)
    assert key_file.stat().st_mode & 0o777 == 0o600
    async with HappyClient(backend.options["server_url"], key_file) as linked:
        assert (await linked.account.profile()).id == (await client.account.profile()).id


async def test_letting_a_terminal_in(client: HappyClient, backend: Emulator, tmp_path: Path) -> None:
    async with AsyncPairing(backend.options["server_url"], kind="terminal") as pairing:
        assert await pairing.request() is None
        status = await client.auth.pairing_status(pairing.url)
        assert (status.status, status.supports_v2) == (happy.PairingState.pending, True)
        await client.auth.approve_terminal(pairing.url)
        granted = await pairing.wait()
        assert (await client.auth.pairing_status(pairing.url)).status is happy.PairingState.authorized
    assert granted.secret_b64 is None
    assert granted.public_key == encode_base64(client._shared.content_key)
    with pytest.raises(happy.CredentialsError, match="kind='account'"):
        granted.save(tmp_path / "agent.key")
    unknown = encode_base64(KeyPair.generate().public)
    assert (await client.auth.pairing_status(unknown)).status is happy.PairingState.not_found
    with pytest.raises(happy.NotFoundError):
        await client.auth.approve_terminal(unknown)
    with pytest.raises(happy.InvalidArgumentError, match="32 bytes"):
        await client.auth.approve_terminal("happy://terminal?abc")
