"""Files that belong to a session."""

from __future__ import annotations

from typing import BinaryIO, cast

from happy_backend_client import models as wire
from happy_backend_client.api.attachments import (
    download_attachment,
    request_attachment_download,
    request_attachment_upload,
    upload_attachment,
)
from happy_backend_client.types import File

from fairlead._async.happy._base import AsyncNamespace
from fairlead._async.happy._stored import AsyncRecords
from fairlead.happy import _records
from fairlead.happy._crypto import RecordKey, decode_base64, encode_base64
from fairlead.happy._errors import FAMILY


class AsyncAttachments(AsyncNamespace):
    """`client.attachments`: files that belong to a session, encrypted with a key of the session's.

    Works with servers that keep the files themselves; those that leave it to an object storage are refused.
    """

    async def upload(self, session_id: str, filename: str, data: bytes) -> str:
        """Encrypt and store a file, and return its reference.

        Args:
            session_id: The session.
            filename: The file's name.
            data: Its content, up to 10 MiB.

        Raises:
            SessionNotFound: There is no such session.
            BadRequestError: The file is too large.
            RateLimitError: More than 60 uploads within a minute.
            EncryptionError: The session's key cannot be opened.
            ConfigurationError: The server keeps files in an object storage.

        Examples:
            >>> ref = await client.attachments.upload(session_id, "plan.md", b"# Plan")
        """
        encrypted = decode_base64((await self._key(session_id)).encrypt(data))
        place = self._segment(session_id, "session_id")
        target = await self._call(
            _records.UploadTarget,
            request_attachment_upload.asyncio_detailed,
            place,
            client=self._wire,
            body=wire.AttachmentUpload(filename=filename, size=len(encrypted)),
        )
        if target.method != "PUT":
            raise FAMILY.configuration(
                "this server keeps attachments in an object storage, which is not supported",
                backend=FAMILY.backend,
            )
        await self._call(
            _records.Kept,
            upload_attachment.asyncio_detailed,
            place,
            self._segment(_file(target.ref), "ref"),
            client=self._wire,
            # The transport hands it on as it is, and asynchronous HTTP clients take bytes, no files.
            body=File(payload=cast("BinaryIO", encrypted)),
        )
        return target.ref

    async def download(self, session_id: str, ref: str) -> bytes:
        """Fetch and decrypt a file.

        Args:
            session_id: The session.
            ref: The file's reference.

        Raises:
            SessionNotFound: There is no such session.
            NotFoundError: There is no such file.
            BadRequestError: It belongs to another session.
            EncryptionError: It cannot be decrypted.
        """
        key = await self._key(session_id)
        place = self._segment(session_id, "session_id")
        await self._call(
            _records.DownloadSource,
            request_attachment_download.asyncio_detailed,
            place,
            client=self._wire,
            body=wire.AttachmentDownload(ref=ref),
        )
        answer = await download_attachment.asyncio_detailed(
            place, self._segment(_file(ref), "ref"), client=self._wire
        )
        return key.decrypt(encode_base64(answer.content))

    async def _key(self, session_id: str) -> RecordKey:
        return (await AsyncRecords(self._http, self._shared).key_of(session_id)).for_attachments()


def _file(ref: str) -> str:
    """The last part of a reference."""
    return ref.rpartition("/")[2]
