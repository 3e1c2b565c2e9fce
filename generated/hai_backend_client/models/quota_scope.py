from typing import Literal

QuotaScope = Literal["org", "user"]

QUOTA_SCOPE_VALUES: set[QuotaScope] = {
    "org",
    "user",
}


def check_quota_scope(value: str) -> QuotaScope:
    if value in QUOTA_SCOPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QUOTA_SCOPE_VALUES!r}"
    )
