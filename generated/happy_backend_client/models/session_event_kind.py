from typing import Literal

SessionEventKind = Literal["done", "permission", "question"]

SESSION_EVENT_KIND_VALUES: set[SessionEventKind] = {
    "done",
    "permission",
    "question",
}


def check_session_event_kind(value: str) -> SessionEventKind:
    if value in SESSION_EVENT_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SESSION_EVENT_KIND_VALUES!r}"
    )
