from typing import Literal

ListAgentsSortItem = Literal["-agent_name", "-created_at", "agent_name", "created_at"]

LIST_AGENTS_SORT_ITEM_VALUES: set[ListAgentsSortItem] = {
    "-agent_name",
    "-created_at",
    "agent_name",
    "created_at",
}


def check_list_agents_sort_item(value: str) -> ListAgentsSortItem:
    if value in LIST_AGENTS_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_AGENTS_SORT_ITEM_VALUES!r}"
    )
