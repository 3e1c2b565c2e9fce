from typing import Literal

ListEnvironmentsSortItem = Literal["-created_at", "-id", "created_at", "id"]

LIST_ENVIRONMENTS_SORT_ITEM_VALUES: set[ListEnvironmentsSortItem] = {
    "-created_at",
    "-id",
    "created_at",
    "id",
}


def check_list_environments_sort_item(value: str) -> ListEnvironmentsSortItem:
    if value in LIST_ENVIRONMENTS_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_ENVIRONMENTS_SORT_ITEM_VALUES!r}"
    )
