from typing import Literal

DriftState = Literal["CRITICAL", "STABLE", "WARNING"]

DRIFT_STATE_VALUES: set[DriftState] = {
    "CRITICAL",
    "STABLE",
    "WARNING",
}


def check_drift_state(value: str) -> DriftState:
    if value in DRIFT_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DRIFT_STATE_VALUES!r}"
    )
