from typing import Literal

RelationshipStatus = Literal["friend", "none", "pending", "rejected", "requested"]

RELATIONSHIP_STATUS_VALUES: set[RelationshipStatus] = {
    "friend",
    "none",
    "pending",
    "rejected",
    "requested",
}


def check_relationship_status(value: str) -> RelationshipStatus:
    if value in RELATIONSHIP_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RELATIONSHIP_STATUS_VALUES!r}"
    )
