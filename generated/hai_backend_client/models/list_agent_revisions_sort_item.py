from typing import Literal

ListAgentRevisionsSortItem = Literal["-number", "number"]

LIST_AGENT_REVISIONS_SORT_ITEM_VALUES: set[ListAgentRevisionsSortItem] = {
    "-number",
    "number",
}


def check_list_agent_revisions_sort_item(value: str) -> ListAgentRevisionsSortItem:
    if value in LIST_AGENT_REVISIONS_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_AGENT_REVISIONS_SORT_ITEM_VALUES!r}"
    )
