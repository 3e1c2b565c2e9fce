from typing import Literal

EnvironmentHost = Literal["cloud", "user_device"]

ENVIRONMENT_HOST_VALUES: set[EnvironmentHost] = {
    "cloud",
    "user_device",
}


def check_environment_host(value: str) -> EnvironmentHost:
    if value in ENVIRONMENT_HOST_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENVIRONMENT_HOST_VALUES!r}"
    )
