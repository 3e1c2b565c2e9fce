from typing import Literal

SessionErrorCode = Literal[
    "answer_validation",
    "environment_error",
    "insufficient_credit",
    "internal",
    "no_answer",
    "timeout",
]

SESSION_ERROR_CODE_VALUES: set[SessionErrorCode] = {
    "answer_validation",
    "environment_error",
    "insufficient_credit",
    "internal",
    "no_answer",
    "timeout",
}


def check_session_error_code(value: str) -> SessionErrorCode:
    if value in SESSION_ERROR_CODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SESSION_ERROR_CODE_VALUES!r}"
    )
