# Made from src/fairlead/_async/hai/skills.py by `nox -s regenerate`: edit that one.
"""Registered skills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hai_backend_client import models as wire
from hai_backend_client.api.skills import (
    create_skill,
    delete_skill,
    get_skill,
    list_skills,
    patch_skill,
    update_skill,
)

from fairlead._sync._client import KEEP, Keep, given
from fairlead._sync.hai._base import Namespace, known, listed
from fairlead.hai import models
from fairlead.hai._json import plain
from fairlead.hai._options import RequestOptions
from fairlead.hai.exceptions import ContentTooLargeError


class Skills(Namespace):
    """`client.skills`: instructions that agents can name. Names under `h/` are the service's own."""

    def create_skill(
        self,
        *,
        name: str,
        description: str,
        body: str,
        source: str | Keep | None = KEEP,
        url_pattern: str | Keep | None = KEEP,
        compatibility: str | Keep | None = KEEP,
        files: Mapping[str, str] | Keep = KEEP,
        executable_files: Sequence[str] | Keep = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.Skill:
        """Register a skill. What is not given is not sent; None is sent as null.

        Args:
            name: Its name, by the rules of agent names.
            description: When to use it.
            body: The instructions.
            source: Where it is from.
            url_pattern: Regular expression of the pages that it is for.
            compatibility: What it needs.
            files: Path to content in base64; up to 511.
            executable_files: Which of the files can be run.
            request_options: What this call does differently.

        Raises:
            ConflictError: The name is taken.
            ForbiddenError: The name is reserved.
            UnprocessableEntityError: Something does not fit.
        """
        fields = given(
            name=name,
            description=description,
            body=body,
            source=source,
            url_pattern=url_pattern,
            compatibility=compatibility,
            files=files,
            executable_files=executable_files,
        )
        return self._call(
            models.Skill,
            create_skill.sync_detailed,
            client=self._wire(request_options),
            body=self._body(wire.Skill.from_dict, plain(fields)),
        )

    def list_skills(
        self,
        *,
        name: str | None = None,
        search: str | None = None,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.PageSkill:
        """Get a page of skills, newest first.

        Args:
            name: The one of this name.
            search: Text to look for.
            page: Which page, from 1.
            size: Skills on the page, 1 to 1000; 10 if not given.
            sort: `created_at` or `name`, with `-` before it for descending order; one, or several.
            request_options: What this call does differently.

        Raises:
            ContentTooLargeError: The files on the page are too much; ask again with `size=1`.
        """
        return self._call(
            models.PageSkill,
            list_skills.sync_detailed,
            client=self._wire(request_options),
            name=known(name),
            search=known(search),
            page=known(page),
            size=known(size),
            sort=listed(sort),
        )

    def iter_skills(
        self,
        *,
        name: str | None = None,
        search: str | None = None,
        size: int = 10,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> Iterator[models.Skill]:
        """Yield every skill, page by page; `size` are fetched at a time, and one if their files are too much.

        See `list_skills`.
        """

        def fetch(page: int, at_once: int = size) -> models.PageSkill:
            return self.list_skills(
                name=name, search=search, page=page, size=at_once, sort=sort, request_options=request_options
            )

        def fetch_any(page: int) -> models.PageSkill:
            try:
                return fetch(page)
            except ContentTooLargeError:
                if size == 1:
                    raise
                first = (page - 1) * size + 1
                singles = [fetch(number, 1) for number in range(first, first + size)]
                items = [skill for single in singles for skill in single.items]
                return models.PageSkill(items=items, total=singles[-1].total, page=page)

        for skill in self._by_page(fetch_any, size):
            yield skill

    def get_skill(self, name: str, *, request_options: RequestOptions | None = None) -> models.Skill:
        """Get a skill.

        Raises:
            NotFoundError: There is no such skill.
        """
        return self._call(
            models.Skill,
            get_skill.sync_detailed,
            self._name(name, "name"),
            client=self._wire(request_options),
        )

    def update_skill(
        self,
        name_: str,
        *,
        name: str,
        description: str,
        body: str,
        source: str | Keep | None = KEEP,
        url_pattern: str | Keep | None = KEEP,
        compatibility: str | Keep | None = KEEP,
        files: Mapping[str, str] | Keep = KEEP,
        executable_files: Sequence[str] | Keep = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.Skill:
        """Replace a skill as a whole; what is not given is gone. See `create_skill` for the fields.

        Args:
            name_: The skill.
            name: The same name.
            description: When to use it.
            body: The instructions.
            source: Where it is from.
            url_pattern: Regular expression of the pages that it is for.
            compatibility: What it needs.
            files: Path to content in base64.
            executable_files: Which of the files can be run.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such skill.
            ForbiddenError: The name is reserved.
        """
        fields = given(
            name=name,
            description=description,
            body=body,
            source=source,
            url_pattern=url_pattern,
            compatibility=compatibility,
            files=files,
            executable_files=executable_files,
        )
        return self._call(
            models.Skill,
            update_skill.sync_detailed,
            self._name(name_, "name_"),
            client=self._wire(request_options),
            body=self._body(wire.Skill.from_dict, plain(fields)),
        )

    def patch_skill(
        self,
        name: str,
        *,
        description: str | Keep = KEEP,
        body: str | Keep = KEEP,
        source: str | Keep | None = KEEP,
        url_pattern: str | Keep | None = KEEP,
        compatibility: str | Keep | None = KEEP,
        files: Mapping[str, str] | Keep = KEEP,
        executable_files: Sequence[str] | Keep = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.Skill:
        """Change some fields of a skill; what is not given stays. See `create_skill` for the fields.

        Raises:
            NotFoundError: There is no such skill.
            ForbiddenError: The name is reserved.
        """
        fields = given(
            description=description,
            body=body,
            source=source,
            url_pattern=url_pattern,
            compatibility=compatibility,
            files=files,
            executable_files=executable_files,
        )
        return self._call(
            models.Skill,
            patch_skill.sync_detailed,
            self._name(name, "name"),
            client=self._wire(request_options),
            body=self._body(wire.PatchSkill.from_dict, plain(fields)),
        )

    def delete_skill(self, name: str, *, request_options: RequestOptions | None = None) -> None:
        """Delete a skill.

        Raises:
            NotFoundError: There is no such skill.
            ForbiddenError: The name is reserved.
        """
        self._call_empty(
            delete_skill.sync_detailed, self._name(name, "name"), client=self._wire(request_options)
        )
