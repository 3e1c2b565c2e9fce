from typing import Literal

ScheduleRunStatus = Literal["created", "error", "skipped_overlap", "skipped_quota"]

SCHEDULE_RUN_STATUS_VALUES: set[ScheduleRunStatus] = {
    "created",
    "error",
    "skipped_overlap",
    "skipped_quota",
}


def check_schedule_run_status(value: str) -> ScheduleRunStatus:
    if value in SCHEDULE_RUN_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCHEDULE_RUN_STATUS_VALUES!r}"
    )
