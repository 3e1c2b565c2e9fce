"""Webhook signatures, against vectors computed by the server's own code."""

from __future__ import annotations

import json
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead import errors
from fairlead.handoffrail.exceptions import HandoffRailError, InvalidArgumentError, WebhookVerificationError
from fairlead.handoffrail.models import PacketStatus
from fairlead.handoffrail.webhooks import sign_webhook, verify_signature, verify_webhook

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
GOOD = VECTORS["vectors"]
EVENTS = [vector for vector in GOOD if "timestamp" in json.loads(vector["body"])]
NO_EVENTS = [vector for vector in GOOD if vector not in EVENTS]
SECRET = "whsec_vector_secret_0001"
BODY = EVENTS[0]["body"]
SIGNATURE = EVENTS[0]["signature"]


def by_name(vector: dict[str, Any]) -> str:
    return vector["name"]


def test_vectors_were_read():
    assert len(GOOD) == 8
    assert len(EVENTS) == 6
    assert len(VECTORS["must_reject"]) == 5


@pytest.mark.parametrize("vector", GOOD, ids=by_name)
def test_signing(vector: dict[str, Any]):
    assert sign_webhook(vector["body"], vector["secret"]) == vector["signature"]
    assert sign_webhook(vector["body"].encode(), vector["secret"]) == vector["signature"]


@pytest.mark.parametrize("vector", GOOD, ids=by_name)
@pytest.mark.parametrize("prefix", ["", "sha256="])
def test_good_signatures(vector: dict[str, Any], prefix: str):
    verify_signature(vector["body"], prefix + vector["signature"], vector["secret"])
    verify_signature(vector["body"].encode(), prefix + vector["signature"], vector["secret"])
    with pytest.raises(WebhookVerificationError):
        verify_signature(vector["body"] + " ", prefix + vector["signature"], vector["secret"])


@pytest.mark.parametrize("vector", EVENTS, ids=by_name)
def test_events(vector: dict[str, Any]):
    sent = json.loads(vector["body"])
    event = verify_webhook(vector["body"].encode(), vector["signature"], vector["secret"])
    assert event.event == sent["event"]
    assert event.packet_id == sent["packet_id"]
    assert event.status is PacketStatus(sent["status"])
    assert event.timestamp == datetime.fromisoformat(sent["timestamp"])
    assert event.metadata == sent["metadata"]
    assert event.details == sent.get("details")
    assert event.delivery_id is None


@pytest.mark.parametrize("vector", [v for v in GOOD if "headers" in v], ids=by_name)
@pytest.mark.parametrize("spelling", [str.lower, str.upper, str.title], ids=lambda f: f.__name__)
def test_captured_headers(vector: dict[str, Any], spelling: Any):
    headers = {spelling(name): value for name, value in vector["headers"].items()}
    event = verify_webhook(vector["body"].encode(), headers, vector["secret"])
    assert event.delivery_id == vector["headers"]["x-hr-delivery-id"]
    assert event.event == vector["headers"]["x-hr-event"]


@pytest.mark.parametrize("vector", VECTORS["must_reject"], ids=by_name)
def test_bad_signatures(vector: dict[str, Any]):
    for signature in (vector["signature"], {"X-HR-Signature": vector["signature"]}):
        with pytest.raises(WebhookVerificationError):
            verify_webhook(vector["body"], signature, vector["secret"])


def test_the_documented_prefix():
    vector = VECTORS["documented_prefix_form"]
    assert verify_webhook(vector["body"], vector["signature"], vector["secret"]).event == "packet.created"


@given(st.text() | st.text("0123456789abcdef", min_size=64, max_size=64))
def test_any_other_text_is_refused_and_nothing_else_happens(signature: str):
    with pytest.raises(WebhookVerificationError):
        verify_webhook(BODY, signature, SECRET)


@pytest.mark.parametrize("signature", ["\udcff" * 64, SIGNATURE.upper(), "sha256=sha256=" + SIGNATURE, "é"])
def test_odd_signatures(signature: str):
    with pytest.raises(WebhookVerificationError):
        verify_webhook(BODY, signature, SECRET)


@given(st.binary(), st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_what_was_signed_verifies(body: bytes, secret: str):
    verify_signature(body, sign_webhook(body, secret), secret)


def test_a_request_without_signature():
    with pytest.raises(WebhookVerificationError, match="no X-HR-Signature header"):
        verify_webhook(BODY, {"content-type": "application/json"}, SECRET)


@pytest.mark.parametrize("vector", NO_EVENTS, ids=by_name)
def test_a_signed_body_that_is_no_event(vector: dict[str, Any]):
    with pytest.raises(WebhookVerificationError, match=r"not an event.*timestamp"):
        verify_webhook(vector["body"], vector["signature"], vector["secret"])


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"null", b'{"event":'])
def test_a_signed_body_that_is_no_json_object(body: bytes):
    with pytest.raises(WebhookVerificationError, match="not an event; see the body"):
        verify_webhook(body, sign_webhook(body, SECRET), SECRET)


def test_an_empty_secret_is_a_mistake():
    with pytest.raises(InvalidArgumentError):
        sign_webhook(BODY, "")
    with pytest.raises(InvalidArgumentError):
        verify_webhook(BODY, SIGNATURE, "")


def test_newer_events_are_read():
    body = '{"event":"packet.moved","timestamp":"2026-01-02T03:04:05","packet_id":"p","status":"moved","x":1}'
    event = verify_webhook(body, sign_webhook(body, SECRET), SECRET)
    assert event.event == "packet.moved"
    assert event.status == "moved"
    assert event.timestamp == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert event.model_extra == {"x": 1}


def test_errors_tell_no_secrets():
    private = '{"event": "packet.created", "note": "private text"}'
    wrong = "0" * 63 + "f"
    for body, signature in ((BODY, wrong), (private, sign_webhook(private, SECRET))):
        with pytest.raises(WebhookVerificationError) as refused:
            verify_webhook(body, signature, SECRET)
        error = refused.value
        shown = "".join(traceback.format_exception(error)) + repr(error)
        for hidden in (SECRET, wrong, sign_webhook(body, SECRET), "private text"):
            assert hidden not in shown
        assert error.__cause__ is None
        assert error.__context__ is None
        assert error.backend == "handoffrail"
        assert isinstance(error, HandoffRailError)
        assert isinstance(error, errors.WebhookVerificationError)
