from typing import Literal

RunResult = Literal["ALLOW", "BLOCK", "THROTTLE"]

RUN_RESULT_VALUES: set[RunResult] = {
    "ALLOW",
    "BLOCK",
    "THROTTLE",
}


def check_run_result(value: str) -> RunResult:
    if value in RUN_RESULT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RUN_RESULT_VALUES!r}"
    )
