from typing import Literal

RelationshipState = Literal["hire", "none", "pending", "visit"]

RELATIONSHIP_STATE_VALUES: set[RelationshipState] = {
    "hire",
    "none",
    "pending",
    "visit",
}


def check_relationship_state(value: str) -> RelationshipState:
    if value in RELATIONSHIP_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RELATIONSHIP_STATE_VALUES!r}"
    )
