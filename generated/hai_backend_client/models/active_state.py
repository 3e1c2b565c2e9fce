from typing import Literal

ActiveState = Literal["awaiting_tool_results", "idle", "running"]

ACTIVE_STATE_VALUES: set[ActiveState] = {
    "awaiting_tool_results",
    "idle",
    "running",
}


def check_active_state(value: str) -> ActiveState:
    if value in ACTIVE_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACTIVE_STATE_VALUES!r}"
    )
