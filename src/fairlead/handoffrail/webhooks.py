"""Checking that a webhook delivery comes from the server, and signing deliveries.

A delivery is signed with the secret of its webhook, over the exact bytes of its body. Check those bytes,
never a body that was parsed and written again:

    @app.post("/webhooks/handoffrail")
    async def receive(request: Request) -> Response:
        try:
            event = verify_webhook(await request.body(), request.headers, SECRET)
        except WebhookVerificationError:
            return Response(status_code=400)
        ...

Deliveries can arrive more than once and in any order; `event.delivery_id` is the same for each repetition.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import ValidationError

from fairlead._core.signatures import hmac_sha256_hex, is_hmac_sha256
from fairlead.handoffrail.exceptions import InvalidArgumentError, WebhookVerificationError
from fairlead.handoffrail.models import WebhookEvent

__all__ = [
    "DELIVERY_ID_HEADER",
    "EVENT_HEADER",
    "SIGNATURE_HEADER",
    "WebhookEvent",
    "sign_webhook",
    "verify_signature",
    "verify_webhook",
]

SIGNATURE_HEADER: Final = "X-HR-Signature"
DELIVERY_ID_HEADER: Final = "X-HR-Delivery-ID"
EVENT_HEADER: Final = "X-HR-Event"


def sign_webhook(payload: bytes | str, secret: str) -> str:
    """Return the signature of a delivery, as its `X-HR-Signature` header carries it.

    Examples:
        >>> sign_webhook("{}", "whsec_test_secret_0001")[:16]
        '34cd228ec9ae4ba7'

    Raises:
        InvalidArgumentError: `secret` is empty.
    """
    return hmac_sha256_hex(_usable(secret), _body(payload))


def verify_signature(payload: bytes | str, signature: str, secret: str) -> None:
    """Check a signature without reading the body, in constant time.

    Args:
        payload: The body exactly as received.
        signature: The header's value: 64 hex digits, alone or after `sha256=`.
        secret: The secret the webhook was registered with.

    Raises:
        WebhookVerificationError: The signature is not the one of this body with this secret.
        InvalidArgumentError: `secret` is empty, so that anyone could sign.
    """
    if not is_hmac_sha256(signature.removeprefix("sha256="), _usable(secret), _body(payload)):
        raise _refused("the signature does not match the body and the secret")


def verify_webhook(payload: bytes | str, signature: str | Mapping[str, str], secret: str) -> WebhookEvent:
    """Check a delivery and return what it says.

    Args:
        payload: The body exactly as received.
        signature: The value of the `X-HR-Signature` header, or all headers of the request.
        secret: The secret the webhook was registered with.

    Raises:
        WebhookVerificationError: There is no signature, it is not the one of this body with this secret, or
            the signed body is not an event.
        InvalidArgumentError: `secret` is empty, so that anyone could sign.
    """
    delivery_id: str | None = None
    if not isinstance(signature, str):
        headers = {name.lower(): value for name, value in signature.items()}
        delivery_id = headers.get(DELIVERY_ID_HEADER.lower())
        signature = headers.get(SIGNATURE_HEADER.lower(), "")
        if not signature:
            raise _refused(f"the request has no {SIGNATURE_HEADER} header")
    verify_signature(payload, signature, secret)
    try:
        event = WebhookEvent.model_validate_json(payload)
    except ValidationError as invalid:
        problems = invalid.errors(include_url=False, include_context=False, include_input=False)
    else:
        return event.model_copy(update={"delivery_id": delivery_id})
    # Raised here and not above: a chained cause would carry the body into logs.
    fields = ", ".join(".".join(map(str, problem["loc"])) or "the body" for problem in problems)
    raise _refused(f"the body is signed but is not an event; see {fields}")


def _body(payload: bytes | str) -> bytes:
    return payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload


def _usable(secret: str) -> str:
    if not secret:
        raise InvalidArgumentError("the webhook secret is empty")
    return secret


def _refused(reason: str) -> WebhookVerificationError:
    return WebhookVerificationError(reason, backend="handoffrail")
