"""The clearance sheet of a round: what the head reads, in the language of the head."""

import json
from collections.abc import Iterator

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.answer_words import answer_lines
from rocb_desktop.domain.clearing import HOW, NAMING, consent_words
from rocb_desktop.domain.compiling import held_replies
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.reports.clearance_sheet import ClearanceSheet, SheetQuote, SheetReply, clearance_document
from rocb_desktop.reports.document import Document
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.clearance import Clearance, clearance_of
from rocb_desktop.services.national.quotes import quotes_of
from rocb_desktop.services.region.workshops import questionnaire_of, require_role
from rocb_desktop.services.session import Session
from rocb_desktop.store.replies import read_replies
from rocb_desktop.texts import _, format_date, speaking


@lane("read")
def clearance_paper(session: Session, round_number: int, lang: str) -> Document:
    """The sheet as a paper in `lang`. Raises UserError: not_allowed, nothing_to_clear."""
    require_role(session, Role.FOCAL_POINT)
    found = clearance_of(session, round_number)
    if not found.items:
        raise UserError("nothing_to_clear")
    with speaking(lang):
        return clearance_document(_sheet(session, found))


def _sheet(session: Session, found: Clearance) -> ClearanceSheet:
    survey = _("Survey {year}").format(year=found.round)
    facts = (
        (_("Administration"), name_of(found.administration)),
        (_("Survey"), survey),
        (_("Focal point"), session.profile.name),
        (_("Date"), format_date(session.clock.today())),
    )
    quotes = [
        SheetQuote(
            one.text,
            _("{name}, {workshop}").format(name=one.name, workshop=_title(one.workshop)),
            consent_words(one.consent),
        )
        for one in quotes_of(session, found.round)
    ]
    return ClearanceSheet(
        name_of(found.administration),
        survey,
        facts,
        [*_replies(session, found)],
        quotes,
        [_(word) for word in NAMING.values()],
        [_(word) for word in HOW.values()],
    )


def _replies(session: Session, found: Clearance) -> Iterator[SheetReply]:
    for workshop, reply in found.items:
        sheet = questionnaire_of(session, workshop)
        answers = [(one.label, one.text) for one in answer_lines(sheet, reply.answers)]
        yield SheetReply(workshop.title, _whose(session, reply), answers)


def _whose(session: Session, reply: Reply) -> str:
    """Who speaks: a person, or the national reply with the people it holds, and not those who came since."""
    if reply.source != "national":
        return reply.name
    state = session.state(reply.id)
    held = json.dumps(sorted(held_replies(state.values))) if state is not None else "[]"
    people = read_replies(session.db, "r.id IN (SELECT value FROM json_each(?))", (held,))
    names = ", ".join(one.name for one in people)
    return _("National reply, compiled from the replies of: {names}").format(names=names)


def _title(workshop: Workshop) -> str:
    return workshop.short_title or workshop.title
