from typing import Literal

EnvironmentKind = Literal["android", "desktop", "web", "workstation"]

ENVIRONMENT_KIND_VALUES: set[EnvironmentKind] = {
    "android",
    "desktop",
    "web",
    "workstation",
}


def check_environment_kind(value: str) -> EnvironmentKind:
    if value in ENVIRONMENT_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENVIRONMENT_KIND_VALUES!r}"
    )
