"""What the round's page is told: shares, who replied, what is missing, what comes next and what is to do."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from rocb_desktop.domain.change import derive
from rocb_desktop.paths import resource
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.import_log import list_imports
from rocb_desktop.services.arriving.received import look_in_inbox
from rocb_desktop.services.arriving.waiting import accept_waiting
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.dashboard import RoundDashboard, round_dashboard
from rocb_desktop.services.region.register import workshop_register
from rocb_desktop.services.region.rounds import import_workbook
from rocb_desktop.services.region.tables import current_round
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import Clock, Edit, Session, open_session

DECEMBER = date(2021, 12, 21)
OpenDesk = Callable[[date], Session]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """ROCB's desk on a day of one's choice; the store is one and the same."""
    opened: list[Session] = []

    def open_on(day: date) -> Session:
        if not opened:
            create_profile(tmp_path / "desk", "rocb", "ROCB", "Desk One", clock=Clock(day))
        opened.append(open_session(tmp_path / "desk", clock=Clock(day)))
        return opened[-1]

    yield open_on
    for session in opened:
        session.close()


def reply(session: Session, workshop: str, office: str, name: str = "A", **answers: str) -> None:
    fields = {"workshop": workshop, "administration": office, "participant": name, "name": name, **answers}
    record = derive("reply_on_behalf", workshop, office, name)
    session.commit([Edit(record, "reply_on_behalf", {**fields, "source": "workbook"})])


def held(session: Session, *codes: str, start: str = "2021-05-01", end: str = "2021-05-03", number: int = 1) -> str:
    """A regional workshop with this list; its survey opens six months after `end`."""
    done = add_workshop(session, f"Regional Workshop {number}", "regional", start, end, codes, number=number)
    return str(done.value)


def shown(session: Session, round_number: int | None = None) -> RoundDashboard:
    found = round_dashboard(session, round_number)
    assert found is not None
    return found


def states(found: RoundDashboard) -> dict[str, tuple[str, int, int | None]]:
    return {one.code: (one.state, one.replied, one.asked) for one in found.heard.administrations}


def test_before_the_first_workshop_there_is_no_round(desk: OpenDesk) -> None:
    session = desk(DECEMBER)
    assert current_round(session) is None
    assert round_dashboard(session) is None
    assert (workshop_register(session).round, workshop_register(session).lines) == (None, ())


def test_survey_2021_as_it_can_be_rebuilt(desk: OpenDesk) -> None:
    """58 of 153 (38 %), 12 of 13, 38 of 58; no list of who took part, so nobody is said not to have replied."""
    session = desk(DECEMBER)
    import_workbook(session, resource("demo", "survey-2021.xlsx"))
    found = shown(session)
    assert (found.round, found.rounds) == (2021, (2021,))
    assert found.replied is not None and (found.replied.k, found.replied.n, found.replied.percent_text()) == (
        58,
        153,
        "38\xa0%",
    )
    assert found.sub_regional is not None and found.sub_regional.count_text() == "12\xa0of\xa013\xa0†"
    assert (found.effects.k, found.effects.n) == (38, 58)
    assert (found.heard.basis, found.heard.heard, found.heard.of, found.heard.not_named) == ("members", 26, 33, 1)
    assert states(found)["FJ"] == ("replied", 5, None)
    assert {one.code for one in found.heard.with_state("not_known")} == {"BN", "CN", "IN", "MN", "MO", "NP", "TL"}
    assert not found.heard.with_state("no_reply", "did_not_take_part", "not_asked")
    missing = {item.workshop.number: item.missing for item in found.outstanding}
    assert missing == {1: 1, 3: 16, 4: 15, 5: 11, 6: 12, 7: 10, 8: 14, 9: 16}
    assert sum(count or 0 for count in missing.values()) == 95
    assert [(item.kind, item.workshop and item.workshop.number) for item in found.to_do] == [("not_named", 5)]


def test_a_month_alone_gives_no_day(desk: OpenDesk) -> None:
    """Canines was held in June 2021, nobody knows on which days: the survey opens about December."""
    session = desk(DECEMBER)
    import_workbook(session, resource("demo", "survey-2021.xlsx"))
    coming = shown(session).next_date
    assert coming is not None
    assert (coming.workshop.number, coming.event, coming.approximate, coming.passed) == (9, "opens", True, 0)
    assert coming.workshop.window.shown_opening() == "about December 2021"


def test_the_four_ways_not_to_have_replied(desk: OpenDesk) -> None:
    session = desk(date(2021, 11, 20))
    first = held(session, "FJ", "WS", "TO")
    held(session, "NZ", "FJ", start="2021-06-20", end="2021-06-22", number=2)
    reply(session, first, "FJ")
    found = states(shown(session))
    assert found["FJ"] == ("replied", 1, 1)  # the second survey has not opened
    assert found["WS"] == ("no_reply", 0, 1)
    assert found["NZ"] == ("not_asked", 0, 0)
    assert found["JP"] == ("did_not_take_part", 0, 0)
    heard = shown(session).heard
    assert (heard.basis, heard.heard, heard.of) == ("took_part", 1, 4)


def test_one_workshop_without_a_list_is_enough_not_to_know(desk: OpenDesk) -> None:
    session = desk(date(2021, 11, 20))
    held(session, "FJ", "WS")
    session.commit([Edit(held(session, number=2), "workshop", {"participated": 5})])
    found = states(shown(session))
    assert found["WS"] == ("no_reply", 0, None)
    assert found["JP"] == ("not_known", 0, None)


def test_an_administration_outside_the_wco_counts(desk: OpenDesk) -> None:
    session = desk(date(2021, 11, 20))
    workshop = held(session, "CK", "FJ")
    reply(session, workshop, "CK")
    heard = shown(session).heard
    assert states(shown(session))["CK"] == ("replied", 1, 1)
    assert (heard.heard, heard.of, heard.beyond) == (1, 2, 0)


def test_who_is_missing_is_named_from_the_list_only(desk: OpenDesk) -> None:
    session = desk(date(2021, 11, 20))
    workshop = held(session, "FJ", "WS", "TO")
    reply(session, workshop, "FJ")
    line = shown(session).outstanding[0]
    assert (line.replied, line.took_part, line.missing, line.codes, line.state) == (1, 3, 2, ("TO", "WS"), "open")
    reply(session, workshop, "", "a row without a name")
    line = shown(session).outstanding[0]
    assert (line.missing, line.codes) == (1, ())


def test_open_surveys_come_first_then_numbers(desk: OpenDesk) -> None:
    session = desk(date(2022, 1, 5))
    for number, month in ((3, "06"), (1, "02"), (2, "03")):
        held(session, "FJ", start=f"2021-{month}-20", end=f"2021-{month}-22", number=number)
    found = shown(session).outstanding
    assert [(item.workshop.number, item.state) for item in found] == [(3, "open"), (1, "closed"), (2, "closed")]


@pytest.mark.parametrize(
    ("day", "event", "days", "passed"),
    [
        (date(2021, 11, 2), "opens", 1, 0),
        (date(2021, 11, 3), "closes", 21, 0),
        (date(2021, 11, 14), "closes", 10, 11),
        (date(2021, 11, 24), "closes", 0, 21),
    ],
)
def test_the_next_date(desk: OpenDesk, day: date, event: str, days: int, passed: int) -> None:
    session = desk(day)
    held(session, "FJ")
    coming = shown(session).next_date
    assert coming is not None
    assert (coming.event, coming.days, coming.passed, coming.approximate) == (event, days, passed, False)


def test_before_the_opening_nothing_is_outstanding_unless_somebody_replied(desk: OpenDesk) -> None:
    session = desk(date(2021, 11, 2))
    workshop = held(session, "FJ", "WS")
    assert shown(session).outstanding == () and shown(session).heard.nobody_asked
    reply(session, workshop, "FJ")
    assert [item.missing for item in shown(session).outstanding] == [1] and not shown(session).heard.nobody_asked


def test_after_the_last_window_no_date_is_left(desk: OpenDesk) -> None:
    session = desk(date(2021, 11, 25))
    held(session, "FJ")
    assert shown(session).next_date is None


def test_what_waits_for_this_desk(desk: OpenDesk) -> None:
    session = desk(date(2021, 11, 20))
    first = held(session, "FJ")
    reply(session, first, "WS")  # not on the list: it waits and is not counted
    second = held(session, number=2)
    held(session, "FJ", "WS", number=3)
    session.commit([Edit(derive("workshop", "2021", "3"), "workshop", {"participated": 5})])
    found = [(item.kind, item.count, item.workshop and item.workshop.number) for item in shown(session).to_do]
    assert found == [
        ("not_listed", 1, 1),
        ("make_pack", 1, 1),
        ("no_number", 1, 2),
        ("make_pack", 1, 2),
        ("differs", 1, 3),
        ("make_pack", 1, 3),
    ]
    assert shown(session).to_do[0].what == {"workshop": first}
    assert shown(session).to_do[2].what == {"workshop": second}


def test_a_made_pack_is_no_longer_to_do(desk: OpenDesk, tmp_path: Path) -> None:
    session = desk(date(2021, 11, 20))
    workshop = held(session, "FJ")
    make_pack(session, workshop, tmp_path / "pack.rocb")
    assert shown(session).to_do == ()
    pack = workshop_register(session).lines[0].pack
    assert pack is not None and pack.name == "pack.rocb"


def test_the_round_shown_first_is_the_one_that_has_begun(desk: OpenDesk) -> None:
    session = desk(DECEMBER)
    held(session, "FJ", start="2022-03-01", end="2022-03-03")
    assert current_round(session) == 2022  # nothing has begun: the newest
    held(session, "FJ")
    assert current_round(session) == 2021
    assert shown(session, 2022).round == 2022


def test_the_register_lists_every_workshop(desk: OpenDesk) -> None:
    session = desk(date(2021, 11, 20))
    first = held(session, "FJ", "WS")
    reply(session, first, "FJ")
    add_workshop(session, "Accreditation", "accreditation", "2021-02-01", "2021-02-05", ("FJ",))
    found = workshop_register(session)
    assert found.surveyed == 1
    told = [(line.workshop.number, line.took_part.count, line.counts and line.counts.replied) for line in found.lines]
    assert told == [(1, 2, 1), (2, 1, None)]
    assert [line.survey for line in found.lines] == ["open", "not_surveyed"]
    assert len(found.anchor_words) == 8


def test_a_workbook_stands_among_the_received_files(desk: OpenDesk) -> None:
    session = desk(DECEMBER)
    assert list_imports(session) == []
    import_workbook(session, resource("demo", "survey-2021.xlsx"))
    (entry,) = list_imports(session)
    (file,) = entry.files
    assert (file.name, file.kind, file.administration) == ("survey-2021.xlsx", "workbook", "ROCB")
    assert not entry.can_undo


def test_a_file_of_an_unknown_sender_waits(desk: OpenDesk, tmp_path: Path) -> None:
    session = desk(DECEMBER)
    create_profile(tmp_path / "focal", "focal_point", "WS", "Lani F", clock=Clock(DECEMBER))
    focal = open_session(tmp_path / "focal", clock=Clock(DECEMBER))
    make_card(focal, tmp_path / "card.rocb")
    focal.close()
    accept(session, [tmp_path / "card.rocb"])
    waiting = look_in_inbox(session).waiting
    assert [(one.name, one.kind, one.sender_name, one.administration) for one in waiting] == [
        ("card.rocb", "card", "Lani F", "WS")
    ]
    held(session, "FJ")
    assert [item.kind for item in shown(session).to_do] == ["files_wait"]
    accept_waiting(session, waiting[0].id, trust=True)
    box = look_in_inbox(session)
    assert box.waiting == () and [file.kind for one in list_imports(session) for file in one.files] == ["card"]
