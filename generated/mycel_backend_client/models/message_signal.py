from typing import Literal

MessageSignal = Literal["close", "open", "yield"]

MESSAGE_SIGNAL_VALUES: set[MessageSignal] = {
    "close",
    "open",
    "yield",
}


def check_message_signal(value: str) -> MessageSignal:
    if value in MESSAGE_SIGNAL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MESSAGE_SIGNAL_VALUES!r}"
    )
