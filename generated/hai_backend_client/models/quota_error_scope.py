from typing import Literal

QuotaErrorScope = Literal["org", "platform", "user"]

QUOTA_ERROR_SCOPE_VALUES: set[QuotaErrorScope] = {
    "org",
    "platform",
    "user",
}


def check_quota_error_scope(value: str) -> QuotaErrorScope:
    if value in QUOTA_ERROR_SCOPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QUOTA_ERROR_SCOPE_VALUES!r}"
    )
