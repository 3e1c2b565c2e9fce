from typing import Literal

DeliveryScope = Literal["addressed", "broadcast"]

DELIVERY_SCOPE_VALUES: set[DeliveryScope] = {
    "addressed",
    "broadcast",
}


def check_delivery_scope(value: str) -> DeliveryScope:
    if value in DELIVERY_SCOPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DELIVERY_SCOPE_VALUES!r}"
    )
