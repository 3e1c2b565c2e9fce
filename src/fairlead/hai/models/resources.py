"""Webhooks, schedules, browser profiles, vaults, files of sessions, and the token quota."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from fairlead._core.models import UtcDatetime
from fairlead.hai.models._base import HaiModel, Variant
from fairlead.hai.models.enums import DeliveryStatus, ScheduleRunStatus
from fairlead.hai.models.sessions import SessionRequest


class WebhookRecord(HaiModel):
    """A receiver of events.

    Attributes:
        id: Its identifier.
        url: Where deliveries go.
        enabled_events: Types of events; `"*"` is every change of a status.
        description: In words.
        disabled: Whether it gets nothing.
        last_delivery_status: How the last delivery ended.
        last_delivery_error: What went wrong with it.
        last_delivery_at: When it was.
        last_success_at: When the last one that arrived was.
        consecutive_failures: Deliveries in a row that failed.
        created_at: When it was created.
        updated_at: When it was last changed.
    """

    id: str
    url: str
    enabled_events: list[str]
    description: str | None
    disabled: bool
    last_delivery_status: DeliveryStatus | None = None
    last_delivery_error: str | None = None
    last_delivery_at: UtcDatetime | None = None
    last_success_at: UtcDatetime | None = None
    consecutive_failures: int = 0
    created_at: UtcDatetime
    updated_at: UtcDatetime


class WebhookWithSecret(WebhookRecord):
    """A receiver of events and the secret of its signatures, which is told only once."""

    secret: str = Field(repr=False)


class PageWebhookRecord(HaiModel):
    """A page of webhooks."""

    items: list[WebhookRecord]
    total: int
    page: int


class WebhookEventTypeDefinition(HaiModel):
    """A type of event that webhooks can ask for."""

    type: str
    description: str


class WebhookPingResult(HaiModel):
    """What the receiver answered to a ping."""

    response_status: int


class CronTiming(Variant):
    """When a schedule fires: a cron expression with five fields, in an IANA time zone."""

    type: Literal["cron"] = "cron"
    expression: str
    timezone: str


class PauseSchedule(HaiModel):
    """Why a schedule rests, in up to 255 characters."""

    note: str | None = None


class ScheduleRecord(HaiModel):
    """A schedule.

    Attributes:
        id: Its identifier.
        name: Its name.
        description: In words.
        timing: When it fires.
        session_request: What it runs.
        paused: Whether it rests.
        pause_note: Why it rests.
        repeats: Number of runs after which it rests; None for no end.
        sessions_created: Sessions started so far.
        next_run_times: When it fires next.
        last_run_at: When it fired last.
        created_at: When it was created.
        updated_at: When it was last changed.
    """

    id: str
    name: str
    description: str | None
    timing: CronTiming
    session_request: SessionRequest
    paused: bool
    pause_note: str | None
    repeats: int | None
    sessions_created: int
    next_run_times: list[UtcDatetime]
    last_run_at: UtcDatetime | None
    created_at: UtcDatetime
    updated_at: UtcDatetime


class PageScheduleRecord(HaiModel):
    """A page of schedules."""

    items: list[ScheduleRecord]
    total: int
    page: int


class ScheduleRunRecord(HaiModel):
    """What became of one fire time of a schedule.

    Attributes:
        id: Its identifier.
        schedule_id: The schedule.
        status: What became of it.
        scheduled_for: When it was to fire.
        session_id: The session that was started.
        error: Why none was.
        triggered_manually: Whether somebody asked for it.
        created_at: When this was noted.
    """

    id: str
    schedule_id: str
    status: ScheduleRunStatus
    scheduled_for: UtcDatetime
    session_id: str | None
    error: str | None
    triggered_manually: bool
    created_at: UtcDatetime


class PageScheduleRunRecord(HaiModel):
    """A page of runs."""

    items: list[ScheduleRunRecord]
    total: int
    page: int


class InitiateUploadResponse(HaiModel):
    """Where to upload the zip file of a browser profile.

    Post every entry of `upload_fields` to `upload_url` as a multipart form, unchanged, and the file as its
    last part.

    Attributes:
        profile_id: The profile to be.
        upload_url: Where the file goes.
        upload_fields: What goes with it; who has them can upload.
        upload_expires_in: Seconds until that is no longer possible.
    """

    profile_id: str
    upload_url: str = Field(repr=False)
    upload_fields: dict[str, str] = Field(repr=False)
    upload_expires_in: int


class BrowserProfileRead(HaiModel):
    """Cookies and storage that browsers can begin with.

    Attributes:
        id: Its identifier.
        user_id: Whose it is.
        org_id: The organization.
        name: Its name.
        description: In words.
        browser_name: The browser it is for.
        browser_version: The version of that.
        s3_path: Where it is kept.
        file_size_bytes: Its size.
        checksum: Its checksum.
        usage_count: How often it was used.
        last_used_at: When it was last used.
        labels: Labels.
        is_default: Whether it is the default one of its browser.
        created_at: When it was created.
        updated_at: When it was last changed.
    """

    id: str
    user_id: str
    org_id: str
    name: str
    description: str | None = None
    browser_name: str
    browser_version: str
    s3_path: str | None = None
    file_size_bytes: int | None = None
    checksum: str | None = None
    usage_count: int = 0
    last_used_at: UtcDatetime | None = None
    labels: dict[str, Any] | None = None
    is_default: bool = False
    created_at: UtcDatetime
    updated_at: UtcDatetime


class BrowserProfileList(HaiModel):
    """A page of browser profiles."""

    total: int
    limit: int
    offset: int
    profiles: list[BrowserProfileRead]


class OnePasswordConfig(Variant):
    """A vault of 1Password."""

    _tag: ClassVar[str] = "provider"

    provider: Literal["onepassword"] = "onepassword"
    op_vault_id: str


class VaultConfigRead(HaiModel):
    """A password vault. The token that opens it is never told."""

    id: str
    org_id: str
    name: str
    provider_config: OnePasswordConfig
    created_at: UtcDatetime
    updated_at: UtcDatetime


class VaultConfigList(HaiModel):
    """A page of vaults."""

    total: int
    limit: int
    offset: int
    vaults: list[VaultConfigRead]


class VaultHealth(HaiModel):
    """Whether a vault can be opened, and what is wrong if not."""

    ok: bool
    error: str | None = None


class FileEntry(HaiModel):
    """A file or folder on the machine of a session."""

    name: str
    path: str
    size_bytes: int
    modified_at: UtcDatetime
    is_dir: bool


class ListFilesResponse(HaiModel):
    """Files of a folder, newest first, and whether there are more."""

    path: str
    files: list[FileEntry]
    truncated: bool


class ReadFileResponse(HaiModel):
    """A file; its content is in base64."""

    path: str
    content_base64: str = Field(repr=False)
    size_bytes: int
    modified_at: UtcDatetime


class WriteFileResponse(HaiModel):
    """A file that was written."""

    path: str
    size_bytes: int


class TokenQuotaStatus(HaiModel):
    """Tokens of the organization.

    Attributes:
        limit: Tokens of the period; None for no limit.
        used: Tokens used; None if that is not known right now.
        remaining: Tokens left.
        window_start: When the period began.
        window_end: When it ends.
    """

    limit: int | None
    used: int | None
    remaining: int | None
    window_start: UtcDatetime
    window_end: UtcDatetime | None
