from typing import Literal

SessionEventResultResult = Literal[
    "failed", "no_tokens", "partial", "sent", "suppressed"
]

SESSION_EVENT_RESULT_RESULT_VALUES: set[SessionEventResultResult] = {
    "failed",
    "no_tokens",
    "partial",
    "sent",
    "suppressed",
}


def check_session_event_result_result(value: str) -> SessionEventResultResult:
    if value in SESSION_EVENT_RESULT_RESULT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SESSION_EVENT_RESULT_RESULT_VALUES!r}"
    )
