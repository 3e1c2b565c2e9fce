"""Files on the machine that a session works on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from hai_backend_client import models as wire
from hai_backend_client.api.session_files import list_files, read_file, write_file

from fairlead._async._client import KEEP, Keep, given
from fairlead._async.hai._base import AsyncNamespace
from fairlead.hai import models
from fairlead.hai._json import plain
from fairlead.hai._options import RequestOptions


class AsyncSessionFiles(AsyncNamespace):
    """`client.session_files`: files of a session that runs, in folders that the service allows."""

    async def list_files(
        self,
        session_id: str,
        *,
        path: str | Keep = KEEP,
        max_entries: int | Keep = KEEP,
        modified_before: datetime | str | Keep | None = KEEP,
        name_after: str | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.ListFilesResponse:
        """Get the files of a folder, newest first.

        Args:
            session_id: The session.
            path: The folder; `~/Downloads` if not given.
            max_entries: Files at most; 500 if not given.
            modified_before: Go on after a file that was changed then: the last one of the page before.
            name_after: The name of that file.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such session or folder.
            ForbiddenError: The folder is not allowed.
        """
        fields = given(
            path=path, max_entries=max_entries, modified_before=modified_before, name_after=name_after
        )
        return await self._call(
            models.ListFilesResponse,
            list_files.asyncio_detailed,
            self._id(session_id, "session_id"),
            client=self._wire(request_options),
            body=self._body(wire.ListFilesRequest.from_dict, plain(fields)),
        )

    async def iter_files(
        self,
        session_id: str,
        *,
        path: str | Keep = KEEP,
        max_entries: int | Keep = KEEP,
        request_options: RequestOptions | None = None,
    ) -> AsyncIterator[models.FileEntry]:
        """Yield every file of a folder; `max_entries` are fetched at a time. See `list_files`."""
        page = await self.list_files(
            session_id, path=path, max_entries=max_entries, request_options=request_options
        )
        while True:
            for entry in page.files:
                yield entry
            if not page.truncated or not page.files:
                return
            last = page.files[-1]
            page = await self.list_files(
                session_id,
                path=path,
                max_entries=max_entries,
                modified_before=last.modified_at,
                name_after=last.name,
                request_options=request_options,
            )

    async def read_file(
        self, session_id: str, *, path: str, request_options: RequestOptions | None = None
    ) -> models.ReadFileResponse:
        """Read a file. Its content is in base64.

        Raises:
            NotFoundError: There is no such session or file.
            ForbiddenError: The folder is not allowed.
        """
        return await self._call(
            models.ReadFileResponse,
            read_file.asyncio_detailed,
            self._id(session_id, "session_id"),
            client=self._wire(request_options),
            body=self._body(wire.ReadFileRequest.from_dict, {"path": path}),
        )

    async def write_file(
        self,
        session_id: str,
        *,
        path: str,
        content_base64: str,
        request_options: RequestOptions | None = None,
    ) -> models.WriteFileResponse:
        """Write a file, or replace it.

        Args:
            session_id: The session.
            path: The file.
            content_base64: Its content in base64.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such session.
            ForbiddenError: The folder is not allowed.
        """
        return await self._call(
            models.WriteFileResponse,
            write_file.asyncio_detailed,
            self._id(session_id, "session_id"),
            client=self._wire(request_options),
            body=self._body(
                wire.WriteFileRequest.from_dict, {"path": path, "content_base64": content_base64}
            ),
        )
