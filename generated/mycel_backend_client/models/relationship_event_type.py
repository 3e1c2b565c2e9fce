from typing import Literal

RelationshipEventType = Literal[
    "relationship.approved", "relationship.rejected", "relationship.requested"
]

RELATIONSHIP_EVENT_TYPE_VALUES: set[RelationshipEventType] = {
    "relationship.approved",
    "relationship.rejected",
    "relationship.requested",
}


def check_relationship_event_type(value: str) -> RelationshipEventType:
    if value in RELATIONSHIP_EVENT_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RELATIONSHIP_EVENT_TYPE_VALUES!r}"
    )
