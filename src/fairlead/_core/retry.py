"""When is a request sent again, and after how long? One pure decision, applied by the HTTP port.

A request that may have reached the server is resent only if resending cannot do harm: the method is safe, or
an idempotency key that the backend honours rides along. A request that certainly did nothing (the connection
was never made, or the server refused it explicitly) may always be resent.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSED_STATUSES = frozenset({429, 503})
"""The server says that it did not act on the request."""
FAILED_STATUSES = frozenset({408, 502, 504})
"""The request may have been acted on; only harmless ones are resent."""

UNFINISHED_STATUS = 409
"""With an idempotency key: the same request is still being worked on."""

_DECIMAL = re.compile(r"[0-9]+(\.[0-9]*)?")


class Outcome(Enum):
    """How one attempt ended."""

    NOT_SENT = "not sent"
    """No connection was made, so the server saw nothing."""
    REPLY_LOST = "reply lost"
    """The request was on its way and no complete answer came back."""
    ANSWERED = "answered"
    """The server answered; with an error status, where it is about sending again."""
    ABANDONED = "abandoned"
    """The application gave up, such as by cancelling the task."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the decision looks at.

    Attributes:
        method: HTTP method, upper case.
        outcome: How the attempt ended.
        number: 1 for the first attempt.
        status: HTTP status, for `Outcome.ANSWERED`.
        retry_after: Seconds the server asked to wait, if it did.
        idempotent: The request does the same however often it arrives.
        keyed: It does so because of an idempotency key.
        final: The backend's error says that trying again is pointless, such as a used-up daily quota.
    """

    method: str
    outcome: Outcome
    number: int = 1
    status: int | None = None
    retry_after: float | None = None
    idempotent: bool = False
    keyed: bool = False
    final: bool = False


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how patiently to retry.

    Attributes:
        max_retries: Attempts after the first one; 0 switches retrying off.
        base_delay: Seconds before the first retry; doubles with each further one.
        max_delay: Upper limit in seconds of that doubling.
        max_retry_after: Longest `Retry-After`, in seconds, that is waited for. A longer one is raised to the
            caller at once, with `retry_after` set.
        jitter: Part of the delay that is random, 0 to 1, so that many clients do not return in step.
    """

    max_retries: int = 3
    base_delay: float = 0.5
    max_delay: float = 8.0
    max_retry_after: float = 20.0
    jitter: float = 0.25

    def delay(self, attempt: Attempt, *, random: float) -> float | None:
        """Seconds to wait before sending again, or None to give up.

        Args:
            attempt: The attempt that just failed.
            random: A number from 0 to 1 that the jitter is taken from.
        """
        if attempt.final or attempt.number > self.max_retries or not may_resend(attempt):
            return None
        if attempt.retry_after is not None:
            return attempt.retry_after if attempt.retry_after <= self.max_retry_after else None
        # The exponent is bounded because 2.0 ** 1024 overflows.
        delay = min(self.max_delay, self.base_delay * 2.0 ** min(attempt.number - 1, 64))
        return delay * (1 - self.jitter * random)


def may_resend(attempt: Attempt) -> bool:
    """Whether sending the request again can do no harm (and may help)."""
    harmless = attempt.method in SAFE_METHODS or attempt.idempotent or attempt.keyed
    match attempt.outcome:
        case Outcome.NOT_SENT:
            return True
        case Outcome.ABANDONED:
            return False
        case Outcome.REPLY_LOST:
            return harmless
        case Outcome.ANSWERED:
            return (
                attempt.status in REFUSED_STATUSES
                or (harmless and attempt.status in FAILED_STATUSES)
                or (attempt.keyed and attempt.status == UNFINISHED_STATUS)
            )


def parse_retry_after(headers: Mapping[str, str], *, now: float) -> float | None:
    """Seconds to wait according to the answer's headers, or None if they give no usable hint.

    Understands `retry-after-ms` (milliseconds) and `Retry-After` as seconds, whole or fractional, or as an
    HTTP date.

    Args:
        headers: Headers of the answer; looked up case-insensitively by the mapping.
        now: Current time as a Unix timestamp, for dates.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _number(text)
    if seconds is not None or text is None:
        return seconds
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def _number(text: str | None) -> float | None:
    # Python's float() reads much more than HTTP means, such as "nan", "1_0" and "-0".
    if text is None or not _DECIMAL.fullmatch(text.strip()):
        return None
    value = float(text)
    return value if value < float("inf") else None
