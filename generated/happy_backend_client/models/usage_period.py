from typing import Literal

UsagePeriod = Literal["day", "hour"]

USAGE_PERIOD_VALUES: set[UsagePeriod] = {
    "day",
    "hour",
}


def check_usage_period(value: str) -> UsagePeriod:
    if value in USAGE_PERIOD_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {USAGE_PERIOD_VALUES!r}"
    )
