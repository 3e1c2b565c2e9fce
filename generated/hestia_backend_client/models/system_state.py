from typing import Literal

SystemState = Literal["DEGRADED", "ERROR", "OK"]

SYSTEM_STATE_VALUES: set[SystemState] = {
    "DEGRADED",
    "ERROR",
    "OK",
}


def check_system_state(value: str) -> SystemState:
    if value in SYSTEM_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SYSTEM_STATE_VALUES!r}"
    )
