from typing import Literal

ListSessionsSortItem = Literal["-created_at", "created_at"]

LIST_SESSIONS_SORT_ITEM_VALUES: set[ListSessionsSortItem] = {
    "-created_at",
    "created_at",
}


def check_list_sessions_sort_item(value: str) -> ListSessionsSortItem:
    if value in LIST_SESSIONS_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_SESSIONS_SORT_ITEM_VALUES!r}"
    )
