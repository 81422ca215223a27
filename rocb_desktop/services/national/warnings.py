"""What a reviewer should look at twice in a reply, beside the problems of its form: sentences, the gravest first."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from rocb_desktop.domain.answer_words import field_words
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.arriving.answers import how_words
from rocb_desktop.services.national.seats import Names, read_names
from rocb_desktop.services.session import Session
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.workshops import read_workshops
from rocb_desktop.texts import _, format_number

# From where on a number is more likely a slip of the finger: people, pages and recommendations are not alike.
_LOOKS_WRONG: Mapping[str, int] = {
    "q1_share_materials_reached": 5_000,
    "q1_submit_report_reached": 1_000,
    "q1_make_recommendations_reached": 100,
    "q1_inhouse_workshop_reached": 1_000,
    "q1_operational_manual_reached": 2_000,
    "q1_others_reached": 10_000,
}
_ALIKE = 0.6  # of two titles, from 0 to 1: "... on E-Commerce" and "... on E-Commerce (Pacific)"


def reply_warnings(
    session: Session, reply: Reply, workshop: Workshop, questionnaire: Questionnaire, how: str
) -> tuple[str, ...]:
    """The warnings for one reply; `how` is how its author is known where nobody compared the words."""
    names = read_names(session, [workshop])
    return (
        *_about_workshop(session, reply, workshop, names),
        *_about_person(session, reply, workshop, names, how),
        *_about_answers(reply, questionnaire),
    )


def _about_workshop(session: Session, reply: Reply, workshop: Workshop, names: Names) -> Iterator[str]:
    if reply.status == "direct":
        yield _("It went to ROCB A/P directly and counts there, marked as not reviewed at home.")
    if not workshop.surveyed:
        yield _("This workshop is not surveyed: the reply is kept and never counts.")
    listed = {names.key(name) for name in names.lists.get(workshop.id, ())}
    if listed and names.key(reply.name) not in listed:
        other = _meant(session, reply, workshop)
        if other is not None:
            words = _("{name} is on the list of “{title}”, which has a similar title. Was that one meant?")
            yield words.format(name=reply.name, title=other.title)


def _meant(session: Session, reply: Reply, workshop: Workshop) -> Workshop | None:
    """A workshop with a similar title that has this person on its list, and no reply of theirs."""
    others = [one for one in read_workshops(session.db) if one.id != workshop.id and _alike(one, workshop)]
    names = read_names(session, others)
    theirs = read_replies(session.db, "r.person=? AND r.version IS NOT NULL", (reply.person,))
    answered = {one.workshop for one in theirs}
    key = names.key(reply.name)
    there = (one for one in others if key in {names.key(name) for name in names.lists.get(one.id, ())})
    return next((one for one in there if one.id not in answered), None)


def _alike(one: Workshop, other: Workshop) -> bool:
    return SequenceMatcher(None, one.title.casefold(), other.title.casefold()).ratio() >= _ALIKE


def _about_person(session: Session, reply: Reply, workshop: Workshop, names: Names, how: str) -> Iterator[str]:
    key = names.key(reply.name)
    twins = [
        one
        for one in read_replies(
            session.db,
            "r.workshop=? AND coalesce(r.administration, p.administration)=? AND r.source IN ('own', 'on_behalf')",
            (workshop.id, reply.administration),
        )
        if one.id != reply.id and names.key(one.name) == key and (one.source != "own" or one.version)
    ]
    if any(one.source == "own" for one in twins):
        yield _("Two replies came under this name. Ask whether both are of one person.")
    elif twins:
        yield _("A reply was entered on behalf of this person. The signed one counts when you accept it.")
    if names.any_list(workshop.id) and key not in _known(names, workshop):
        yield _("New name: {name} is not on the list of this workshop.").format(name=reply.name)
    if reply.unchecked:
        words = _("The key was not checked. How the sender is known: {how}.")
        yield words.format(how=how_words(how)) if how else _("The key was not checked.")


def _known(names: Names, workshop: Workshop) -> set[str]:
    listed = {names.key(name) for name in names.lists.get(workshop.id, ())}
    return listed | {names.key(one.listed) for one in names.noted.get(workshop.id, ())}


def _about_answers(reply: Reply, questionnaire: Questionnaire) -> Iterator[str]:
    for id, most in _LOOKS_WRONG.items():
        number = reply.answers.get(id)
        if isinstance(number, int) and number >= most:
            words = _("{question} {number}: is that right?")
            yield words.format(question=field_words(questionnaire, id), number=format_number(number))
    texts = [one.id for one in questionnaire.fields if one.kind == "text" and not one.one_line]
    if not reply.consent and any(reply.answers.get(id) for id in texts):
        yield _("Question 7 is not answered: the texts cannot be quoted.")
