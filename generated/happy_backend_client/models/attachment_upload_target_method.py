from typing import Literal

AttachmentUploadTargetMethod = Literal["POST", "PUT"]

ATTACHMENT_UPLOAD_TARGET_METHOD_VALUES: set[AttachmentUploadTargetMethod] = {
    "POST",
    "PUT",
}


def check_attachment_upload_target_method(value: str) -> AttachmentUploadTargetMethod:
    if value in ATTACHMENT_UPLOAD_TARGET_METHOD_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ATTACHMENT_UPLOAD_TARGET_METHOD_VALUES!r}"
    )
