"""Several people of one workshop, one national reply: proposed by rule 5, decided, changed since, removed, counted."""

from datetime import date
from pathlib import Path

import pytest
from fiji import ANSWERS, Fiji, make_fiji

from rocb_desktop.domain.compiling import JOINED, WRITTEN
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.erasure.erasure_scope import look_at_person
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.national.clearance import clearance_of
from rocb_desktop.services.national.compiling import (
    Decided,
    compilation,
    compile_reply,
    national_id,
    remove_national_reply,
)
from rocb_desktop.services.national.returns import (
    ACCEPT,
    find_reply,
    make_return,
    national_return,
    review_reply,
)
from rocb_desktop.services.national.spellings import join_names
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.store.replies import answered_twice, collapse_round, read_replies

PLACE = "2021/3"  # Litia Bola is accepted, Jone Ratu is to review in a second version


@pytest.fixture
def fiji(tmp_path: Path) -> Fiji:
    return make_fiji(tmp_path / "fiji")


def both(session: Session) -> None:
    review_reply(session, find_reply(session, f"{PLACE}/Jone Ratu").id, ACCEPT)


def ids(session: Session) -> tuple[str, str]:
    return find_reply(session, f"{PLACE}/Jone Ratu").id, find_reply(session, f"{PLACE}/Litia Bola").id


def test_where_they_differ_a_person_decides_and_the_rest_is_taken(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        assert compilation(session, PLACE).waiting == 1
        both(session)
        jone, litia = ids(session)
        found = compilation(session, PLACE)
        assert [(one.field.id, one.proposal) for one in found.open_lines] == [("q5", "yes")]
        assert found.decided["q5"].taken == (jone,) and found.decided["q4"].taken == (jone, litia)
        compile_reply(session, PLACE, {"q5": Decided("no", (litia,))})
        kept = compilation(session, PLACE)
        assert kept.national is not None and kept.national.answers["q5"] == "no" and kept.changed == ()
        assert "q5_text" not in kept.national.answers  # a detail of a yes that is not said
        assert kept.decided["q5"] == Decided("no", (litia,))
        assert kept.national.source == "national" and kept.national.name == ""  # it is of nobody


def test_a_newer_version_is_named_and_what_was_decided_stays(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        both(session)
        jone, litia = ids(session)
        compile_reply(session, PLACE, {"q5": Decided("no", (litia,))})
    newer = fiji.send("Jone Ratu", 3, date(2021, 11, 6), q5="yes", q5_text="Two programmes")
    with fiji.at("focal", date(2021, 11, 6)) as session:
        accept(session, [newer])
        assert compilation(session, PLACE).changed == ("Jone Ratu",)  # to review: not among the accepted any more
        both(session)
        found = compilation(session, PLACE)
        assert found.changed == ("Jone Ratu",)
        assert found.decided["q5"].value == "no"
        compile_reply(session, PLACE)
        assert compilation(session, PLACE).changed == ()


def test_removing_and_undo(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        both(session)
        done = compile_reply(session, PLACE)
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert compilation(session, PLACE).national is None
        compile_reply(session, PLACE)
        gone = remove_national_reply(session, PLACE)
        assert compilation(session, PLACE).national is None and gone.undo is not None
        with pytest.raises(UserError, match="nothing_to_compile"):
            remove_national_reply(session, PLACE)
        gone.undo.service(session, *gone.undo.args)
        assert compilation(session, PLACE).national is not None
        remove_national_reply(session, PLACE)
        compile_reply(session, PLACE)
        assert compilation(session, PLACE).national is not None


def test_texts_are_joined_chosen_or_written_and_consent_is_never_raised(fiji: Fiji) -> None:
    more = fiji.send("Tomasi Bale", 3, date(2021, 11, 2), q4_text="Fewer forms.", q7="members_anonymous")
    with fiji.at("focal") as session:
        accept(session, [more])
        both(session)
        review_reply(session, find_reply(session, f"{PLACE}/Tomasi Bale").id, ACCEPT)
        jone, litia = ids(session)
        found = compilation(session, PLACE)
        text = next(one for one in found.lines if one.field.id == "q4_text")
        assert found.decided["q4_text"].taken == (JOINED,) and "\n" in str(text.proposal)
        assert found.consent == "members_anonymous"
        compile_reply(session, PLACE, {"q4_text": Decided(text.said[0].value, text.said[0].replies)})
        taken = compilation(session, PLACE).national
        assert taken is not None and taken.answers["q7"] == "public"
        compile_reply(session, PLACE, {"q4_text": Decided("One hour less, fewer forms.", (WRITTEN,))})
        found = compilation(session, PLACE)
        assert found.national is not None and found.national.answers["q7"] == "members_anonymous"
        assert found.decided["q4_text"] == Decided("One hour less, fewer forms.", (WRITTEN,))
        with pytest.raises(UserError, match="bad_value"):
            compile_reply(session, PLACE, {"q7": Decided("public", (litia,))})
    assert jone != litia


def test_a_yes_needs_its_example(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        both(session)
        with pytest.raises(UserError, match="reply_has_problems"):
            compile_reply(session, PLACE, {"q3": Decided("yes", (WRITTEN,))})


def test_nothing_to_compile_and_who_may(fiji: Fiji) -> None:
    with fiji.at("focal") as session, pytest.raises(UserError, match="nothing_to_compile"):
        compile_reply(session, "2021/5")
    with fiji.at("rocb") as session, pytest.raises(UserError, match="not_allowed"):
        compile_reply(session, PLACE)


def test_rule_5_the_national_reply_counts_alone_at_rocb(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        both(session)
        make_return(session, 2021, tmp_path / "merged.rocb")
    with fiji.at("rocb") as session:
        accept(session, [tmp_path / "merged.rocb"])
        before = tables(session, 2021).projects.totals
    with fiji.at("focal") as session:
        compile_reply(session, PLACE, {"q5": Decided("no", (ids(session)[1],))})
        make_return(session, 2021, tmp_path / "compiled.rocb")
    with fiji.at("rocb") as session:
        accept(session, [tmp_path / "compiled.rocb"])
        after = tables(session, 2021).projects.totals
        assert (after.yes, after.no) == (before.yes - 1, before.no + 1)
        record = national_id(find_reply(session, f"{PLACE}/Litia Bola").workshop, "FJ")
        kept = read_replies(session.db, "r.id=?", (record,))[0]
        assert (kept.source, str(kept.received), kept.late) == ("national", "2021-09-20", False)
        assert find_reply(session, f"{PLACE}/Jone Ratu").answers["q5"] == "yes"  # the original stays
    with fiji.at("focal") as session:
        remove_national_reply(session, PLACE)
        make_return(session, 2021, tmp_path / "back.rocb")
    with fiji.at("rocb") as session:
        accept(session, [tmp_path / "back.rocb"])
        assert tables(session, 2021).projects.totals == before


def test_who_is_erased_goes_out_of_the_national_reply_as_well(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        both(session)
        compile_reply(session, PLACE)
        jone = find_reply(session, f"{PLACE}/Jone Ratu")
        found = look_at_person(session, "Jone Ratu")
        assert ("national_reply", 1) in found.records
        erase_person(session, "Jone Ratu", found.name, None, found.listed)
        assert compilation(session, PLACE).national is None
        wipe_here(session, waiting_to_wipe(session).records)
        kept = b"".join(row[0] for row in session.db.execute("SELECT body FROM change WHERE kind LIKE '%reply'"))
        assert b"New AEO programme" not in kept and jone.answers["q5_text"] == "New AEO programme"
        compile_reply(session, PLACE)
        again = compilation(session, PLACE).national
        assert again is not None and again.answers["q5"] == "no"


def test_a_focal_point_who_leaves_takes_no_national_reply_along(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        both(session)
        compile_reply(session, PLACE)
        found = look_at_person(session, "Mere Qalo", namesakes=True)
        assert "national_reply" not in dict(found.records)


def test_joined_spellings_are_one_person_at_the_desk_as_in_the_tables(fiji: Fiji) -> None:
    """Rule 12: the reply that was received last is the next version."""
    with fiji.at("focal") as session:
        both(session)
        jone, litia = ids(session)
        join_names(session, "Jone Ratu", "Litia Bola")
        assert answered_twice(session.db, 2021)
        assert [one.id for one in compilation(session, PLACE).replies] == [
            jone
        ]  # of 5 November, Litia's of 20 September
        held = {one.id for one in national_return(session, 2021).counted}
        assert jone in held and litia not in held
        assert litia in answered_twice(session.db, 2021) and jone not in answered_twice(session.db, 2021)
        assert {one.id for _place, one in clearance_of(session, 2021).items} == held


def test_lateness_of_a_national_reply_is_known_only_when_it_can_be(fiji: Fiji) -> None:
    """The focal point's own reply was never received by anybody: it may have been in time."""

    def national_and_merged(session: Session) -> tuple[bool | None, int | None]:
        merged = next(one for one in collapse_round(session.db, 2021) if one.workshop == 1).late
        compile_reply(session, "2021/1")
        found = compilation(session, "2021/1").national
        assert found is not None
        remove_national_reply(session, "2021/1")
        return found.late, merged

    with fiji.at("focal", date(2021, 9, 25)) as session:
        assert find_reply(session, "2021/1/Jone Ratu").late
        assert national_and_merged(session) == (True, True)
        save_reply(session, "2021/1", ANSWERS)
        make_reply(session, "2021/1", fiji.folder)
        assert national_and_merged(session) == (None, None)
