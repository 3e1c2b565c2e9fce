from typing import Literal

ListSessionsOwner = Literal[
    "me", "me-in-organization", "me-or-organization", "organization"
]

LIST_SESSIONS_OWNER_VALUES: set[ListSessionsOwner] = {
    "me",
    "me-in-organization",
    "me-or-organization",
    "organization",
}


def check_list_sessions_owner(value: str) -> ListSessionsOwner:
    if value in LIST_SESSIONS_OWNER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_SESSIONS_OWNER_VALUES!r}"
    )
