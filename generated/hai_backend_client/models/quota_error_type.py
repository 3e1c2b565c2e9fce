from typing import Literal

QuotaErrorType = Literal["capacity", "plan_limit", "queue_full"]

QUOTA_ERROR_TYPE_VALUES: set[QuotaErrorType] = {
    "capacity",
    "plan_limit",
    "queue_full",
}


def check_quota_error_type(value: str) -> QuotaErrorType:
    if value in QUOTA_ERROR_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QUOTA_ERROR_TYPE_VALUES!r}"
    )
