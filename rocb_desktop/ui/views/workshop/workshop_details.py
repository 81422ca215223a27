"""One workshop of the register: its facts, who took part, its survey and its pack, with what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.figures import Share
from rocb_desktop.domain.workshop import MODES, TookPart, Workshop
from rocb_desktop.services.region.register import RegisterLine
from rocb_desktop.texts import _, format_date, format_month, ngettext
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.facts import Facts


class WorkshopDetails(Card):
    """`pack(RegisterLine)`: make its pack. `roster(RegisterLine)`: read its participant list.
    `programme(RegisterLine)`: write its programme.
    """

    pack = Signal(object)
    roster = Signal(object)
    programme = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.line: RegisterLine | None = None
        self.facts = Facts()
        self.pack_button = button(_("Make pack"), icon="package", on_press=lambda: self.pack.emit(self.line))
        self.roster_button = button(
            _("Import participants"), icon="users", on_press=lambda: self.roster.emit(self.line)
        )
        self.programme_button = button(
            _("Write the programme"), icon="calendar", on_press=lambda: self.programme.emit(self.line)
        )
        self.add(self.facts)
        self.add(self.pack_button)
        self.add(self.roster_button)
        self.add(self.programme_button)

    def show_line(self, line: RegisterLine | None) -> None:
        """Shows another workshop."""
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        name = short_title(line.workshop)
        self.set_title(name)
        self.facts.set_facts(workshop_facts(line))
        self.pack_button.setAccessibleDescription(name)
        self.roster_button.setAccessibleDescription(name)
        self.programme_button.setAccessibleDescription(name)


def workshop_facts(line: RegisterLine) -> list[tuple[str, str]]:
    """Everything the register knows of a workshop, in words; what is not known says so."""
    one = line.workshop
    facts = [
        (_("Workshop"), one.title if one.title != short_title(one) else ""),
        (_("Dates"), held_words(one)),
        (_("Took part"), took_part_words(line.took_part)),
        (_("Participant list"), people_words(line.people)),
        (_("Programme"), _("Written") if one.programme else ""),
    ]
    if line.survey == "not_surveyed":
        facts.append(
            (_("Survey"), one.reason_not_surveyed or _("Not surveyed: only regional and sub-regional ones are"))
        )
    else:
        facts += _survey(line)
    made = _("Not made yet")
    if line.pack is not None:
        made = _("Made on {date}").format(date=format_date(PartialDate.parse(line.pack.at[:10]).first()))
    return [*facts, (_("Workshop pack"), made)]


def _survey(line: RegisterLine) -> list[tuple[str, str]]:
    window = line.workshop.window
    facts = [(_("Replies"), replies_words(line)), (_("Survey opens"), window.shown_opening())]
    if window.approximate:
        closes = _("about {month}").format(month=format_month(window.closes.year, window.closes.month))
        return [*facts, (_("Survey closes"), closes)]
    return [
        *facts,
        (_("Survey closes"), format_date(window.closes)),
        (_("National returns due"), format_date(window.return_due)),
    ]


def held_words(one: Workshop) -> str:
    """June 2021, online; 14 March 2022 to 17 March 2022, face to face."""
    first, last = one.start.shown(), one.end.shown()
    days = first if first == last else _("{first} to {last}").format(first=first, last=last)
    mode = _(MODES[one.mode]).lower() if one.mode in MODES else ""
    return _("{days}, {mode}").format(days=days, mode=mode) if mode else days


def took_part_words(part: TookPart) -> str:
    """18 administrations; their codes where there is a list, and how many are not WCO members."""
    if part.count is None:
        return _("Not known")
    words = ngettext("{n} administration", "{n} administrations", part.count).format(n=part.count)
    if part.codes:
        words = _("{count}: {codes}").format(count=words, codes=", ".join(part.codes))
    if part.not_members:
        outside = len(part.not_members)
        said = ngettext("{n} is not a WCO member", "{n} are not WCO members", outside)
        words = f"{words}. {said.format(n=outside)}"
    return " ".join([words, *part.warnings()])


def people_words(count: int) -> str:
    """22 people; no list yet."""
    return ngettext("{n} person", "{n} people", count).format(n=count) if count else _("No list yet")


def replies_words(line: RegisterLine) -> str:
    """2 of 18 †, 11 %, likely range 3-33 %; counts alone where a share would mislead; late ones are said."""
    counts = line.counts
    if counts is None:
        return ""
    share: Share | None = counts.share
    if share is None:
        words = ngettext("{n} reply", "{n} replies", counts.replied).format(n=counts.replied)
    elif share.rate is None:
        words = share.count_text()
    else:
        words = _("{count}, {percent}. Likely range {range}").format(
            count=share.count_text(), percent=share.percent_text(), range=share.range_text()
        )
    late = ngettext("{n} late", "{n} late", counts.late).format(n=counts.late) if counts.late else ""
    return f"{words}. {late}" if late else words
