# Made from src/fairlead/_async/hai/browser_profiles.py by `nox -s regenerate`: edit that one.
"""Cookies and storage that browsers begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hai_backend_client import models as wire
from hai_backend_client.api.browser_profiles import (
    complete_browser_profile_upload,
    delete_browser_profile,
    get_browser_profile,
    get_default_browser_profile,
    initiate_browser_profile_upload,
    list_browser_profiles,
    set_default_browser_profile,
    unset_default_browser_profile,
)

from fairlead._sync._client import KEEP, Keep, given
from fairlead._sync.hai._base import Namespace, known
from fairlead.hai import models
from fairlead.hai._json import plain
from fairlead.hai._options import RequestOptions


class BrowserProfiles(Namespace):
    """`client.browser_profiles`: what browsers know from earlier sessions.

    To upload one: `initiate_browser_profile_upload`, post the zip file to the URL that it returns, and
    `complete_browser_profile_upload` within a day.
    """

    def list_browser_profiles(
        self,
        *,
        limit: int | None = None,
        offset: int | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.BrowserProfileList:
        """Get a page of browser profiles.

        Args:
            limit: Profiles on the page, 1 to 1000; 10 if not given.
            offset: Profiles to skip.
            request_options: What this call does differently.
        """
        return self._call(
            models.BrowserProfileList,
            list_browser_profiles.sync_detailed,
            client=self._wire(request_options),
            limit=known(limit),
            offset=known(offset),
        )

    def iter_browser_profiles(
        self, *, limit: int = 100, request_options: RequestOptions | None = None
    ) -> Iterator[models.BrowserProfileRead]:
        """Yield every browser profile, page by page; `limit` are fetched at a time."""
        offset = 0
        while True:
            page = self.list_browser_profiles(limit=limit, offset=offset, request_options=request_options)
            for profile in page.profiles:
                yield profile
            offset += len(page.profiles)
            if not page.profiles or offset >= page.total:
                return

    def initiate_browser_profile_upload(
        self, *, request_options: RequestOptions | None = None
    ) -> models.InitiateUploadResponse:
        """Ask where to upload the zip file of a browser profile.

        Post every entry of `upload_fields` to `upload_url` as a multipart form, unchanged, and the file
        (`application/zip`, up to 1 GB) as its last part.
        """
        return self._call(
            models.InitiateUploadResponse,
            initiate_browser_profile_upload.sync_detailed,
            client=self._wire(request_options),
        )

    def complete_browser_profile_upload(
        self,
        profile_id: str,
        *,
        name: str,
        browser_name: str,
        browser_version: str,
        description: str | Keep | None = KEEP,
        labels: Mapping[str, str] | Keep = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.BrowserProfileRead:
        """Make a browser profile of an uploaded file.

        Args:
            profile_id: As the upload was given.
            name: Its name.
            browser_name: The browser it is for.
            browser_version: The version of that.
            description: In words.
            labels: Labels.
            request_options: What this call does differently.

        Raises:
            NotFoundError: Nothing was uploaded.
        """
        fields = given(
            name=name,
            browser_name=browser_name,
            browser_version=browser_version,
            description=description,
            labels=labels,
        )
        return self._call(
            models.BrowserProfileRead,
            complete_browser_profile_upload.sync_detailed,
            self._id(profile_id, "profile_id"),
            client=self._wire(request_options),
            body=self._body(wire.BrowserProfileCreate.from_dict, plain(fields)),
        )

    def get_default_browser_profile(
        self, *, browser_name: str, request_options: RequestOptions | None = None
    ) -> models.BrowserProfileRead:
        """Get the default profile of a browser.

        Raises:
            NotFoundError: There is none.
        """
        return self._call(
            models.BrowserProfileRead,
            get_default_browser_profile.sync_detailed,
            client=self._wire(request_options),
            browser_name=browser_name,
        )

    def set_default_browser_profile(
        self, profile_id: str, *, request_options: RequestOptions | None = None
    ) -> models.BrowserProfileRead:
        """Make a profile the default one of its browser.

        Raises:
            NotFoundError: There is no such profile.
        """
        return self._call(
            models.BrowserProfileRead,
            set_default_browser_profile.sync_detailed,
            self._id(profile_id, "profile_id"),
            client=self._wire(request_options),
        )

    def unset_default_browser_profile(
        self, profile_id: str, *, request_options: RequestOptions | None = None
    ) -> models.BrowserProfileRead:
        """Make a profile one that is not the default one.

        Raises:
            NotFoundError: There is no such profile.
        """
        return self._call(
            models.BrowserProfileRead,
            unset_default_browser_profile.sync_detailed,
            self._id(profile_id, "profile_id"),
            client=self._wire(request_options),
        )

    def get_browser_profile(
        self, profile_id: str, *, request_options: RequestOptions | None = None
    ) -> models.BrowserProfileRead:
        """Get a browser profile.

        Raises:
            NotFoundError: There is no such profile.
        """
        return self._call(
            models.BrowserProfileRead,
            get_browser_profile.sync_detailed,
            self._id(profile_id, "profile_id"),
            client=self._wire(request_options),
        )

    def delete_browser_profile(
        self, profile_id: str, *, request_options: RequestOptions | None = None
    ) -> None:
        """Delete a browser profile.

        Raises:
            NotFoundError: There is no such profile.
        """
        self._call_empty(
            delete_browser_profile.sync_detailed,
            self._id(profile_id, "profile_id"),
            client=self._wire(request_options),
        )
