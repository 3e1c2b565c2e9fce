from typing import Literal

MessageFollowUpError = Literal[
    "chat_message_delivery_action_failed", "chat_message_event_action_failed"
]

MESSAGE_FOLLOW_UP_ERROR_VALUES: set[MessageFollowUpError] = {
    "chat_message_delivery_action_failed",
    "chat_message_event_action_failed",
}


def check_message_follow_up_error(value: str) -> MessageFollowUpError:
    if value in MESSAGE_FOLLOW_UP_ERROR_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MESSAGE_FOLLOW_UP_ERROR_VALUES!r}"
    )
