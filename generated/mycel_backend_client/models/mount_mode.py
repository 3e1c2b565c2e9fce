from typing import Literal

MountMode = Literal["copy", "mount"]

MOUNT_MODE_VALUES: set[MountMode] = {
    "copy",
    "mount",
}


def check_mount_mode(value: str) -> MountMode:
    if value in MOUNT_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MOUNT_MODE_VALUES!r}"
    )
