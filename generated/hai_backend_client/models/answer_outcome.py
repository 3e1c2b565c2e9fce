from typing import Literal

AnswerOutcome = Literal["blocked", "infeasible", "partial", "success"]

ANSWER_OUTCOME_VALUES: set[AnswerOutcome] = {
    "blocked",
    "infeasible",
    "partial",
    "success",
}


def check_answer_outcome(value: str) -> AnswerOutcome:
    if value in ANSWER_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ANSWER_OUTCOME_VALUES!r}"
    )
