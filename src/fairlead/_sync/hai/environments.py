# Made from src/fairlead/_async/hai/environments.py by `nox -s regenerate`: edit that one.
"""Registered environments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ParamSpec

from hai_backend_client import models as wire
from hai_backend_client.api.environments import (
    create_environment,
    delete_environment,
    get_environment,
    list_environments,
    patch_environment,
    update_environment,
)

from fairlead._sync._client import KEEP, HasContent, Keep, given
from fairlead._sync.hai._base import Namespace, known, listed
from fairlead.hai import models
from fairlead.hai._bodies import mapping
from fairlead.hai._errors import FAMILY
from fairlead.hai._json import plain
from fairlead.hai._options import RequestOptions
from fairlead.hai.models.environment_answer import EnvironmentAnswer

P = ParamSpec("P")
Object = Mapping[str, Any]
WireEnvironment = wire.Browser | wire.Desktop | wire.Android | wire.Workstation


class Environments(Namespace):
    """`client.environments`: browsers, desktops, phones and workstations that agents can name."""

    def create_environment(
        self, *, request: models.Environment | Object, request_options: RequestOptions | None = None
    ) -> models.AnyEnvironment:
        """Register an environment.

        Args:
            request: A `Browser`, `Desktop`, `Android` or `Workstation`; or a dict whose `kind` tells which.
            request_options: What this call does differently.

        Raises:
            ConflictError: The identifier is taken.
            ForbiddenError: The identifier is reserved.
            UnprocessableEntityError: Something does not fit.

        Examples:
            >>> client.environments.create_environment(request=Browser(id="shop", headless=True))
        """
        return self._call_environment(
            create_environment.sync_detailed,
            client=self._wire(request_options),
            body=self._environment(request),
        )

    def list_environments(
        self,
        *,
        id: str | None = None,
        kind: str | None = None,
        search: str | None = None,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.EnvironmentPage:
        """Get a page of environments, newest first.

        Args:
            id: The one with this identifier.
            kind: Only `web`, `desktop`, `android` or `workstation`.
            search: Text to look for.
            page: Which page, from 1.
            size: Environments on the page, 1 to 1000; 10 if not given.
            sort: `created_at` or `id`, with `-` before it for descending order; one, or several.
            request_options: What this call does differently.
        """
        return self._call(
            models.EnvironmentPage,
            list_environments.sync_detailed,
            client=self._wire(request_options),
            id=known(id),
            kind=known(kind),
            search=known(search),
            page=known(page),
            size=known(size),
            sort=listed(sort),
        )

    def iter_environments(
        self,
        *,
        id: str | None = None,
        kind: str | None = None,
        search: str | None = None,
        size: int = 100,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> Iterator[models.AnyEnvironment]:
        """Yield every environment, page by page; `size` are fetched at a time. See `list_environments`."""
        for environment in self._by_page(
            lambda page: self.list_environments(
                id=id,
                kind=kind,
                search=search,
                page=page,
                size=size,
                sort=sort,
                request_options=request_options,
            ),
            size,
        ):
            yield environment

    def get_environment(
        self, id: str, *, request_options: RequestOptions | None = None
    ) -> models.AnyEnvironment:
        """Get an environment.

        Raises:
            NotFoundError: There is no such environment.
        """
        return self._call_environment(
            get_environment.sync_detailed,
            self._name(id, "id"),
            client=self._wire(request_options),
        )

    def update_environment(
        self, id: str, *, request: models.Environment | Object, request_options: RequestOptions | None = None
    ) -> models.AnyEnvironment:
        """Replace an environment as a whole; what is not given is gone.

        Args:
            id: The environment.
            request: A `Browser`, `Desktop`, `Android` or `Workstation`; or a dict whose `kind` tells which.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such environment.
            ForbiddenError: The identifier is reserved.
            UnprocessableEntityError: Something does not fit.
        """
        return self._call_environment(
            update_environment.sync_detailed,
            self._name(id, "id"),
            client=self._wire(request_options),
            body=self._environment(request),
        )

    def patch_environment(
        self,
        id: str,
        *,
        host: str | Keep = KEEP,
        start_url: str | Keep = KEEP,
        headless: bool | Keep = KEEP,
        session_id: str | Keep | None = KEEP,
        mode: models.BrowserVisualMode | models.BrowserTextMode | Object | Keep = KEEP,
        lazy: bool | Keep = KEEP,
        settle_s: float | Keep = KEEP,
        vault_id: str | Keep | None = KEEP,
        browser_profile_id: str | Keep | None = KEEP,
        use_default_browser_profile: bool | Keep = KEEP,
        persist_browser_profile: bool | Keep = KEEP,
        network: models.BrowserNetwork | Object | Keep | None = KEEP,
        screenshot_max_width: int | Keep | None = KEEP,
        image: str | Keep | None = KEEP,
        storage: models.WorkstationStorage | Object | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.AnyEnvironment:
        """Change some fields of an environment; what is not given stays.

        The fields are those of [`Browser`][fairlead.hai.Browser], [`Desktop`][fairlead.hai.Desktop],
        [`Android`][fairlead.hai.Android] and [`Workstation`][fairlead.hai.Workstation]; an environment takes
        those of its kind.

        Raises:
            NotFoundError: There is no such environment.
            ForbiddenError: The identifier is reserved.
            UnprocessableEntityError: Something does not fit.
        """
        fields = given(
            host=host,
            start_url=start_url,
            headless=headless,
            session_id=session_id,
            mode=mode,
            lazy=lazy,
            settle_s=settle_s,
            vault_id=vault_id,
            browser_profile_id=browser_profile_id,
            use_default_browser_profile=use_default_browser_profile,
            persist_browser_profile=persist_browser_profile,
            network=network,
            screenshot_max_width=screenshot_max_width,
            image=image,
            storage=storage,
        )
        return self._call_environment(
            patch_environment.sync_detailed,
            self._name(id, "id"),
            client=self._wire(request_options),
            body=self._body(wire.PatchEnvironment.from_dict, plain(fields)),
        )

    def delete_environment(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """Delete an environment.

        Raises:
            NotFoundError: There is no such environment.
            ForbiddenError: The identifier is reserved.
        """
        self._call_empty(
            delete_environment.sync_detailed, self._name(id, "id"), client=self._wire(request_options)
        )

    def _call_environment(
        self, endpoint: Callable[P, HasContent], *args: P.args, **kwargs: P.kwargs
    ) -> models.AnyEnvironment:
        """Call an endpoint that answers with an environment, whatever its kind."""
        return (self._call(EnvironmentAnswer, endpoint, *args, **kwargs)).root

    def _environment(self, request: object) -> WireEnvironment:
        body = mapping(request, "request")
        match body.get("kind"):
            case "web":
                return self._body(wire.Browser.from_dict, body)
            case "desktop":
                return self._body(wire.Desktop.from_dict, body)
            case "android":
                return self._body(wire.Android.from_dict, body)
            case "workstation":
                return self._body(wire.Workstation.from_dict, body)
            case kind:
                raise FAMILY.invalid_argument(
                    f"kind must be 'web', 'desktop', 'android' or 'workstation', got {kind!r}",
                    backend=FAMILY.backend,
                )
