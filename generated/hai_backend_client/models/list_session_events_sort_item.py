from typing import Literal

ListSessionEventsSortItem = Literal["-timestamp", "timestamp"]

LIST_SESSION_EVENTS_SORT_ITEM_VALUES: set[ListSessionEventsSortItem] = {
    "-timestamp",
    "timestamp",
}


def check_list_session_events_sort_item(value: str) -> ListSessionEventsSortItem:
    if value in LIST_SESSION_EVENTS_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_SESSION_EVENTS_SORT_ITEM_VALUES!r}"
    )
