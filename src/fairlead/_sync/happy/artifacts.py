# Made from src/fairlead/_async/happy/artifacts.py by `nox -s regenerate`: edit that one.
"""Encrypted documents, entries and keys."""

from __future__ import annotations

import builtins
import uuid
from collections.abc import Iterable
from typing import Any

from happy_backend_client import models as wire
from happy_backend_client.api.access_keys import create_access_key, get_access_key, update_access_key
from happy_backend_client.api.artifacts import (
    create_artifact,
    delete_artifact,
    get_artifact,
    list_artifacts,
    update_artifact,
)
from happy_backend_client.api.kv import get_kv, get_kv_bulk, list_kv, mutate_kv
from happy_backend_client.types import UNSET

from fairlead._sync._client import KEEP, Keep
from fairlead._sync.happy._base import Namespace
from fairlead.happy import _records, models


class Artifacts(Namespace):
    """`client.artifacts`: documents of JSON that only the account can read."""

    def list(self) -> builtins.list[models.ArtifactSummary]:
        """Get the artifacts without their bodies, those that changed last first; 200 at most."""
        records = self._call(
            builtins.list[_records.ArtifactRecord], list_artifacts.sync_detailed, client=self._wire
        )
        return [record.summary(self._shared.keyring) for record in records]

    def get(self, artifact_id: str) -> models.Artifact:
        """Get an artifact.

        Raises:
            NotFoundError: There is no such artifact.
        """
        return (self._record(artifact_id)).open(self._shared.keyring)

    def create(self, header: Any, body: Any, *, artifact_id: str | None = None) -> models.Artifact:
        """Store a new artifact, encrypted with a key of its own.

        Args:
            header: Any JSON.
            body: Any JSON.
            artifact_id: A UUID; a new one by default. If the account has it already, that one is returned,
                unchanged.

        Raises:
            ConflictError: Another account has an artifact with this id.
            EncryptionError: Only a machine's key is known.

        Examples:
            >>> note = client.artifacts.create({"title": "Plan"}, {"text": "First, ..."})
        """
        key, sealed = self._shared.keyring.new_record_key()
        content = {
            "id": artifact_id or str(uuid.uuid4()),
            "header": key.encrypt_json(header),
            "body": key.encrypt_json(body),
            "dataEncryptionKey": sealed,
        }
        record = self._call(
            _records.ArtifactRecord,
            create_artifact.sync_detailed,
            client=self._wire,
            body=self._body(wire.ArtifactCreate.from_dict, content),
        )
        return record.open(self._shared.keyring)

    def update(
        self,
        artifact_id: str,
        *,
        header: Any = KEEP,
        body: Any = KEEP,
        expected_header_version: int | None = None,
        expected_body_version: int | None = None,
    ) -> models.Artifact:
        """Replace the header or the body of an artifact, or both.

        Args:
            artifact_id: The artifact.
            header: New header: any JSON.
            body: New body: any JSON.
            expected_header_version: Version that the header replaces; the stored one by default.
            expected_body_version: Version that the body replaces; the stored one by default.

        Raises:
            NotFoundError: There is no such artifact.
            VersionConflictError: It was changed meanwhile; nothing was stored.
            EncryptionError: The artifact's key cannot be opened.
        """
        record = self._record(artifact_id)
        key = record.key(self._shared.keyring)
        change: dict[str, Any] = {}
        if not isinstance(header, Keep):
            version = record.header_version if expected_header_version is None else expected_header_version
            change |= {"header": key.encrypt_json(header), "expectedHeaderVersion": version}
        if not isinstance(body, Keep):
            version = record.body_version if expected_body_version is None else expected_body_version
            change |= {"body": key.encrypt_json(body), "expectedBodyVersion": version}
        answer = self._call(
            _records.Update,
            update_artifact.sync_detailed,
            self._segment(artifact_id, "artifact_id"),
            client=self._wire,
            body=self._body(wire.ArtifactUpdate.from_dict, change),
        )
        answer.check("the artifact")
        return self.get(artifact_id)

    def delete(self, artifact_id: str) -> None:
        """Delete an artifact.

        Raises:
            NotFoundError: There is no such artifact.
        """
        place = self._segment(artifact_id, "artifact_id")
        self._call(_records.Succeeded, delete_artifact.sync_detailed, place, client=self._wire)

    def _record(self, artifact_id: str) -> _records.ArtifactRecord:
        place = self._segment(artifact_id, "artifact_id")
        return self._call(_records.ArtifactRecord, get_artifact.sync_detailed, place, client=self._wire)


class Kv(Namespace):
    """`client.kv`: the account's key-value store. Values are base64; encrypt what is private."""

    def get(self, key: str) -> models.KvEntry:
        """Get an entry.

        Raises:
            NotFoundError: There is no such key.
        """
        return self._call(models.KvEntry, get_kv.sync_detailed, self._segment(key, "key"), client=self._wire)

    def get_many(self, keys: Iterable[str]) -> builtins.list[models.KvEntry]:
        """Get the entries of up to 100 keys; those that do not exist are left out."""
        body = self._body(wire.KvKeys.from_dict, {"keys": [*keys]})
        answer = self._call(_records.KvValues, get_kv_bulk.sync_detailed, client=self._wire, body=body)
        return answer.values

    def list(self, prefix: str | None = None, *, limit: int = 100) -> builtins.list[models.KvEntry]:
        """Get entries by key.

        Args:
            prefix: What their keys begin with.
            limit: How many at most, up to 1000.
        """
        answer = self._call(
            _records.KvList,
            list_kv.sync_detailed,
            client=self._wire,
            prefix=UNSET if prefix is None else prefix,
            limit=limit,
        )
        return answer.items

    def set(self, key: str, value: str, *, version: int = -1) -> int:
        """Store a value, and return its version.

        Args:
            key: Its key.
            value: The value in base64.
            version: Version that it replaces; -1 for a key that never was.

        Raises:
            VersionConflictError: Somebody else changed it; `body` has what is stored.

        Examples:
            >>> version = client.kv.set("theme", "ZGFyaw==")
            >>> version = client.kv.set("theme", "bGlnaHQ=", version=version)
        """
        return (self.mutate([models.KvMutation(key=key, value=value, version=version)]))[0].version

    def delete(self, key: str, *, version: int) -> int:
        """Remove a value, and return the version to replace when it is stored again.

        Raises:
            VersionConflictError: Somebody else changed it; `body` has what is stored.
        """
        return (self.mutate([models.KvMutation(key=key, value=None, version=version)]))[0].version

    def mutate(self, mutations: Iterable[models.KvMutation]) -> builtins.list[models.KvVersion]:
        """Make up to 100 changes, together or not at all, and return the new versions.

        Raises:
            VersionConflictError: Somebody else changed an entry; nothing was stored.
        """
        changes = [
            {"key": mutation.key, "value": mutation.value, "version": mutation.version}
            for mutation in mutations
        ]
        answer = self._call(
            _records.KvMutated,
            mutate_kv.sync_detailed,
            client=self._wire,
            body=self._body(wire.KvMutations.from_dict, {"mutations": changes}),
        )
        return answer.results


class AccessKeys(Namespace):
    """`client.access_keys`: what a machine needs to take part in a session, as its owner encrypted it.

    Calls raise `NotFoundError` if there is no such session or machine.
    """

    def get(self, session_id: str, machine_id: str) -> models.AccessKey | None:
        """Get the access key of a machine for a session; None if there is none."""
        answer = self._call(
            _records.AccessKeyResponse,
            get_access_key.sync_detailed,
            self._segment(session_id, "session_id"),
            self._segment(machine_id, "machine_id"),
            client=self._wire,
        )
        return answer.access_key

    def create(self, session_id: str, machine_id: str, data: str) -> models.AccessKey:
        """Store an access key.

        Raises:
            ConflictError: There is one already.
        """
        answer = self._call(
            _records.AccessKeyCreated,
            create_access_key.sync_detailed,
            self._segment(session_id, "session_id"),
            self._segment(machine_id, "machine_id"),
            client=self._wire,
            body=self._body(wire.AccessKeyCreate.from_dict, {"data": data}),
        )
        return answer.access_key

    def update(self, session_id: str, machine_id: str, data: str, *, expected_version: int) -> int:
        """Replace an access key, and return its new version.

        Raises:
            VersionConflictError: It was changed meanwhile; `body` has the stored one.
        """
        answer = self._call(
            _records.Update,
            update_access_key.sync_detailed,
            self._segment(session_id, "session_id"),
            self._segment(machine_id, "machine_id"),
            client=self._wire,
            body=self._body(
                wire.AccessKeyUpdate.from_dict, {"data": data, "expectedVersion": expected_version}
            ),
        )
        return answer.new_version("the access key")
