"""Checking that a webhook delivery comes from the service.

A delivery is signed with the secret of its webhook, over its time and the exact bytes of its body. Check
those bytes, never a body that was parsed and written again:

    @app.post("/webhooks/hai")
    async def receive(request: Request) -> Response:
        try:
            event = verify_webhook(
                await request.body(),
                request.headers.get(SIGNATURE_HEADER),
                request.headers.get(TIMESTAMP_HEADER),
                SECRET,
            )
        except WebhookVerificationError:
            return Response(status_code=400)
        ...
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any, Final

from pydantic import ValidationError

from fairlead._core.signatures import hmac_sha256_hex, is_hmac_sha256
from fairlead.hai.exceptions import InvalidArgument, WebhookVerificationError
from fairlead.hai.models._base import HaiModel

__all__ = [
    "DEFAULT_TOLERANCE_S",
    "SIGNATURE_HEADER",
    "TIMESTAMP_HEADER",
    "WebhookEvent",
    "WebhookEventData",
    "sign_webhook",
    "verify_webhook",
]

SIGNATURE_HEADER: Final = "X-H-Webhook-Signature"
TIMESTAMP_HEADER: Final = "X-H-Webhook-Timestamp"
DEFAULT_TOLERANCE_S: Final = 300
"""Seconds that a delivery may be old."""

_PREFIX = "sha256="
_SECONDS = re.compile(r"[+-]?[0-9]{1,18}")


class WebhookEventData(HaiModel):
    """What a change of a session's status is about.

    Attributes:
        session_id: The session.
        status: Where it stands now.
        previous_status: Where it stood before; None if that is not known.
    """

    session_id: str
    status: str
    previous_status: str | None = None


class WebhookEvent(HaiModel):
    """What a delivery says.

    Attributes:
        type: What happened, such as `session.status_updated`.
        id: Its identifier; the same if it is delivered again.
        created_at: When it happened, in ISO 8601.
        data: The details; see `WebhookEventData` for those of a change of status.
    """

    type: str
    id: str
    created_at: str
    data: dict[str, Any]


def sign_webhook(body: bytes | str, timestamp: str | int, secret: str) -> str:
    """Return the signature of a delivery, as its `X-H-Webhook-Signature` header carries it. Handy in tests.

    Examples:
        >>> sign_webhook("{}", 1767225600, "whsec_test_secret_A")[:14]
        'sha256=0891832'

    Raises:
        InvalidArgument: `secret` is empty.
    """
    if not secret:
        raise InvalidArgument("the webhook secret is empty", backend="hai")
    return _PREFIX + hmac_sha256_hex(secret, _signed(body, str(timestamp)))


def verify_webhook(
    body: bytes | str,
    signature: str | None,
    timestamp: str | None,
    secret: str | Sequence[str],
    *,
    tolerance_s: int = DEFAULT_TOLERANCE_S,
) -> WebhookEvent:
    """Check a delivery and return what it says.

    Args:
        body: The body exactly as received.
        signature: Value of the header `X-H-Webhook-Signature`; None if there was none.
        timestamp: Value of the header `X-H-Webhook-Timestamp`; None if there was none.
        secret: The secret of the webhook, or several of which any may fit, such as while it is rotated.
        tolerance_s: Seconds that the delivery may be old, or ahead of this machine's clock.

    Raises:
        WebhookVerificationError: There is no secret, a header is missing, the time is too far away, the
            signature does not fit, or the signed body is not an event.
    """
    secrets = [each for each in ([secret] if isinstance(secret, str) else secret) if each]
    if not secrets:
        raise _refused("no secret provided")
    if signature is None:
        raise _refused(f"the request has no {SIGNATURE_HEADER} header")
    if timestamp is None:
        raise _refused(f"the request has no {TIMESTAMP_HEADER} header")
    if not _SECONDS.fullmatch(timestamp.strip(" \t")):  # blanks around a header's value mean nothing
        raise _refused("invalid timestamp header")
    age = time.time() - int(timestamp)
    if age > tolerance_s:
        raise _refused(f"the delivery is older than {tolerance_s} s: possible replay")
    if -age > tolerance_s:
        raise _refused(f"the delivery is more than {tolerance_s} s in the future: compare the clocks")
    if not _is_signed(_signed(body, timestamp), signature, secrets):
        raise _refused("signature mismatch")
    try:
        return WebhookEvent.model_validate_json(body)
    except ValidationError as invalid:
        problems = invalid.errors(include_url=False, include_context=False, include_input=False)
    # Raised here and not above: a chained cause would carry the body into logs.
    fields = ", ".join(".".join(map(str, problem["loc"])) or "the body" for problem in problems)
    raise _refused(f"unparsable payload: see {fields}")


def _is_signed(message: bytes, signature: str, secrets: Sequence[str]) -> bool:
    if not signature.startswith(_PREFIX):
        return False
    found = [is_hmac_sha256(signature.removeprefix(_PREFIX), each, message) for each in secrets]
    return any(found)  # all of them were compared


def _signed(body: bytes | str, timestamp: str) -> bytes:
    content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return timestamp.encode("utf-8", "surrogatepass") + b"." + content


def _refused(reason: str) -> WebhookVerificationError:
    return WebhookVerificationError(reason, backend="hai")
