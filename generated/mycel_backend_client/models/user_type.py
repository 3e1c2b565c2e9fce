from typing import Literal

UserType = Literal["agent", "external", "human"]

USER_TYPE_VALUES: set[UserType] = {
    "agent",
    "external",
    "human",
}


def check_user_type(value: str) -> UserType:
    if value in USER_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {USER_TYPE_VALUES!r}")
