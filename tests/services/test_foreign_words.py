"""Words from a file are text and nothing else, and values of the wrong kind trouble nobody."""

from pathlib import Path

import pytest
from forgery import keys_of
from region import Region

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.kinds import Audience, person_of
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.arriving.exchange import Preview, accept, preview
from rocb_desktop.services.arriving.received import look_in_inbox
from rocb_desktop.services.national.focal_home import focal_home
from rocb_desktop.services.national.return_desk import return_desk
from rocb_desktop.services.national.returns import make_return, national_return, reply_detail, review_reply
from rocb_desktop.services.overview import look_around
from rocb_desktop.services.region.dashboard import round_dashboard
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.sending.signing import blocks_where, make_header, seal_file, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.projections import dump


def rebuilt(session: Session) -> bool:
    kept = dump(session.db)
    rebuild(session.db, session.desk)
    return dump(session.db) == kept


def took(session: Session, *paths: Path, trust: bool = True) -> Preview:
    done = accept(session, paths, trust=trust).value
    assert isinstance(done, Preview)
    return done


_NAMES = ["<img src=x onerror=alert(1)>", "{name} {0} %s %(x)s", "=cmd|' /C calc'!A0", "\u202egnp.exe", "A" * 120]


@pytest.mark.parametrize("name", _NAMES, ids=range(len(_NAMES)))
def test_names_and_titles_are_text_and_nothing_else(region: Region, name: str) -> None:
    region.join("odd", "participant", "WS", name)
    region.receive("odd", "pack")
    region.make_reply("odd", "odd", q3_text=name, q4_text=name)
    with region.at("focal") as session:
        seen = preview(session, [region.file("odd")]).files[0]
        assert seen.sender is not None and seen.sender.name == name
        assert name in seen.why
        took(session, region.file("odd"))
        assert name in {one.name for one in national_return(session, 2021).replies}
        look(session)


def send(region: Region, fields: dict[str, Value], person: dict[str, Value] | None = None) -> Path:
    """A reply of Sina's as no app of ours makes it, under her good signature and sealed to her focal point."""
    with region.at("sina") as session:
        me = person_of(session.keys.key)
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
        record = derive("reply", workshop, me)
        edits = [Edit(record, "reply", {"workshop": workshop, "person": me, **fields})]
        if person:
            edits.append(Edit(me, "person", person))
        session.commit(edits)
        sign_waiting(session, Audience.ROCB)
        office = keys_of(region, "focal").office
        blocks = blocks_where(session, "audience='rocb'")
        header = make_header(session, "reply", [("WS", office)])
        write_whole(region.file("odd"), seal_file(session, header, blocks, [office]))
    return region.file("odd")


def look(session: Session) -> None:
    """Open every page of a focal point's desk and of the region's."""
    for one in national_return(session, 2021).replies:
        reply_detail(session, one.id)
    return_desk(session)
    look_around(session)
    look_in_inbox(session)
    tables(session, 2021).to_json()
    if session.profile.role == "rocb":
        round_dashboard(session)
    else:
        focal_home(session)


ODD: list[dict[str, Value]] = [
    {"q7": ["public"]},
    {"q7": 5, "q6": "barrier", "q2": "operational"},
    {"version": "two", "date": 7},
    {"version": -5, "date": "2021-13-45"},
    {"version": [1], "date": ["2021"]},
    {"q1_share_materials": True, "q1_submit_report": 1, "q3": None, "q4": False, "q5": ["yes"]},
    {"q1_share_materials_date": "soon", "q1_share_materials_reached": "many", "q1_share_materials_audience": 9},
    {"q1_share_materials_date": 20210503, "q1_share_materials_reached": -(2**62)},
    {"q3_text": 5, "q4_text": ["a", None], "q6_text": True},
    {"q2": [None, 5, True, "later"], "q6": [1], "q7": "later"},
    {"later_field": "x", "withdrawn": "maybe", "name": 5, "source": ["x"], "received": False},
    {"administration": ["FJ"], "counts": 1, "status": "accepted"},
    {"deleted": "yes"},
]


@pytest.mark.parametrize("fields", ODD, ids=lambda fields: ",".join(fields)[:40])
def test_answers_of_the_wrong_kind_trouble_nobody(region: Region, fields: dict[str, Value]) -> None:
    """A known person sends what no form gives: it is read, shown and counted as far as it means something."""
    person: dict[str, Value] = {"name": ["Sina"], "administration": 5}
    path = send(region, fields, person)
    with region.at("focal") as session:
        assert took(session, path).refused == 0
        look(session)
        for one in national_return(session, 2021).replies:
            review_reply(session, one.id, "accept")
        look(session)
        if national_return(session, 2021).with_status("accepted"):
            make_return(session, 2021, region.file("return 2"))
        assert rebuilt(session)
    if region.file("return 2").exists():
        with region.at("rocb") as session:
            took(session, region.file("return 2"))
            look(session)
            assert rebuilt(session)
