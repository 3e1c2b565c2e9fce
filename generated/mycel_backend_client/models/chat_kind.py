from typing import Literal

ChatKind = Literal["auto", "direct", "group"]

CHAT_KIND_VALUES: set[ChatKind] = {
    "auto",
    "direct",
    "group",
}


def check_chat_kind(value: str) -> ChatKind:
    if value in CHAT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHAT_KIND_VALUES!r}")
