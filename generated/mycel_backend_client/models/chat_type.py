from typing import Literal

ChatType = Literal["direct", "group"]

CHAT_TYPE_VALUES: set[ChatType] = {
    "direct",
    "group",
}


def check_chat_type(value: str) -> ChatType:
    if value in CHAT_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHAT_TYPE_VALUES!r}")
