# Made from tests/happy/_async/test_auth.py by `nox -s regenerate`: edit that one.
"""Tokens, and letting devices in."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fairlead import happy
from fairlead.emulator import Emulator
from fairlead.happy import Pairing, SyncHappyClient
from fairlead.happy._crypto import KeyPair, encode_base64


def test_a_refused_token_is_an_authentication_error(backend: Emulator, machine_id: str) -> None:
    options = {**backend.options, "token": "bad-t0ken"}
    with SyncHappyClient(**options) as client:
        with pytest.raises(happy.AuthenticationError, match="Invalid token") as raised:
            client.list_sessions()
        assert raised.value.status == 401
        with pytest.raises(happy.AuthenticationError):
            client._shared.link.call("ping", {}, 5)
        with pytest.raises(happy.AuthenticationError):
            client.run_task(machine_id, "/repo", "hello")
        assert "bad-t0ken" not in repr(raised.value) + repr(client)


def test_a_refused_token_can_be_renewed(backend: Emulator, machine_id: str) -> None:
    options = {**backend.options, "token": "bad-token"}
    with SyncHappyClient(**options, renew_token=True) as client:
        view = client.with_options(timeout=5)
        assert [machine.id for machine in client.list_machines()] == [machine_id]
        signed_in = [request for request in backend.requests if request.path == "/v1/auth"]
        assert len(signed_in) == 1
        assert (view.complete_task(machine_id, "/repo", "hello")).text == "Echo: hello"
        assert [request for request in backend.requests if request.path == "/v1/auth"] == signed_in
    with SyncHappyClient(**options, renew_token=True) as client:
        # The socket is the first to notice.
        assert client._shared.link.call("ping", {}, 5) == {}
        assert len(client.list_machines()) == 1


def test_a_secret_that_is_not_the_account_s_gets_another_account(
    stranger: SyncHappyClient, client: SyncHappyClient
) -> None:
    before = stranger.account.profile()
    assert before.id == (client.account.profile()).id
    token = stranger.auth.sign_in()
    assert token not in repr(stranger)
    assert (stranger.account.profile()).id != before.id


def test_a_machine_s_key_opens_no_sessions(
    client: SyncHappyClient, backend: Emulator, tmp_path: Path, quiet: str, machine_id: str
) -> None:
    key_file = tmp_path / "access.key"
    keys = {
        "publicKey": encode_base64(KeyPair.generate().public),
        "machineKey": encode_base64(os.urandom(32)),
    }
    key_file.write_text(json.dumps({"token": backend.options["token"], "encryption": keys}))
    key_file.chmod(0o600)
    with SyncHappyClient(backend.options["server_url"], key_file, renew_token=True) as limited:
        assert [session.readable for session in limited.list_sessions()] == [False]
        assert [machine.readable for machine in limited.list_machines()] == [False]
        for call in (
            lambda: limited.get_messages(quiet),
            lambda: limited.create_session("t", {}),
            lambda: limited.register_machine("m", {}),
            lambda: limited.auth.sign_in(),
            lambda: limited.spawn_session(machine_id, "/repo"),
        ):
            with pytest.raises(happy.EncryptionError):
                call()


def test_linking_a_device(client: SyncHappyClient, backend: Emulator, tmp_path: Path) -> None:
    with Pairing(backend.options["server_url"]) as pairing:
        assert pairing.url.startswith("happy:///account?")
        with pytest.raises(happy.NotFoundError):
            client.auth.approve_account(pairing.url)
        with pytest.raises(happy.TimeoutError, match="nobody approved"):
            pairing.wait(0.05, 0.01)
        client.auth.approve_account(pairing.url)
        granted = pairing.wait()
    assert granted.secret_b64 == backend.options["secret_b64"]
    assert granted.token not in repr(granted)
    assert backend.options["secret_b64"] not in repr(granted)
    key_file = tmp_path / "home" / "agent.key"
    granted.save(key_file)
    granted.save(key_file)
    assert key_file.stat().st_mode & 0o777 == 0o600
    with SyncHappyClient(backend.options["server_url"], key_file) as linked:
        assert (linked.account.profile()).id == (client.account.profile()).id


def test_letting_a_terminal_in(client: SyncHappyClient, backend: Emulator, tmp_path: Path) -> None:
    with Pairing(backend.options["server_url"], kind="terminal") as pairing:
        assert pairing.request() is None
        status = client.auth.pairing_status(pairing.url)
        assert (status.status, status.supports_v2) == (happy.PairingState.pending, True)
        client.auth.approve_terminal(pairing.url)
        granted = pairing.wait()
        assert (client.auth.pairing_status(pairing.url)).status is happy.PairingState.authorized
    assert granted.secret_b64 is None
    assert granted.public_key == encode_base64(client._shared.content_key)
    with pytest.raises(happy.CredentialsError, match="kind='account'"):
        granted.save(tmp_path / "agent.key")
    unknown = encode_base64(KeyPair.generate().public)
    assert (client.auth.pairing_status(unknown)).status is happy.PairingState.not_found
    with pytest.raises(happy.NotFoundError):
        client.auth.approve_terminal(unknown)
    with pytest.raises(happy.InvalidArgumentError, match="32 bytes"):
        client.auth.approve_terminal("happy://terminal?abc")
