from typing import Literal

ListScheduleRunsSortItem = Literal["-scheduled_for", "scheduled_for"]

LIST_SCHEDULE_RUNS_SORT_ITEM_VALUES: set[ListScheduleRunsSortItem] = {
    "-scheduled_for",
    "scheduled_for",
}


def check_list_schedule_runs_sort_item(value: str) -> ListScheduleRunsSortItem:
    if value in LIST_SCHEDULE_RUNS_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_SCHEDULE_RUNS_SORT_ITEM_VALUES!r}"
    )
