from typing import Literal

ViolationSeverity = Literal["FATAL", "NON_FATAL"]

VIOLATION_SEVERITY_VALUES: set[ViolationSeverity] = {
    "FATAL",
    "NON_FATAL",
}


def check_violation_severity(value: str) -> ViolationSeverity:
    if value in VIOLATION_SEVERITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VIOLATION_SEVERITY_VALUES!r}"
    )
