"""Signing in, pairing, and who is let in."""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any

import pytest

from fairlead.happy._crypto import KeyPair, prove_identity, seal


def claims(token: str) -> Any:
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def proof(secret: bytes) -> dict[str, str]:
    made = prove_identity(secret)
    return {"publicKey": made.public_key, "challenge": made.challenge, "signature": made.signature}


def test_a_signature_opens_an_account(anonymous: Any, owner: Any) -> None:
    secret = secrets.token_bytes(32)
    first, again = (anonymous.post("/v1/auth", proof(secret)) for _ in range(2))
    other = anonymous.post("/v1/auth", proof(secrets.token_bytes(32)))
    assert first["success"] is True
    assert first["token"] != again["token"]
    assert claims(first["token"])["sub"] == claims(again["token"])["sub"] != claims(other["token"])["sub"]
    assert claims(first["token"])["iss"] == "handy"
    assert "exp" not in claims(first["token"])


def test_the_first_account_can_sign_in_with_its_secret(anonymous: Any, owner: Any) -> None:
    secret = base64.b64decode(owner.emulator.options["secret_b64"])
    token = anonymous.post("/v1/auth", proof(secret))["token"]
    assert claims(token)["sub"] == owner.happy.account_id


def test_the_same_proof_works_again(anonymous: Any) -> None:
    body = proof(secrets.token_bytes(32))
    assert [anonymous.post("/v1/auth", body)["success"] for _ in range(2)] == [True, True]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"challenge": "AAAA"}, (401, "Invalid signature")),
        ({"signature": "AAAA"}, (500, "Internal Server Error")),
        ({"publicKey": "AAAA"}, (500, "Internal Server Error")),
        ({"publicKey": "?"}, (500, "Internal Server Error")),
    ],
)
def test_other_proofs_fail(anonymous: Any, change: Any, expected: Any) -> None:
    status, body = anonymous.refused("POST", "/v1/auth", {**proof(secrets.token_bytes(32)), **change})
    assert (status, body["error"]) == expected


@pytest.mark.parametrize("header", [None, "bearer {}", "Basic {}", "{}"])
def test_the_header_is_spelled_in_one_way(anonymous: Any, owner: Any, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header.format(owner.token)}
    answer = anonymous.http.get("/v1/machines", headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"error": "Missing authorization header"})


@pytest.mark.parametrize("spoil", [lambda _: "x", lambda token: token[:-6] + "AAAAAA", lambda _: "a.b.c"])
def test_other_tokens_are_refused(anonymous: Any, owner: Any, spoil: Any) -> None:
    answer = anonymous.http.get("/v1/machines", headers={"Authorization": f"Bearer {spoil(owner.token)}"})
    assert (answer.status_code, answer.json()) == (401, {"error": "Invalid token"})


@pytest.mark.parametrize("kind", ["terminal", "account"])
def test_a_device_is_paired(anonymous: Any, owner: Any, kind: str) -> None:
    path = "/v1/auth" if kind == "terminal" else "/v1/auth/account"
    pair = KeyPair.generate()
    key = base64.b64encode(pair.public).decode()
    assert anonymous.post(f"{path}/request", {"publicKey": key}) == {"state": "requested"}
    answer = base64.b64encode(seal(pair.public, b"the secret")).decode()
    approval = {"publicKey": key, "response": answer}
    assert owner.post(f"{path}/response", approval) == {"success": True}
    assert owner.post(f"{path}/response", {**approval, "response": "later"}) == {"success": True}
    paired = anonymous.post(f"{path}/request", {"publicKey": key})
    assert (paired["state"], paired["response"]) == ("authorized", answer)
    assert pair.open(base64.b64decode(paired["response"])) == b"the secret"
    assert claims(paired["token"])["sub"] == owner.happy.account_id
    assert ("session" in claims(paired["token"])) == (kind == "terminal")


def test_the_status_of_a_pairing(anonymous: Any, owner: Any) -> None:
    key = base64.b64encode(secrets.token_bytes(32)).decode()

    def status() -> Any:
        return anonymous.get("/v1/auth/request/status", publicKey=key)

    assert status() == {"status": "not_found", "supportsV2": False}
    anonymous.post("/v1/auth/request", {"publicKey": key, "supportsV2": True})
    anonymous.post("/v1/auth/request", {"publicKey": key, "supportsV2": False})
    assert status() == {"status": "pending", "supportsV2": True}
    owner.post("/v1/auth/response", {"publicKey": key, "response": "x"})
    assert status() == {"status": "authorized", "supportsV2": False}
    assert anonymous.get("/v1/auth/request/status", publicKey="AAAA")["status"] == "not_found"


@pytest.mark.parametrize("path", ["/v1/auth", "/v1/auth/account"])
def test_pairings_that_make_no_sense(anonymous: Any, owner: Any, path: str) -> None:
    wrong, unknown = "AAAA", base64.b64encode(secrets.token_bytes(32)).decode()
    approve = f"{path}/response"
    invalid = (401, {"error": "Invalid public key"})
    assert anonymous.refused("POST", f"{path}/request", {"publicKey": wrong}) == invalid
    assert owner.refused("POST", approve, {"publicKey": wrong, "response": "x"}) == invalid
    missing = (404, {"error": "Request not found"})
    assert owner.refused("POST", approve, {"publicKey": unknown, "response": "x"}) == missing
    assert anonymous.refused("POST", approve, {"publicKey": unknown, "response": "x"})[0] == 401
