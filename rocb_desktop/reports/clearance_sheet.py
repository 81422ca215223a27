"""The sheet a head clears: the replies of a round, the texts that may be quoted, and room to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rocb_desktop.reports.document import Block, Document, Facts, Heading, Note, Paragraph, Points, Signing, Table
from rocb_desktop.texts import _, language

_BOX = "[\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}]"  # to be ticked by hand


@dataclass(frozen=True, slots=True)
class SheetReply:
    """A reply that counts: about which workshop, whose it is, and what it answers (question, answer)."""

    workshop: str
    whose: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SheetQuote:
    """A text that may be quoted, where it comes from, and what it may be used for, in words."""

    text: str
    source: str
    consent: str


@dataclass(frozen=True, slots=True)
class ClearanceSheet:
    """All that a sheet says. `facts` are names and what they are; `naming` the choices for Tables 4 and 7."""

    administration: str
    survey: str
    facts: Sequence[tuple[str, str]]
    replies: Sequence[SheetReply]
    quotes: Sequence[SheetQuote]
    naming: Sequence[str]
    how: Sequence[str]


def clearance_document(sheet: ClearanceSheet) -> Document:
    """The sheet as a paper, in the language that is spoken now."""
    subtitle = _("{survey}, {administration}").format(survey=sheet.survey, administration=sheet.administration)
    return Document(
        _("Clearance of the national return"),
        [*_blocks(sheet)],
        subtitle,
        language(),
        subtitle,
        _("Stays in the administration"),
    )


def _blocks(sheet: ClearanceSheet) -> Iterator[Block]:
    yield Facts(sheet.facts)
    asked = _(
        "Read the replies and the quotes. You may allow less for a quote than its author did, never more. Then sign, or"
        " tell your focal point by e-mail, by telephone or in person."
    )
    yield Note(asked, _("What you are asked"))
    yield Heading(_("Replies"))
    for reply in sheet.replies:
        yield Heading(reply.workshop, 2)
        yield Paragraph(reply.whose, "soft")
        yield Table((_("Question"), _("Answer")), reply.answers, (2, 3))
    yield Heading(_("Quotes"))
    if sheet.quotes:
        heads = (_("Text"), _("From"), _("May be used"), _("Allow less"))
        yield Table(heads, [(one.text, one.source, one.consent, "") for one in sheet.quotes], (5, 3, 3, 2))
    else:
        yield Paragraph(_("No reply has a text that could be quoted."))
    yield Heading(_("May Tables 4 and 7 name the administration?"))
    yield Points([f"{_BOX} {choice}" for choice in sheet.naming])
    yield Heading(_("Sign-off"))
    yield Paragraph(_("How it was given: {ways}").format(ways=", ".join(f"{_BOX} {way}" for way in sheet.how)))
    yield Signing((_("Name"), _("Post"), _("Date"), _("Signature")))
