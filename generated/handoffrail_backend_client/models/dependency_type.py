from typing import Literal

DependencyType = Literal["api", "data", "external_event", "human_approval", "resource"]

DEPENDENCY_TYPE_VALUES: set[DependencyType] = {
    "api",
    "data",
    "external_event",
    "human_approval",
    "resource",
}


def check_dependency_type(value: str) -> DependencyType:
    if value in DEPENDENCY_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DEPENDENCY_TYPE_VALUES!r}"
    )
