from typing import Literal

ContentSource = Literal["base64", "url"]

CONTENT_SOURCE_VALUES: set[ContentSource] = {
    "base64",
    "url",
}


def check_content_source(value: str) -> ContentSource:
    if value in CONTENT_SOURCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CONTENT_SOURCE_VALUES!r}"
    )
