from typing import Literal

DecisionKind = Literal["ALLOW", "ALLOW_WITH_WARNINGS", "BLOCK"]

DECISION_KIND_VALUES: set[DecisionKind] = {
    "ALLOW",
    "ALLOW_WITH_WARNINGS",
    "BLOCK",
}


def check_decision_kind(value: str) -> DecisionKind:
    if value in DECISION_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DECISION_KIND_VALUES!r}"
    )
