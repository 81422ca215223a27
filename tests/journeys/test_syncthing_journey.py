"""A mailbox folder carried by Debian's real Syncthing between two people: a reply goes, a receipt comes back.

On the way: a file of which only the beginning has arrived, two files that got the same name on two computers (Syncthing
makes a conflict copy), and one that both were given. Runs where `syncthing` is installed (apt-get install syncthing):

    .venv/bin/pytest tests/journeys/test_syncthing_journey.py
"""

import os
import shutil
from pathlib import Path

import pytest
from samoa import PCA, READY, Samoa, make_samoa
from syncthings import Side, two_syncthings

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.mailbox import COPYING, NEW, TAKEN, Mailbox, choose_mailbox, look_in_mailbox
from rocb_desktop.services.arriving.mailbox_out import put_in_mailbox
from rocb_desktop.services.sending.outbox import make_reply_file, outbox
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.survey.replies import save_reply

SYNCTHING = shutil.which("syncthing") or ""
pytestmark = pytest.mark.skipif(not SYNCTHING, reason="Syncthing is not installed (apt-get install syncthing)")


def look(samoa: Samoa, who: str) -> Mailbox:
    with samoa.at(who) as session:
        found: Mailbox = look_in_mailbox(session).value
    return found


def made(samoa: Samoa, text: str) -> tuple[str, bytes]:
    """A reply file of Sina: its id and bytes."""
    with samoa.at("sina") as session:
        save_reply(session, PCA, {**READY, "q4_text": text})
        sent = make_reply_file(session, PCA).value
    return sent.file, Path(sent.path).read_bytes()


def names(side: Side) -> set[str]:
    return {name for name in os.listdir(side.folder) if not name.startswith((".", "~"))}


def import_new(samoa: Samoa, who: str) -> None:
    with samoa.at(who) as session:
        accept(session, [one.path for one in look_in_mailbox(session).value.of(NEW)], trust=True)


def test_a_reply_goes_through_syncthing_and_a_receipt_comes_back(tmp_path: Path) -> None:
    samoa = make_samoa(tmp_path / "samoa")
    _first, one = made(samoa, "One.")
    _second, two = made(samoa, "Two.")
    carried = tmp_path / "carried"
    for name, data in (("a", one), ("b", two)):
        (carried / name).mkdir(parents=True)
        (carried / name / "reply.rocb").write_bytes(data)  # the same name, apart: a conflict copy
    with two_syncthings(carried, SYNCTHING) as (a, b):
        for who, side in (("sina", a), ("focal", b)):
            with samoa.at(who) as session:
                choose_mailbox(session, side.folder)
        b.until(lambda: len(names(b)) == 2)
        a.until(lambda: len(names(a)) == 2)
        assert {path.read_bytes() for path in b.folder.glob("*.rocb")} == {one, two}  # nothing is lost
        assert any("sync-conflict" in name for name in names(b))

        third, whole = made(samoa, "Three.")
        (a.folder / "half.rocb").write_bytes(whole[:700])
        a.rescan()
        b.until(lambda: "half.rocb" in names(b))
        assert [file.name for file in look(samoa, "focal").of(COPYING)] == ["half.rocb"]
        assert len(look(samoa, "focal").of(NEW)) == 2

        with samoa.at("sina") as session:
            put_in_mailbox(session, third)
        (a.folder / "half.rocb").write_bytes(whole)
        a.rescan()
        b.until(lambda: len(look(samoa, "focal").of(NEW)) == 3 and not look(samoa, "focal").of(COPYING))
        import_new(samoa, "focal")
        found = look(samoa, "focal")
        assert len(found.of(TAKEN)) == 3 and not found.of(NEW, COPYING)
        with samoa.at("focal") as session:
            assert session.db.execute("SELECT max(version) FROM reply").fetchone() == (3,)
            receipts = make_receipts(session).value
            for sent in receipts:
                put_in_mailbox(session, sent.file)
        assert receipts
        b.rescan()
        a.until(lambda: bool(look(samoa, "sina").of(NEW)))
        import_new(samoa, "sina")
        with samoa.at("sina") as session:
            newest = outbox(session).files[0]
        assert newest.track.furthest.word == "with_focal_point"
