"""First contact: whose words are shown, who may let whom in, and what an impostor gains (nothing)."""

import json
from pathlib import Path

import pytest
from authors import Author, ending, grant, reply, vouch, workshop
from forgery import keys_of, lines_of, with_fields, write_signed
from region import TODAY, WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, Standing
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import Header, Sender, write_file
from rocb_desktop.exchange.seal import new_identity, recipient_of, unseal
from rocb_desktop.exchange.words import spoken, words_of
from rocb_desktop.services.arriving.exchange import Preview, accept, preview
from rocb_desktop.services.profile.keys import Keys
from rocb_desktop.services.profile.people import show_key
from rocb_desktop.services.region.workshops import list_workshops
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.store.authority import standing_of

MALLORY = Author("mallory", "WS")


@pytest.fixture
def newcomer(region: Region) -> str:
    """A participant who has opened nothing yet."""
    region.join("mata", "participant", "WS", "Mata")
    return "mata"


def sent(
    region: Region,
    *blocks: SignedBlock,
    role: str = "participant",
    administration: str = "WS",
    office: str = "",
    anchor: tuple[str, ...] = (),
    by: Author = MALLORY,
) -> Path:
    """An open file by somebody nobody here knows."""
    sender = Sender(by.key, by.name, role, administration, office or recipient_of(new_identity()))
    header = Header("ab" * 8, "reply", sender, (), anchor, "2021-10-14T09:05:00Z")
    path = region.folder / "sent.rocb"
    path.write_bytes(write_file(header, blocks, by.seed, []))
    return path


def anchor_of(region: Region) -> tuple[str, ...]:
    with region.at("rocb") as session:
        return session.anchor


def held(session: Session) -> set[str]:
    return {row[0] for row in session.db.execute("SELECT DISTINCT held FROM change WHERE held IS NOT NULL")}


def titles(session: Session) -> list[str]:
    return [one.title for one in list_workshops(session)]


def refused(session: Session, path: Path) -> str:
    with pytest.raises(UserError) as error:
        accept(session, [path], trust=True)
    return error.value.code


# The first pack


def test_the_first_pack_pins_the_office_whose_words_were_compared(region: Region, newcomer: str) -> None:
    with region.at(newcomer) as session:
        seen = preview(session, [region.file("pack")]).files[0]
        assert (seen.office, seen.can_trust, seen.known) == (True, True, False)
        assert seen.words == words_of(anchor_of(region))
        assert session.anchor == ()
        accept(session, [region.file("pack")], trust=True)
        assert session.anchor == anchor_of(region)
        assert show_key(session).anchor_words == seen.words
        assert titles(session) == ["WTO TFA"]
        assert not held(session)


def test_without_an_answer_nothing_is_pinned(region: Region, newcomer: str) -> None:
    with region.at(newcomer) as session:
        done: Preview = accept(session, [region.file("pack")]).value
        assert done.totals["waiting"] and session.anchor == () and titles(session) == []


@pytest.mark.parametrize("with_genuine_blocks", [False, True])
def test_an_impostor_who_copies_the_anchor_shows_the_own_words_and_gets_nowhere(
    region: Region, newcomer: str, with_genuine_blocks: bool
) -> None:
    """The anchor's public keys lie in every pack, and so do its grants: carrying them on proves nothing."""
    forged = MALLORY.say(workshop(title="Forged", number=8), administration="")
    path = sent(region, forged, role="rocb", administration="ROCB", anchor=anchor_of(region))
    if with_genuine_blocks:
        lines = unseal(path.read_bytes(), []).split(b"\n")[:-7]
        write_signed(path, [*lines, *lines_of(region, "pack", newcomer)[1:]], Keys(MALLORY.seed, new_identity(), None))
    with region.at(newcomer) as session:
        seen = preview(session, [path]).files[0]
        assert (seen.office, seen.can_trust, seen.known) == (False, False, False)
        assert seen.words == words_of([MALLORY.key])
        assert refused(session, path) == "unknown_sender"
        assert session.anchor == () and titles(session) == []


@pytest.mark.parametrize("who", ["sina", "focal", "rocb"])
def test_where_the_office_is_pinned_an_impostor_changes_nothing(region: Region, who: str) -> None:
    blocks = [
        MALLORY.say(workshop(title="Forged"), administration=""),
        MALLORY.say(grant(MALLORY, "WS"), administration=""),
        MALLORY.say(grant(MALLORY, "", role="rocb"), administration=""),
        MALLORY.say(vouch(MALLORY)),
        MALLORY.say(ending(keys_of(region, "focal").key, ends=[]), administration=""),
    ]
    path = sent(region, *blocks, role="rocb", administration="ROCB", anchor=anchor_of(region))
    with region.at(who) as session:
        assert preview(session, [path]).totals["waiting"] == len({c.record for b in blocks for c in b.block.changes})
        assert refused(session, path) == "unknown_sender"
        assert titles(session) == ["WTO TFA"]
        assert standing_of(session.db, MALLORY.key).role is Role.UNKNOWN


def test_forged_words_that_a_known_person_passes_on_stay_held(region: Region) -> None:
    """Sina is known at Lani's desk; that does not make her words, or what she carries, an office's."""
    sina = keys_of(region, "sina")
    lines = lines_of(region, "reply", "focal")
    blocks = [
        MALLORY.say(workshop(title="Forged"), administration=""),
        MALLORY.say(grant(MALLORY, "WS"), administration=""),
        MALLORY.say(vouch(MALLORY)),
    ]
    lines += [line for block in blocks for line in block.lines()]
    path = write_signed(region.folder / "passed on.rocb", lines, sina, [keys_of(region, "focal")])
    with region.at("focal") as session:
        accept(session, [path])
        assert held(session) == {"sender_unknown"}
        assert titles(session) == ["WTO TFA"]
        assert standing_of(session.db, MALLORY.key).role is Role.UNKNOWN


def test_another_office_is_refused_even_by_its_own_officer(region: Region) -> None:
    anchor, officer = Author("anchor of nobody"), Author("officer of nobody")
    block = anchor.say(grant(officer, "", role="rocb"))
    path = sent(region, block, role="rocb", administration="ROCB", anchor=(anchor.key, Author("paper").key), by=officer)
    with region.at("sina") as session:
        assert refused(session, path) == "other_office"


def test_an_anchor_that_grants_its_sender_may_be_the_first(region: Region, newcomer: str) -> None:
    """What tells it from the true one is the eight words: they are those of its anchor."""
    anchor, officer = Author("anchor of nobody"), Author("officer of nobody")
    block = anchor.say(grant(officer, "", role="rocb"))
    pair = (anchor.key, Author("paper").key)
    path = sent(region, block, role="rocb", administration="ROCB", anchor=pair, by=officer)
    with region.at(newcomer) as session:
        seen = preview(session, [path]).files[0]
        assert seen.office and " ".join(word.text for word in seen.words) == spoken(pair)
        assert seen.words != words_of(anchor_of(region))


# Who may let whom in


@pytest.mark.parametrize(
    ("who", "role", "administration", "standing"),
    [
        ("rocb", "participant", "FJ", Standing(Role.PARTICIPANT, "FJ")),
        ("rocb", "focal_point", "FJ", Standing(Role.FOCAL_POINT, "FJ")),
        ("rocb", "rocb", "ROCB", None),
        ("rocb", "anchor", "FJ", None),
        ("rocb", "focal_point", "XX", None),
        ("rocb", "focal_point", "Fiji", None),
        ("rocb", "focal_point", "", None),
        ("rocb", "participant", "ROCB", None),
        ("focal", "participant", "WS", Standing(Role.PARTICIPANT, "WS")),
        ("focal", "participant", "FJ", None),
        ("focal", "participant", "", None),
        ("focal", "focal_point", "WS", None),
        ("focal", "rocb", "ROCB", None),
        ("sina", "participant", "WS", None),
        ("sina", "focal_point", "WS", None),
        ("sina", "rocb", "ROCB", None),
    ],
)
def test_who_may_let_whom_in(
    region: Region, who: str, role: str, administration: str, standing: Standing | None
) -> None:
    path = sent(region, role=role, administration=administration)
    with region.at(who) as session:
        assert preview(session, [path]).files[0].can_trust is (standing is not None)
        if standing is None:
            assert refused(session, path) == "unknown_sender"
            assert standing_of(session.db, MALLORY.key) == Standing(Role.UNKNOWN)
        else:
            accept(session, [path], trust=True)
            assert standing_of(session.db, MALLORY.key) == standing
            assert preview(session, [path]).files[0].known


def test_a_focal_point_without_a_key_to_seal_to_is_not_let_in(region: Region) -> None:
    path = sent(region, role="focal_point", administration="FJ", office="age1nonsense")
    with region.at("rocb") as session:
        assert not preview(session, [path]).files[0].can_trust
        assert refused(session, path) == "unknown_sender"


def test_a_participant_is_no_focal_point_by_saying_so(region: Region) -> None:
    """At Lani's desk a file that calls itself a focal point's is nobody she may vouch for; ROCB A/P's own are not
    made by a file either."""
    sina = keys_of(region, "sina")
    lines = lines_of(region, "reply", "focal")
    boast = {"name": "Desk One", "role": "rocb", "administration": "ROCB"}
    first = with_fields(lines[0], sender={**json.loads(lines[0])["sender"], **boast})
    path = write_signed(region.folder / "boast.rocb", [first, *lines[1:]], sina, [keys_of(region, "focal")])
    with region.at("focal") as session:
        seen = preview(session, [path]).files[0].sender
        assert seen is not None
        assert (seen.name, seen.role, seen.administration) == ("Sina Leota", "participant", "WS")
        accept(session, [path])
        assert standing_of(session.db, sina.key) == Standing(Role.PARTICIPANT, "WS")
        assert session.db.execute("SELECT DISTINCT sender_name FROM import WHERE kind='reply'").fetchall() == [
            ("Sina Leota",)
        ]


def test_trust_travels_as_a_record(region: Region) -> None:
    """Lani vouched for Sina at her desk; ROCB A/P knows it from the return, and nobody was asked again."""
    with region.at("rocb") as session:
        sina = keys_of(region, "sina").key
        assert standing_of(session.db, sina).role is Role.UNKNOWN
        accept(session, [region.file("return")])
        assert standing_of(session.db, sina) == Standing(Role.PARTICIPANT, "WS")
        checked = session.db.execute("SELECT checked FROM standing WHERE key=?", (sina,)).fetchone()[0]
        assert checked == "words"


# The waiting room


def test_nobody_pushes_anothers_file_out_of_the_waiting_room(region: Region) -> None:
    """Two files may say the same id; they wait both, and letting one in leaves the other."""
    first = sent(region, MALLORY.say(reply(MALLORY, q3="yes")))
    first = first.rename(region.folder / "first.rocb")
    ben = Author("ben", "WS")
    second = sent(region, ben.say(reply(ben, q3="no")), by=ben)
    with region.at("focal") as session:
        accept(session, [first, second])
        count = session.db.execute("SELECT count(*) FROM waiting").fetchone()[0]
        assert count == 2
        accept(session, [second], trust=True)
        assert session.db.execute("SELECT sender FROM waiting").fetchall() == [(MALLORY.key,)]


def test_the_same_file_waits_once(region: Region) -> None:
    path = sent(region, MALLORY.say(reply(MALLORY, q3="yes")))
    with region.at("focal") as session:
        accept(session, [path])
        accept(session, [path])
        assert session.db.execute("SELECT count(*) FROM waiting").fetchone()[0] == 1


def test_a_late_reply_is_not_dated_by_an_early_file_of_the_same_id(region: Region) -> None:
    early = sent(region).rename(region.folder / "early.rocb")
    with region.at("focal", TODAY) as session:
        workshop_id = session.db.execute("SELECT id FROM workshop").fetchone()[0]
        accept(session, [early])
    late = sent(region, MALLORY.say(reply(MALLORY, workshop_id, q3="yes", version=1)))
    with region.at("focal", TODAY.replace(month=12)) as session:
        accept(session, [late], trust=True)
        row = session.db.execute("SELECT received FROM reply WHERE author=?", (MALLORY.key,)).fetchone()
        assert row == (TODAY.replace(month=12).isoformat(),)


def test_a_file_that_waited_is_dated_by_the_day_it_came(region: Region) -> None:
    with region.at("focal", TODAY) as session:
        workshop_id = session.db.execute("SELECT id FROM workshop").fetchone()[0]
    path = sent(region, MALLORY.say(reply(MALLORY, workshop_id, q3="yes", version=1)))
    with region.at("focal", TODAY) as session:
        accept(session, [path])
    with region.at("focal", TODAY.replace(month=12)) as session:
        accept(session, [path], trust=True)
        assert session.db.execute("SELECT received FROM reply WHERE author=?", (MALLORY.key,)).fetchone() == (
            TODAY.isoformat(),
        )


def test_a_reused_file_id_takes_no_receipt_away(region: Region) -> None:
    """A known person may send a file with the id of an earlier one: the day of the earlier one stays."""
    sina = keys_of(region, "sina")
    with region.at("focal") as session:
        before = session.db.execute("SELECT id, received FROM reply").fetchall()
        assert before[0][1] == TODAY.isoformat()
    with region.at("sina") as session:
        save_reply(session, WORKSHOP, {"q1_share_materials": "yes", "q3": "no", "q4": "no", "q5": "no"})
        make_reply(session, WORKSHOP, region.file("second"))
    old = json.loads(lines_of(region, "reply", "focal")[0])["file"]
    lines = lines_of(region, "second", "focal")
    readers = [keys_of(region, "focal")]
    path = write_signed(region.folder / "same id.rocb", [with_fields(lines[0], file=old), *lines[1:]], sina, readers)
    with region.at("focal", TODAY.replace(month=12)) as session:
        accept(session, [path])
        assert session.db.execute("SELECT id, received FROM reply").fetchall() == before
