from typing import Literal

JoinFollowUp = Literal[
    "approve_notification", "reject", "reject_notification", "request_notification"
]

JOIN_FOLLOW_UP_VALUES: set[JoinFollowUp] = {
    "approve_notification",
    "reject",
    "reject_notification",
    "request_notification",
}


def check_join_follow_up(value: str) -> JoinFollowUp:
    if value in JOIN_FOLLOW_UP_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {JOIN_FOLLOW_UP_VALUES!r}"
    )
