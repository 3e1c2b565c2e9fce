from typing import Literal

AttachmentOrigin = Literal["agent", "user"]

ATTACHMENT_ORIGIN_VALUES: set[AttachmentOrigin] = {
    "agent",
    "user",
}


def check_attachment_origin(value: str) -> AttachmentOrigin:
    if value in ATTACHMENT_ORIGIN_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ATTACHMENT_ORIGIN_VALUES!r}"
    )
