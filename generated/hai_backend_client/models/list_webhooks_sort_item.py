from typing import Literal

ListWebhooksSortItem = Literal["-created_at", "created_at"]

LIST_WEBHOOKS_SORT_ITEM_VALUES: set[ListWebhooksSortItem] = {
    "-created_at",
    "created_at",
}


def check_list_webhooks_sort_item(value: str) -> ListWebhooksSortItem:
    if value in LIST_WEBHOOKS_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_WEBHOOKS_SORT_ITEM_VALUES!r}"
    )
