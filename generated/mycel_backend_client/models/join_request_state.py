from typing import Literal

JoinRequestState = Literal["approved", "pending", "rejected"]

JOIN_REQUEST_STATE_VALUES: set[JoinRequestState] = {
    "approved",
    "pending",
    "rejected",
}


def check_join_request_state(value: str) -> JoinRequestState:
    if value in JOIN_REQUEST_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {JOIN_REQUEST_STATE_VALUES!r}"
    )
