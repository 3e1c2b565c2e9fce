from typing import Literal

ListSchedulesSortItem = Literal["-created_at", "created_at"]

LIST_SCHEDULES_SORT_ITEM_VALUES: set[ListSchedulesSortItem] = {
    "-created_at",
    "created_at",
}


def check_list_schedules_sort_item(value: str) -> ListSchedulesSortItem:
    if value in LIST_SCHEDULES_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_SCHEDULES_SORT_ITEM_VALUES!r}"
    )
