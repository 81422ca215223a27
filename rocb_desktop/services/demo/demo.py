"""Makes the demo: a throw-away profile filled with Survey 2021 by the services a person uses, files included.

Every file that the demo shows as received was made by another profile beside it and came in like any other; nothing
is written into a store from the side. The clock of each step stands where the story is.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rocb_desktop import paths
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.demo import demo_cast as cast
from rocb_desktop.services.demo import demo_log
from rocb_desktop.services.demo.demo_cast import DemoReply, DemoWorkshop
from rocb_desktop.services.demo.demo_feedback import give_feedback
from rocb_desktop.services.demo.demo_forms import NAME, answer_in_excel
from rocb_desktop.services.demo.demo_handed import hand_over_plans
from rocb_desktop.services.demo.demo_national import tell_national_side
from rocb_desktop.services.demo.demo_people import PEOPLE_DAY, tell_people
from rocb_desktop.services.demo.demo_report import write_example
from rocb_desktop.services.demo.demo_way import bring_on, come_back, look_at_home
from rocb_desktop.services.demo.demo_workshop import describe, share
from rocb_desktop.services.national.reply_details import ACCEPT, CORRECT, find_reply
from rocb_desktop.services.national.returns import make_return, review_reply
from rocb_desktop.services.profile.faces import Face, keep_face
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.rosters import add_participant
from rocb_desktop.services.region.rounds import import_workbook
from rocb_desktop.services.region.workshops import add_workshop, find_workshop, make_pack
from rocb_desktop.services.reminding.entry import DEMO
from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.materials import add_material
from rocb_desktop.services.survey.replies import make_reply, reply_form, save_reply
from rocb_desktop.store.settings import write_setting
from rocb_desktop.texts import _

DAYS = {
    str(Role.PARTICIPANT): cast.PARTICIPANT_DAY,
    str(Role.FOCAL_POINT): cast.FOCAL_POINT_DAY,
    str(Role.ROCB): cast.ROCB_DAY,
}
_OFFICE = "rocb"
_BEGINNING = date(2020, 5, 4)


def about_demo() -> str:
    """What a person must know before looking at the demo."""
    return _(
        "This is a demo. Survey 2021 is rebuilt from the published report. People are invented, days of workshops are"
        " assumed, and texts are marked as examples. Nothing you do here is kept."
    )


def make_demo(folder: Path, role: str, today: date | None = None, lang: str = "en") -> Path:
    """Fill `folder` (new or empty) and return the profile to open, for role participant, focal_point or rocb.

    `today` is the day of its newest safe copy, by default the day of the story (DAYS). The other profiles stay beside
    it; whoever asked removes the folder when the demo ends.
    """
    region = _Region(folder, lang)
    region.files.mkdir(parents=True)
    region.join(_OFFICE, Role.ROCB, "ROCB", cast.OFFICER)
    tell = {Role.PARTICIPANT: _samoa, Role.FOCAL_POINT: _fiji, Role.ROCB: _bangkok}[Role(role)]
    profile = folder / tell(region)
    with region.at(profile.name, today or DAYS[role]) as session:
        write_setting(session.db, DEMO, "yes")
        make_backup(session)
        who = session.profile
        keep_face(profile, Face(who.role, who.administration, who.name, who.lang))
    return profile


@dataclass(frozen=True, slots=True)
class _Region:
    """The people of the demo: each has a folder of their own, and all hand over their files in `files`."""

    folder: Path
    lang: str

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def join(self, who: str, role: Role, administration: str, name: str) -> str:
        clock = Clock(_BEGINNING)
        create_profile(self.folder / who, role, administration, name, self.lang, clock=clock)
        return who

    def colleague(self, administration: str, name: str) -> str:
        """One more participant."""
        return self.join("colleague", Role.PARTICIPANT, administration, name)

    @contextmanager
    def at(self, who: str, day: date) -> Iterator[Session]:
        """This person's open profile on a day."""
        session = open_session(self.folder / who, clock=Clock(day))
        try:
            yield session
        finally:
            session.close()

    def take_in(self, code: str, day: date = _BEGINNING, *, trust: bool = True) -> str:
        """A focal point's card comes, and ROCB A/P compares its words (or has not yet)."""
        who = self.join(f"focal-point-{code}", Role.FOCAL_POINT, code, cast.FOCAL_POINTS[code])
        card = self.files / f"{code}_card.rocb"
        with self.at(who, day) as session:
            make_card(session, card)
        with self.at(_OFFICE, day) as session:
            accept(session, [card], trust)
        return who

    def set_up(self, one: DemoWorkshop, people: tuple[tuple[str, str], ...] = ()) -> Path:
        """A workshop with its participants (code, name), and its pack."""
        with self.at(_OFFICE, _BEGINNING) as session:
            added = add_workshop(
                session,
                one.title,
                one.kind,
                one.start,
                one.end,
                short_title=one.short_title,
                mode="online",
                number=one.number,
            )
            for code, name in people:
                add_participant(session, added.value, name, code)
            pack = self.files / f"{one.short_title} pack.rocb"
            make_pack(session, added.value, pack, with_names=bool(people))
        return pack

    def reply(self, who: str, workshop: str, day: date, answers: Mapping[str, Value]) -> Path:
        """The file of a reply, filled on this day from the log and with these answers."""
        with self.at(who, day) as session:
            the_workshop = find_workshop(session, workshop).id
            save_reply(session, the_workshop, answers)
            made = make_reply(session, the_workshop, self.files)
        return Path(made.value.path)

    def add_materials(self, workshop: str, titles: Mapping[str, str]) -> None:
        """ROCB A/P adds example files (title by name) to a workshop."""
        with self.at(_OFFICE, _BEGINNING) as session:
            for name, title in titles.items():
                add_material(session, workshop, paths.resource("demo", "materials", name), title)

    def second_pack(self, workshop: str, name: str, *, with_files: bool) -> Path:
        """The pack of a workshop once more, now that it has materials."""
        pack = self.files / name
        with self.at(_OFFICE, _BEGINNING) as session:
            make_pack(session, workshop, pack, with_names=True, with_files=with_files)
        return pack


def _samoa(region: _Region) -> str:
    """A participant with three workshops: one replied to, one due now, one later."""
    code, name = cast.PARTICIPANT
    focal_point = region.take_in(code)
    me = region.join("participant", Role.PARTICIPANT, code, name)
    packs = []
    for title in ("PCA (Pacific)", "Trade Facilitation Agreement", "Canines"):
        one = cast.WORKSHOPS[title]
        packs.append(region.set_up(one))
        with region.at(me, PartialDate.parse(one.end).last()) as session:
            accept(session, packs[-1:], trust=True)
    with region.at(focal_point, PartialDate.parse(cast.WORKSHOPS["PCA (Pacific)"].end).last()) as session:
        accept(session, packs[:1], trust=True)
    _materials(region, me)
    with region.at(me, PartialDate.parse(cast.WORKSHOPS[demo_log.WORKSHOP].end).last()) as session:
        plans = demo_log.promise(session)
    with region.at(me, cast.PARTICIPANT_DAY) as session:
        demo_log.keep_first(session, plans)
        for entry in cast.LOG:
            log_action(
                session,
                entry.workshop,
                entry.type,
                entry.day,
                entry.status,
                entry.text,
                audience=entry.audience,
                reached=entry.reached,
            )
    share(region, me, cast.PARTICIPANT_DAY)
    with region.at(me, cast.PARTICIPANT_DAY) as session:
        write_example(session)
        begun = reply_form(session, "Trade Facilitation Agreement")
        save_reply(session, begun.workshop.id, {**begun.answers, **cast.BEGUN})
        done = reply_form(session, "PCA (Pacific)").answers
    reply = region.reply(me, "PCA (Pacific)", date(2021, 5, 18), {**done, **cast.SENT})
    receipts = bring_on(region, me, focal_point, _OFFICE, reply)
    give_feedback(region, _OFFICE, me, reply)
    come_back(region, me, receipts)
    hand_over_plans(region, region.colleague, me, focal_point, packs[-1])
    return me


def _materials(region: _Region, who: str) -> None:
    """A pack with three files, then one that only tells of a fourth."""
    workshop, day = "Trade Facilitation Agreement", PartialDate.parse(cast.WORKSHOPS["Canines"].end).last()
    *first, last = cast.MATERIALS.items()
    region.add_materials(workshop, dict(first))
    describe(region, _OFFICE, _BEGINNING)
    packs = [region.second_pack(workshop, "TFA pack 2.rocb", with_files=True)]
    region.add_materials(workshop, dict([last]))
    packs.append(region.second_pack(workshop, "TFA pack 3.rocb", with_files=False))
    with region.at(who, day) as session:
        accept(session, packs)


def _fiji(region: _Region) -> str:
    """A focal point's desk: replies accepted, to review, changed and sent back; one file waits for its words."""
    me = region.take_in("FJ")
    names = dict.fromkeys(reply.name for reply in (*cast.FIJI, cast.FIJI_UNKNOWN))
    people = {
        name: region.join(f"participant-{number}", Role.PARTICIPANT, "FJ", name) for number, name in enumerate(names)
    }
    unknown = cast.FIJI_UNKNOWN
    attended = [*((reply.name, reply.workshop) for reply in cast.FIJI), *cast.FIJI_NOT_REPLIED]
    packs = {}
    for title in dict.fromkeys(title for _name, title in attended):
        there = dict.fromkeys(name for name, where in attended if where == title)
        packs[title] = region.set_up(cast.WORKSHOPS[title], tuple(("FJ", name) for name in there))
    with region.at(me, _BEGINNING) as session:
        accept(session, list(packs.values()), trust=True)
    for name, who in people.items():
        mine = [packs[title] for title in packs if (name, title) in {*attended, (unknown.name, unknown.workshop)}]
        with region.at(who, _BEGINNING) as session:
            accept(session, mine, trust=True)
    before = [reply for reply in cast.FIJI if reply.day < cast.FOCAL_POINT_DAY]
    for reply in before:
        _hand_in(region, me, people[reply.name], reply)
    tell_national_side(lambda day: region.at(me, day))
    look_at_home(region, me)  # what follows came in since
    for reply in cast.FIJI[len(before) :]:
        _hand_in(region, me, people[reply.name], reply)
    with region.at(me, PEOPLE_DAY) as session:
        tell_people(session)
    answer_in_excel(region.at, people[NAME], me, region.files)
    file = region.reply(people[unknown.name], unknown.workshop, unknown.day, unknown.answers)
    with region.at(me, unknown.day) as session:
        accept(session, [file])
    return me


def _hand_in(region: _Region, focal_point: str, author: str, reply: DemoReply) -> None:
    """A reply reaches the focal point on the day it is made, and is judged when the story says so."""
    file = region.reply(author, reply.workshop, reply.day, reply.answers)
    with region.at(focal_point, reply.day) as session:
        accept(session, [file], trust=True)
        if reply.decision:
            workshop = find_workshop(session, reply.workshop).natural_name
            asked = cast.ASKED if reply.decision == CORRECT else ""
            review_reply(session, find_reply(session, f"{workshop}/{reply.name}").id, reply.decision, asked)


def _bangkok(region: _Region) -> str:
    """ROCB A/P: Survey 2021 as rebuilt, a signed reply of an example round, a coming workshop, one card that waits.

    The example is in a round of its own: the figures of Survey 2021 stay those of the report.
    """
    code, name = cast.PARTICIPANT
    region.take_in("FJ")
    focal_point = region.take_in(code)
    author = region.join("participant", Role.PARTICIPANT, code, name)
    pack = region.set_up(cast.EXAMPLE, cast.EXAMPLE_PEOPLE)
    for who in (focal_point, author):
        with region.at(who, _BEGINNING) as session:
            accept(session, [pack], trust=True)
    reply = DemoReply(name, cast.EXAMPLE.short_title, date(2020, 12, 8), cast.EXAMPLE_ANSWERS, ACCEPT)
    _hand_in(region, focal_point, author, reply)
    with region.at(focal_point, date(2020, 12, 15)) as session:
        made = make_return(session, 2020, region.files, cast.FOCAL_POINTS[code])
    with region.at(_OFFICE, date(2020, 12, 16)) as session:
        accept(session, [Path(made.value.path)])
    region.set_up(cast.COMING)
    with region.at(_OFFICE, cast.ROCB_DAY) as session:
        import_workbook(session, paths.resource("demo", "survey-2021.xlsx"))
    region.add_materials("Trade Facilitation Agreement", cast.MATERIALS)
    region.take_in("VU", cast.ROCB_DAY, trust=False)
    return _OFFICE
