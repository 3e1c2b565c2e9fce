"""The file in which a key is kept."""

import stat
from pathlib import Path

import pytest

from fairlead.hai._stored import API_KEY, forget, read_values, store, stored_file


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("HAI_API_KEY='hk-1'", "hk-1"),
        ('export HAI_API_KEY="hk-1"', "hk-1"),
        ("HAI_API_KEY = hk-1 # mine", "hk-1"),
        ("HAI_API_KEY='a#b'", "a#b"),
        ("HAI_API_KEY=", None),
        ("#HAI_API_KEY=hk-1", None),
        ("HAI_API_KEY", None),
        ("OTHER=1", None),
    ],
)
def test_lines_that_people_write(tmp_path: Path, line: str, value: str | None) -> None:
    file = tmp_path / ".env"
    file.write_text(f"A=1\n{line}\n")
    assert read_values(file).get(API_KEY) == value


def test_a_file_that_is_not_there_or_not_text_has_no_values(tmp_path: Path) -> None:
    assert read_values(tmp_path / ".env") == {}
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    assert read_values(tmp_path / ".env") == {}


def test_only_the_owner_can_read_a_stored_key_and_other_lines_stay(tmp_path: Path) -> None:
    file = stored_file({"XDG_CONFIG_HOME": str(tmp_path)})
    store(file, API_KEY, "hk-1")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700

    file.write_text("# mine\nOTHER=1\nexport HAI_API_KEY=old\n")
    file.chmod(0o644)
    store(file, API_KEY, "hk-2")

    assert file.read_text() == "# mine\nOTHER=1\nHAI_API_KEY='hk-2'\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert forget(file, API_KEY)
    assert file.read_text() == "# mine\nOTHER=1\n"
    assert not forget(file, API_KEY)


@pytest.mark.parametrize("value", ["", "a'b", "a\nB=1", "a\x00b"])
def test_what_a_line_cannot_hold_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(ValueError, match="HAI_API_KEY must be"):
        store(tmp_path / ".env", API_KEY, value)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    store(file, API_KEY, "hk-1")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        store(file, API_KEY, "hk-2")
    assert read_values(file) == {API_KEY: "hk-1"}
    assert list(tmp_path.iterdir()) == [file]
