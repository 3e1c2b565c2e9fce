from typing import Literal

Tier = Literal["business", "free", "pro"]

TIER_VALUES: set[Tier] = {
    "business",
    "free",
    "pro",
}


def check_tier(value: str) -> Tier:
    if value in TIER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TIER_VALUES!r}")
