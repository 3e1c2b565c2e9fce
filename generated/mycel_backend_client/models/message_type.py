from typing import Literal

MessageType = Literal["ai", "ai_process", "human", "notification", "system"]

MESSAGE_TYPE_VALUES: set[MessageType] = {
    "ai",
    "ai_process",
    "human",
    "notification",
    "system",
}


def check_message_type(value: str) -> MessageType:
    if value in MESSAGE_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MESSAGE_TYPE_VALUES!r}"
    )
