from typing import Literal

CompletionReason = Literal["finished", "stopped", "timed_out"]

COMPLETION_REASON_VALUES: set[CompletionReason] = {
    "finished",
    "stopped",
    "timed_out",
}


def check_completion_reason(value: str) -> CompletionReason:
    if value in COMPLETION_REASON_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {COMPLETION_REASON_VALUES!r}"
    )
