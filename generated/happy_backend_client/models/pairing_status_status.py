from typing import Literal

PairingStatusStatus = Literal["authorized", "not_found", "pending"]

PAIRING_STATUS_STATUS_VALUES: set[PairingStatusStatus] = {
    "authorized",
    "not_found",
    "pending",
}


def check_pairing_status_status(value: str) -> PairingStatusStatus:
    if value in PAIRING_STATUS_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PAIRING_STATUS_STATUS_VALUES!r}"
    )
