from typing import Literal

ListSkillsSortItem = Literal["-created_at", "-name", "created_at", "name"]

LIST_SKILLS_SORT_ITEM_VALUES: set[ListSkillsSortItem] = {
    "-created_at",
    "-name",
    "created_at",
    "name",
}


def check_list_skills_sort_item(value: str) -> ListSkillsSortItem:
    if value in LIST_SKILLS_SORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_SKILLS_SORT_ITEM_VALUES!r}"
    )
