"""A sheet of paper brings the same person back: same keys, same office, an empty store that files fill again."""

import sys
from pathlib import Path

import pytest
from PIL import Image
from region import TODAY, Region, everything

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.age_key import key_text
from rocb_desktop.exchange.recovery_sheet import SheetKeys, sheet_bytes
from rocb_desktop.exchange.text_lines import write_lines
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.profile import recovery
from rocb_desktop.services.profile.key_places import keep_key, list_keys
from rocb_desktop.services.profile.keys import PAPER
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile, recover_profile
from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.safety.restoring import restore_backup
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.forks import list_forks
from rocb_desktop.store.settings import read_setting

CLOCK = Clock(TODAY)


def opened(folder: Path) -> Session:
    return open_session(folder, clock=CLOCK)


def made(folder: Path, role: str = "focal_point") -> Path:
    create_profile(folder, role, "ROCB" if role == "rocb" else "FJ", "Tevita Rakai", clock=CLOCK)
    return folder


def printed(folder: Path, second: bool = False) -> recovery.RecoverySheet:
    session = opened(folder)
    sheet = recovery.make_sheet(session, second)
    recovery.note_copied(session, second)
    session.close()
    return sheet


def typed(sheet: recovery.RecoverySheet) -> SheetKeys:
    keys = recovery.read_typed("\n".join(sheet.lines)).keys
    assert keys is not None
    return keys


@pytest.mark.parametrize("role", ["participant", "focal_point", "rocb"])
def test_the_same_person_comes_back(tmp_path: Path, role: str) -> None:
    lost = made(tmp_path / "lost", role)
    profile = recover_profile(tmp_path / "new", typed(printed(lost)), "fr", clock=CLOCK)
    before, after = opened(lost), opened(tmp_path / "new")
    assert (profile.name, profile.role, profile.lang) == ("Tevita Rakai", role, "fr")
    assert profile.administration == before.profile.administration
    assert (after.keys.key, after.keys.office) == (before.keys.key, before.keys.office)
    assert set(after.anchor) == set(before.anchor)
    assert standing_of(after.db, after.keys.key) == standing_of(before.db, before.keys.key)
    assert read_setting(after.db, "nonce") != read_setting(before.db, "nonce")
    assert PAPER not in list_keys(profile.keys_folder)
    before.close()
    after.close()


def test_files_that_others_keep_fill_the_store_again(region: Region, tmp_path: Path) -> None:
    sheet = printed(region.folder / "focal")
    recover_profile(tmp_path / "new", typed(sheet), clock=CLOCK)
    session = opened(tmp_path / "new")
    accept(session, [region.file("pack")], trust=True)
    assert standing_of(session.db, session.keys.key).role is Role.FOCAL_POINT
    assert accept(session, [region.file("reply")], trust=True).value.totals["new"]  # sealed to the office's key
    session.close()


def test_a_backup_fills_the_store_again(region: Region, tmp_path: Path) -> None:
    with region.at("focal") as session:
        copy = make_backup(session).value
        office, before = session.keys.office, everything(session.profile.path)
    recover_profile(tmp_path / "new", typed(printed(region.folder / "focal")), clock=CLOCK)
    session = opened(tmp_path / "new")
    done = restore_backup(session, copy)
    assert session.keys.office == office and check_store(session).ok
    assert everything(tmp_path / "new")["reply"] == before["reply"] != []
    assert done.value.edits == 1  # the name, said again when the profile was made
    make_card(session, tmp_path / "card.rocb")
    session.close()
    with region.at("rocb") as office_desk:
        accept(office_desk, [tmp_path / "card.rocb"])
        assert list_forks(office_desk.db) == []


def test_older_office_keys_are_on_the_sheet(tmp_path: Path) -> None:
    lost, other = made(tmp_path / "lost"), opened(made(tmp_path / "other"))
    keep_key(lost / "keys", "older-1.key", other.keys.identity)
    recover_profile(tmp_path / "new", typed(printed(lost)), clock=CLOCK)
    session = opened(tmp_path / "new")
    assert session.keys.identities[1:] == (other.keys.identity,)
    session.close()
    other.close()


def test_nobodys_keys_and_no_profile_are_written_over(tmp_path: Path) -> None:
    keys = typed(printed(made(tmp_path / "lost")))
    stranger = made(tmp_path / "stranger")
    (stranger / "store.sqlite").unlink()
    for folder in (tmp_path / "lost", stranger):
        with pytest.raises(UserError) as refused:
            recover_profile(folder, keys, clock=CLOCK)
        assert refused.value.code == "profile_exists"
    (tmp_path / "lost" / "store.sqlite").unlink()
    recover_profile(tmp_path / "lost", keys, clock=CLOCK)  # the same keys lie there still


def test_what_is_mistyped_or_missing_is_said() -> None:
    lines = write_lines(sheet_bytes(SheetKeys("participant", "WS", "Sina", bytes(32), key_text(bytes(32)))))
    wrong = lines[2].replace("0", "9", 1)
    for text, said in (
        ("\n".join([lines[0], lines[1], wrong, lines[3]]), "Line 3 of 4 is mistyped."),
        ("\n".join(lines[:1]), "Lines 2 to 4 are missing."),
        ("\n".join(lines[:3]), "Line 4 is missing."),
        ("", ""),
        ("\n".join(lines), "This is the sheet of Sina, Samoa."),
    ):
        assert recovery.read_typed(text).said == said


def test_rocbs_second_key_goes_to_paper_and_then_away(tmp_path: Path) -> None:
    folder = made(tmp_path / "rocb", "rocb")
    session = opened(folder)
    assert recovery.recovery_state(session) == recovery.RecoveryState(None, True, True, None)
    for word in ("DELETE", "no"):
        with pytest.raises(UserError):  # before there is a sheet, and without the word
            recovery.delete_second_key(session, word)
        recovery.note_copied(session, True) if word == "DELETE" else None
    second = recovery.make_sheet(session, True)
    assert "not a person's sheet" in recovery.read_typed("\n".join(second.lines)).said
    recovery.delete_second_key(session, "delete ")
    assert recovery.recovery_state(session) == recovery.RecoveryState(None, True, False, TODAY)
    assert PAPER not in list_keys(folder / "keys")
    with pytest.raises(UserError):
        recovery.make_sheet(session, True)
    assert session.keys.anchor is not None and sshsig.public_key(session.keys.anchor) in session.anchor
    session.close()


def test_a_sheet_in_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    session = opened(made(tmp_path / "fj"))
    sheet = recovery.make_sheet(session)
    assert recovery.recovery_state(session).copied is None
    recovery.save_sheet(session, tmp_path / "sheet.txt", recovery.sheet_text(sheet).encode())
    assert recovery.recovery_state(session).copied == TODAY
    assert recovery.read_typed((tmp_path / "sheet.txt").read_text()).keys == typed(sheet)
    if sys.platform != "win32":
        assert (tmp_path / "sheet.txt").stat().st_mode & 0o077 == 0
    with pytest.raises(UserError) as refused:
        recovery.save_sheet(session, tmp_path / "no" / "sheet.txt", b"")
    assert refused.value.code == "cannot_open"
    session.close()


def test_a_picture_of_the_code_is_read(tmp_path: Path) -> None:
    sheet = printed(made(tmp_path / "fj"))
    picture = Image.new("L", (len(sheet.code) + 8,) * 2, 255)
    for y, row in enumerate(sheet.code):
        for x, dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if dark else 255)
    big = picture.resize((picture.width * 5,) * 2, Image.Resampling.NEAREST)
    big.rotate(8, expand=True, fillcolor=255).save(tmp_path / "photo.png")
    assert recovery.read_photo(tmp_path / "photo.png").keys == typed(sheet)
    Image.new("L", (200, 200), 255).save(tmp_path / "white.png")
    assert recovery.read_photo(tmp_path / "white.png").said.startswith("No code of a recovery sheet")
