"""The mailbox folder: what comes is known by its content, what is not whole is waited for, nothing is ever lost."""

import gzip
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from enclosed import document
from harmful_zips import directory_bomb, spoiled_lzma
from samoa import CANINES, PCA, READY, Samoa, make_samoa

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import RocbFile, read_file
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.mailbox import (
    BROKEN,
    COPYING,
    DOUBLE,
    FOREIGN,
    LOOKED,
    NEW,
    OTHERS,
    OWN,
    TAKEN,
    Mailbox,
    choose_mailbox,
    look_in_mailbox,
    mailbox,
    mailbox_has_changed,
    note_looked_at,
)
from rocb_desktop.services.arriving.mailbox_out import (
    put_everything_in_mailbox,
    put_in_mailbox,
    put_path_in_mailbox,
    tidy_mailbox,
)
from rocb_desktop.services.arriving.parts import split_file
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.outbox import make_reply_file, outbox
from rocb_desktop.services.survey.materials import add_material, list_materials
from rocb_desktop.services.survey.replies import save_reply

DAY = date(2021, 12, 21)
LATER = date(2021, 12, 23)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Samoa:
    """Made once; nobody writes into it."""
    return make_samoa(tmp_path_factory.mktemp("mailbox") / "samoa")


@pytest.fixture
def samoa(made: Samoa, tmp_path: Path) -> Samoa:
    """Everybody shares one folder, `box`."""
    samoa = Samoa(Path(shutil.copytree(made.folder, tmp_path / "samoa")))
    box = samoa.folder / "box"
    box.mkdir()
    for who in ("rocb", "focal", "sina"):
        with samoa.at(who) as session:
            choose_mailbox(session, box)
    return samoa


def sent(samoa: Samoa, text: str = "Faster.") -> Path:
    """Sina puts a reply into the folder."""
    with samoa.at("sina") as session:
        save_reply(session, PCA, {**READY, "q4_text": text})
        return Path(put_in_mailbox(session, make_reply_file(session, PCA).value.file).value)


def look(samoa: Samoa, who: str, day: date = DAY) -> Mailbox:
    with samoa.at(who, day) as session:
        found: Mailbox = look_in_mailbox(session).value
        assert mailbox(session) == found
        assert not mailbox_has_changed(session)
        return found


def states(found: Mailbox) -> dict[str, str]:
    return {one.name: one.state for one in found.files}


def test_a_reply_goes_through_the_folder(samoa: Samoa) -> None:
    path = sent(samoa)
    assert sorted(os.listdir(path.parent)) == [path.name]  # nothing unfinished beside it
    assert states(look(samoa, "sina")) == {path.name: OWN}
    found = look(samoa, "focal")
    assert states(found) == {path.name: NEW}
    with samoa.at("focal") as session:
        accept(session, [one.path for one in found.of(NEW)], trust=True)
    assert states(look(samoa, "focal")) == {path.name: TAKEN}
    with samoa.at("sina") as session:
        (file,) = [one for one in outbox(session).files if one.sent.kind == "reply"]
        assert file.way == "mailbox"
        assert file.handed is not None


def test_nothing_is_imported_by_looking(samoa: Samoa) -> None:
    sent(samoa)
    with samoa.at("focal") as session:
        before = session.db.execute("SELECT count(*) FROM change").fetchone()
        look_in_mailbox(session)
        assert session.db.execute("SELECT count(*) FROM change").fetchone() == before
        assert session.db.execute("SELECT count(*) FROM import WHERE kind='reply'").fetchone() == (0,)


def test_what_is_half_copied_is_waited_for(samoa: Samoa) -> None:
    path = sent(samoa)
    whole = path.read_bytes()
    for size in (0, 10, 300, len(whole) - 1):
        path.write_bytes(whole[:size])
        os.utime(path, ns=(size, size))
        expected = FOREIGN if size < 30 else COPYING
        assert states(look(samoa, "focal")) == {path.name: expected}
    assert states(look(samoa, "focal", date(2021, 12, 22))) == {path.name: COPYING}
    assert states(look(samoa, "focal", LATER)) == {path.name: BROKEN}
    path.write_bytes(whole)
    assert states(look(samoa, "focal", LATER)) == {path.name: NEW}


def test_unfinished_hidden_and_foreign_files_say_nothing(samoa: Samoa) -> None:
    path = sent(samoa)
    for name in (".x.rocb.part", "~syncthing~x.rocb.tmp", "x.rocb.part", "x.rocb.crdownload", ".syncthing.x.rocb.tmp"):
        shutil.copy(path, path.with_name(name))
    path.with_name("budget.xlsx").write_bytes(b"PK\x03\x04 not ours")
    path.with_name("notes.txt").write_text("not ours either")
    path.with_name("folder.rocb").mkdir()
    path.with_name("link.rocb").symlink_to(path)
    assert states(look(samoa, "focal")) == {path.name: NEW, "budget.xlsx": FOREIGN, "notes.txt": FOREIGN}


def test_copies_under_other_names_are_one_file(samoa: Samoa) -> None:
    path = sent(samoa)
    conflict = path.with_name(f"{path.stem}.sync-conflict-20211221-090500-ABCDEFG.rocb")
    renamed = path.with_name("reply (1).rocb.zip")
    for copy in (conflict, renamed):
        shutil.copy(path, copy)
    assert sorted(states(look(samoa, "focal")).values()) == [DOUBLE, DOUBLE, NEW]
    path.unlink()
    assert sorted(states(look(samoa, "focal")).values()) == [DOUBLE, NEW]


def test_what_only_others_can_open_is_let_be(samoa: Samoa) -> None:
    path = sent(samoa)
    create_profile(samoa.folder / "litia", "participant", "WS", "Litia Bola")
    with samoa.at("litia") as session:
        choose_mailbox(session, path.parent)
    assert states(look(samoa, "litia")) == {path.name: OTHERS}
    assert states(look(samoa, "rocb")) == {path.name: NEW}  # sealed to that office too, should the focal point be gone


def test_a_gone_folder_is_no_error_and_forgets_nothing(samoa: Samoa) -> None:
    path = sent(samoa)
    look(samoa, "focal")
    path.parent.rename(samoa.folder / "away")
    with samoa.at("focal") as session:
        found = look_in_mailbox(session).value
        assert found.gone and states(found) == {path.name: NEW}
        assert mailbox(session) == found
        assert not mailbox_has_changed(session)
        with pytest.raises(UserError, match="bad_path"):
            put_everything_in_mailbox(session)
    (samoa.folder / "away").rename(path.parent)
    assert not look(samoa, "focal").gone


def test_what_is_missing_tells_nothing(samoa: Samoa) -> None:
    path = sent(samoa)
    with samoa.at("focal") as session:
        accept(session, [path], trust=True)
        rows = session.db.execute("SELECT count(*) FROM reply").fetchone()
    path.unlink()
    look(samoa, "focal")
    with samoa.at("focal") as session:
        assert session.db.execute("SELECT count(*) FROM reply").fetchone() == rows


def test_nothing_is_overwritten_and_only_own_older_files_go_on_request(samoa: Samoa) -> None:
    first, second = sent(samoa, "One."), sent(samoa, "Two.")
    foreign = first.with_name("WS_reply_2021-01_zzzz_v1_00000000.rocb")
    shutil.copy(first, foreign)
    assert first != second and first.exists()
    stamp = first.stat().st_mtime_ns
    with samoa.at("sina") as session:
        assert second in put_everything_in_mailbox(session).value
        assert put_path_in_mailbox(session, second).value == second
        assert tidy_mailbox(session).value == [first.name]
        assert tidy_mailbox(session).value == []
    assert sorted(path.name for path in first.parent.iterdir()) == sorted([second.name, foreign.name])
    assert second.stat().st_mtime_ns >= stamp


def test_a_pack_with_materials_stays_beside_a_later_one_without(samoa: Samoa) -> None:
    full = full_pack(samoa)
    with samoa.at("rocb") as session:
        bare = make_pack(session, PCA, samoa.folder / "later.rocb").value
        put_in_mailbox(session, bare.file)
        assert tidy_mailbox(session).value == []
        files = {one.sent.file: one.newest for one in outbox(session).files}
        assert files[bare.file]
        assert len(put_everything_in_mailbox(session).value) == len([file for file, newest in files.items() if newest])
        assert full.exists()
        again = make_pack(session, PCA, samoa.folder / "again.rocb", with_files=True).value
        assert not any(one.newest for one in outbox(session).files if one.sent.digest[:8] in full.stem)
        newest = Path(put_in_mailbox(session, again.file).value)
        gone = tidy_mailbox(session).value
    assert full.name in gone and newest.exists()


def test_two_officers_share_it(samoa: Samoa) -> None:
    """The pack of ROCB A/P and the card of the focal point lie beside the reply, and each takes what is new to it."""
    path = sent(samoa)
    with samoa.at("rocb") as session:
        pack = put_path_in_mailbox(session, samoa.folder / "pack0.rocb").value
    with samoa.at("focal") as session:
        card = put_path_in_mailbox(session, samoa.folder / "card.rocb").value
    assert states(look(samoa, "sina")) == {path.name: OWN, pack.name: TAKEN, card.name: TAKEN}
    assert states(look(samoa, "rocb"))[pack.name] == OWN
    assert states(look(samoa, "focal")) == {path.name: NEW, pack.name: TAKEN, card.name: OWN}


def test_a_file_is_opened_once_however_often_the_folder_is_looked_at(
    samoa: Samoa, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []

    def counted(data: bytes, *more: Any) -> RocbFile:
        opened.append(len(data))
        return read_file(data, *more)

    monkeypatch.setattr("rocb_desktop.services.arriving.mailbox_content.read_file", counted)
    paths = [sent(samoa, f"{number}.") for number in range(4)]
    forged = paths[0].with_name("forged.rocb")
    forged.write_bytes(gzip.compress(gzip.decompress((samoa.folder / "card.rocb").read_bytes())[:-300] + bytes(300)))
    shutil.copy(paths[1], paths[1].with_name("again.rocb"))
    assert len(look(samoa, "focal").of(NEW, COPYING)) == 5
    assert len(opened) == 5
    for taken, path in enumerate(paths, 1):
        with samoa.at("focal") as session:
            accept(session, [path], trust=True)
        assert len(look(samoa, "focal").of(TAKEN)) >= taken
    paths[1].unlink()
    paths[2].rename(paths[2].with_name("renamed.rocb"))
    found = states(look(samoa, "focal"))
    assert len(opened) <= 7  # the copy and the renamed file, of which nothing was remembered any more
    assert found["again.rocb"] == found["renamed.rocb"] == TAKEN


def test_what_a_person_has_looked_at_is_not_announced_again(samoa: Samoa) -> None:
    path = sent(samoa)
    look(samoa, "focal")
    with samoa.at("focal") as session:
        note_looked_at(session, [path.name, "another"])
    assert states(look(samoa, "focal")) == {path.name: LOOKED}
    with samoa.at("focal") as session:
        assert look_in_mailbox(session, afresh=True).value.of(NEW)


def test_the_own_profile_is_no_mailbox_and_no_mailbox_takes_no_file(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        for folder, code in (
            (samoa.sina, "bad_value"),
            (samoa.sina / "files", "bad_path"),
            (samoa.folder / "no", "bad_path"),
        ):
            with pytest.raises(UserError, match=code):
                choose_mailbox(session, folder)
        undo = choose_mailbox(session, None).undo
        with pytest.raises(UserError, match="no_mailbox"):
            put_everything_in_mailbox(session)
        assert mailbox(session) == look_in_mailbox(session).value == Mailbox()
        assert undo is not None
        undo.service(session, *undo.args)
        assert mailbox(session).folder == samoa.folder / "box"


def test_a_damaged_or_forged_file_never_stops_the_others(samoa: Samoa) -> None:
    path = sent(samoa)
    with samoa.at("sina") as session:
        save_reply(session, CANINES, READY)
    data = path.read_bytes()
    path.with_name("a.rocb").write_bytes(data[:600] + b"\0" + data[601:])
    path.with_name("b.rocb").write_bytes(b"\x1f\x8b" + data)
    path.with_name("c.rocb").write_bytes(b"age-encryption.org/v1\n-> scrypt x\n" + bytes(100))
    found = states(look(samoa, "focal"))
    assert found[path.name] == NEW
    assert set(found.values()) <= {NEW, COPYING, FOREIGN}


def test_a_zip_that_means_harm_stops_nobody(samoa: Samoa) -> None:
    path = sent(samoa)
    spoiled_lzma(path.with_name("a.zip"))
    directory_bomb(path.with_name("b.zip"))
    assert states(look(samoa, "focal")) == {path.name: NEW, "a.zip": FOREIGN, "b.zip": FOREIGN}


def full_pack(samoa: Samoa) -> Path:
    """ROCB A/P puts a pack with a material into the folder."""
    with samoa.at("rocb") as session:
        add_material(session, PCA, document(samoa.folder, size=300_000))
        make_pack(session, PCA, samoa.folder / "bare.rocb")
        full = make_pack(session, PCA, samoa.folder / "full.rocb", with_files=True).value
        return Path(put_in_mailbox(session, full.file).value)


def test_a_pack_whose_files_are_missing_here_is_new(samoa: Samoa) -> None:
    """All its words came in before, with the pack that has no files."""
    pack = full_pack(samoa)
    with samoa.at("sina") as session:
        accept(session, [samoa.folder / "bare.rocb"])
    assert states(look(samoa, "sina")) == {pack.name: NEW}
    with samoa.at("sina") as session:
        accept(session, [pack])
        assert list_materials(session)[0].here
    assert states(look(samoa, "sina")) == {pack.name: TAKEN}


def test_parts_that_were_taken_in_are_not_announced_again(samoa: Samoa) -> None:
    pack = full_pack(samoa)
    box = pack.parent
    with samoa.at("rocb") as session:
        parts: list[Path] = split_file(session, pack, box, 100_000).value
    pack.unlink()
    first, *others = parts
    assert states(look(samoa, "sina")) == {part.name: NEW for part in parts}
    with samoa.at("sina") as session:
        accept(session, [first])
    assert states(look(samoa, "sina")) == {first.name: TAKEN} | {part.name: NEW for part in others}
    with samoa.at("sina") as session:
        accept(session, others)
        assert list_materials(session)[0].here
        found = look_in_mailbox(session, afresh=True).value
    assert states(found) == {part.name: TAKEN for part in parts}
    half = box / "half.rocb"
    half.write_bytes(first.read_bytes()[:-5])
    assert states(look(samoa, "sina"))["half.rocb"] == COPYING
