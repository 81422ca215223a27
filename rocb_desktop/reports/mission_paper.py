"""A mission report as a paper for a superior: facts first, one page of summary, the gap table, and who does what."""

from collections.abc import Sequence
from datetime import date

from rocb_desktop.domain.action import TYPES
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.mission_report import SECTIONS, ReportContent, lessons
from rocb_desktop.domain.recommendation import Recommendation, state_words
from rocb_desktop.domain.superior_note import handed_words
from rocb_desktop.domain.workshop import KINDS, MODES
from rocb_desktop.reports.document import Block, Document, Facts, Heading, Paragraph, Points, Table
from rocb_desktop.texts import _, format_date

_NOTHING = "\N{EN DASH}"


def mission_paper(content: ReportContent, today: date, lang: str) -> Document:
    """The whole report, dated `today`; a section in which nothing is written is left out."""
    office = name_of(content.administration)
    title = _("Mission report")
    blocks: list[Block] = [Facts(_facts(content, today))]
    number = 0
    for id, section in SECTIONS.items():
        body = _bodies(content)[id]
        if body:
            number += 1
            blocks += [Heading(f"{number} {section.title}"), *body]
    header = f"{office} {_NOTHING} {title}: {content.workshop.short_title or content.workshop.title}"
    return Document(title, blocks, content.workshop.title, lang, header, content.author, content.author)


def _bodies(content: ReportContent) -> dict[str, list[Block]]:
    report = content.report
    return {
        "summary": _text(report.text("summary")),
        "course": _text(report.text("course")),
        "lessons": _points(lessons(report.text("lessons"))),
        "gaps": _gaps(content),
        "recommendations": _recommendations(content.recommendations),
        "plan": [*_plan(content), *_text(report.text("plan"))],
        "annexes": _annexes(content),
    }


def _facts(content: ReportContent, today: date) -> list[tuple[str, str]]:
    workshop = content.workshop
    who = ", ".join(part for part in (content.author, content.post, content.division) if part)
    kind = _(KINDS[workshop.kind]) if workshop.kind in KINDS else ""
    mode = _(MODES[workshop.mode]) if workshop.mode in MODES else ""
    facts = [
        (_("Report to"), content.report.addressee),
        (_("Author"), who),
        (_("Administration"), name_of(content.administration)),
        (_("Workshop"), workshop.title),
        (_("Kind"), ", ".join(part for part in (kind, mode) if part)),
        (_("Dates"), days(workshop.start, workshop.end)),
        (_("Administrations that took part"), ", ".join(name_of(code) for code in content.others)),
        (_("Date of this report"), format_date(today)),
    ]
    return [(name, value) for name, value in facts if value]


def days(first: PartialDate, last: PartialDate) -> str:
    """12 April 2021 to 15 April 2021; one day is said once."""
    if str(first) == str(last):
        return first.shown()
    return _("{first} to {last}").format(first=first.shown(), last=last.shown())


def _text(text: str) -> list[Block]:
    return [Paragraph(part.strip()) for part in text.split("\n\n") if part.strip()]


def _points(items: Sequence[str]) -> list[Block]:
    return [Points(items)] if items else []


def _gaps(content: ReportContent) -> list[Block]:
    if not content.gaps:
        return []
    heads = [_("Standard or good practice"), _("Our practice"), _("Gap"), _("Recommendation"), _("Owner"), _("Date")]
    rows = []
    for gap in content.gaps:
        advice = content.recommended(gap)
        cells = [gap.standard, gap.situation, gap.gap]
        if advice is None:
            rows.append([*cells, _NOTHING, _NOTHING, _NOTHING])
        else:
            rows.append([*cells, f"{advice.label} {advice.text}", advice.owner or _NOTHING, _day(advice.due)])
    return [Paragraph(_("The standard from the workshop beside our situation today."), "soft"),
            Table(heads, rows, (17, 17, 16, 20, 16, 14))]  # fmt: skip


def _recommendations(advice: Sequence[Recommendation]) -> list[Block]:
    if not advice:
        return []
    heads = ["", _("Recommendation"), _("Owner"), _("Date"), _("State")]
    rows = [[one.label, one.text, one.owner or _NOTHING, _day(one.due), state_words(one.state)] for one in advice]
    return [Table(heads, rows, (6, 42, 20, 17, 15))]


def _plan(content: ReportContent) -> list[Block]:
    handed: list[Block] = [Paragraph(handed_words(content.handed_over))] if content.handed_over else []
    if not content.planned:
        return handed
    heads = [_("What I will do"), _("For whom"), _("Date")]
    rows = []
    for one in content.planned:
        name = TYPES[one.type].label if one.type in TYPES else one.type
        labels = [advice.label for advice in content.recommendations if advice.id == one.recommendation]
        what = ", ".join([name, *labels])
        rows.append([f"{what}: {one.text}" if one.text else what, one.audience or _NOTHING, _day(one.due)])
    return [Table(heads, rows, (58, 26, 16)), *handed]


def _annexes(content: ReportContent) -> list[Block]:
    blocks = _text(content.report.text("annexes"))
    lists = ((_("Materials of the workshop"), content.materials), (_("Files kept with my actions"), content.files))
    for title, names in lists:
        if names:
            blocks += [Heading(title, 2), Points(names)]
    return blocks


def _day(day: PartialDate | None) -> str:
    return day.shown() if day is not None else _NOTHING
