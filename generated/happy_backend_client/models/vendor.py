from typing import Literal

Vendor = Literal["anthropic", "gemini", "openai"]

VENDOR_VALUES: set[Vendor] = {
    "anthropic",
    "gemini",
    "openai",
}


def check_vendor(value: str) -> Vendor:
    if value in VENDOR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VENDOR_VALUES!r}")
