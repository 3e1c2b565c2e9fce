"""Webhook signatures, against vectors computed by the service's own code."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fairlead
from fairlead import hai
from fairlead.hai import WebhookVerificationError, sign_webhook, verify_webhook
from fairlead.hai.webhooks import DEFAULT_TOLERANCE_S, SIGNATURE_HEADER, TIMESTAMP_HEADER

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))[
    "vectors"
]
SECRET = "whsec_" + "t" * 43
NOW = 1767225600
BODY = json.dumps({"type": "ping", "id": "evt_1", "created_at": "2026-01-01T00:00:00Z", "data": {}})


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Stops the clock of this machine."""

    def stop(now: float) -> None:
        monkeypatch.setattr(time, "time", lambda: now)

    stop(NOW)
    return stop


def test_vectors_were_read() -> None:
    assert len(VECTORS) == 30
    assert {vector["expected"]["ok"] for vector in VECTORS} == {True, False}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vector(vector: dict[str, Any], clock: Any) -> None:
    clock(vector["now"])
    body = bytes.fromhex(vector["body_hex"]) if "body_hex" in vector else vector["body"]
    expected = vector["expected"]
    for content in {body, body.encode() if isinstance(body, str) else body}:

        def verify(content: str | bytes = content) -> hai.WebhookEvent:
            return verify_webhook(
                content,
                vector["signature"],
                vector["timestamp"],
                vector["secret"],
                tolerance_s=vector["tolerance_s"],
            )

        if expected["ok"]:
            event = verify()
            assert {name: getattr(event, name) for name in expected["event"]} == expected["event"]
        else:
            with pytest.raises(WebhookVerificationError) as raised:
                verify()
            if "reference_defect" not in expected:
                # In our words for times and bodies, in the same words for the rest.
                same = {"no secret provided", "invalid timestamp header", "signature mismatch"}
                start = expected["message"].split(":")[0]
                assert start not in same or str(raised.value) == start


def test_what_is_signed_here_is_accepted_here(clock: Any) -> None:
    signature = sign_webhook(BODY, NOW, SECRET)
    assert verify_webhook(BODY.encode(), signature, str(NOW), SECRET).type == "ping"
    assert verify_webhook(BODY, signature, str(NOW), ["old", SECRET, "new"]).id == "evt_1"
    assert (SIGNATURE_HEADER, TIMESTAMP_HEADER) == ("X-H-Webhook-Signature", "X-H-Webhook-Timestamp")


@given(st.text(), st.text(), st.text(), st.binary())
def test_whatever_arrives_is_refused_and_nothing_else_happens(
    signature: str, timestamp: str, secret: str, body: bytes
) -> None:
    with pytest.raises(WebhookVerificationError):
        verify_webhook(body, signature, timestamp, secret)


@pytest.mark.parametrize(
    "body",
    [BODY + " ", BODY[:-1], BODY.replace("ping", "pong"), "", "\ud800"],
    ids=["longer", "shorter", "changed", "empty", "no UTF-8"],
)
def test_another_body_is_refused(body: str, clock: Any) -> None:
    with pytest.raises(WebhookVerificationError, match="signature mismatch"):
        verify_webhook(body, sign_webhook(BODY, NOW, SECRET), str(NOW), SECRET)


@pytest.mark.parametrize("timestamp", ["1_767_225_600", "", "1e9", "٣", "9" * 5000, "0x10", "nan"])
def test_times_that_are_no_seconds_are_refused(timestamp: str) -> None:
    with pytest.raises(WebhookVerificationError, match="invalid timestamp header"):
        verify_webhook(BODY, "sha256=" + "0" * 64, timestamp, SECRET)


def test_a_missing_header_is_refused_by_its_name(clock: Any) -> None:
    signature = sign_webhook(BODY, NOW, SECRET)
    with pytest.raises(WebhookVerificationError, match=f"no {SIGNATURE_HEADER} header"):
        verify_webhook(BODY, None, str(NOW), SECRET)
    with pytest.raises(WebhookVerificationError, match=f"no {TIMESTAMP_HEADER} header"):
        verify_webhook(BODY, signature, None, SECRET)


def test_old_and_future_deliveries_are_told_apart(clock: Any) -> None:
    signature = sign_webhook(BODY, NOW, SECRET)
    clock(NOW + DEFAULT_TOLERANCE_S + 0.5)
    with pytest.raises(WebhookVerificationError, match="older than 300 s"):
        verify_webhook(BODY, signature, str(NOW), SECRET)
    assert verify_webhook(BODY, signature, str(NOW), SECRET, tolerance_s=301).type == "ping"
    clock(NOW - DEFAULT_TOLERANCE_S - 0.5)
    with pytest.raises(WebhookVerificationError, match="in the future"):
        verify_webhook(BODY, signature, str(NOW), SECRET)


@pytest.mark.parametrize("secret", ["", [], [""]])
def test_an_empty_secret_signs_nothing(secret: Any, clock: Any) -> None:
    with pytest.raises(WebhookVerificationError, match="no secret provided"):
        verify_webhook(BODY, "sha256=" + "0" * 64, str(NOW), secret)
    with pytest.raises(hai.InvalidArgument):
        sign_webhook(BODY, NOW, "")


def test_errors_are_of_the_tree_and_show_neither_secret_nor_body(clock: Any) -> None:
    private = json.dumps({"type": 1, "data": "private"})
    with pytest.raises(fairlead.errors.WebhookVerificationError) as raised:
        verify_webhook(private, sign_webhook(private, NOW, SECRET), str(NOW), SECRET)
    assert isinstance(raised.value, hai.HaiError)
    assert str(raised.value) == "unparsable payload: see type, id, created_at, data"
    assert (raised.value.__cause__, raised.value.__context__) == (None, None)  # they would have the body
    assert SECRET not in repr(raised.value)


def test_what_a_change_of_status_says(clock: Any) -> None:
    data = {"session_id": "s-1", "status": "idle", "previous_status": "running", "new": 1}
    details = hai.WebhookEventData.from_dict(data)
    assert (details.session_id, details.status, details.previous_status) == ("s-1", "idle", "running")
    assert hai.WebhookEventData(session_id="s", status="pending").previous_status is None
