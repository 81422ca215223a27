"""The sentences of the round's page, made from the counts: key figures, titles, what is to do, the summary to copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rocb_desktop.analysis.heard_from import AdministrationCount, HeardFrom, HeardState
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.clock import DAYS_OPEN
from rocb_desktop.domain.figures import Share
from rocb_desktop.domain.table_words import SMALL_RULE
from rocb_desktop.services.region.dashboard import NextDate, Outstanding, RoundDashboard, ToDo, ToDoKind
from rocb_desktop.texts import N_, _, format_date, format_month, ngettext
from rocb_desktop.ui.round_choice import fiscal_year, survey_name
from rocb_desktop.ui.views.region.table_grid import why_no_share

NONE = "\N{EN DASH}"
STATES: dict[HeardState, str] = {
    "replied": N_("Replied"),
    "no_reply": N_("No reply"),
    "not_asked": N_("Not asked yet"),
    "did_not_take_part": N_("Did not take part"),
    # Nobody knows who took part in an old round, so a missing reply is not a refusal.
    "not_known": N_("No reply in the lists"),
}


@dataclass(frozen=True)
class Figure:
    """A key figure: the value, its unit, the note in full and in short, and the range (point, low, high) or nothing."""

    value: str
    unit: str = ""
    note: str = ""
    short: str = ""
    range: tuple[float, float, float] | None = None
    filled: float | None = None


def context(board: RoundDashboard, *, short: bool = False) -> str:
    """Fiscal year 2020/21, 9 workshops. Today: 21 December 2021. In short without the year, which the title says."""
    count, today = board.tables.surveyed, format_date(board.today)
    if short:
        sentence = ngettext("{n} workshop. Today: {date}", "{n} workshops. Today: {date}", count)
        return sentence.format(n=count, date=today)
    sentence = ngettext("{year}, {n} workshop. Today: {date}", "{year}, {n} workshops. Today: {date}", count)
    return sentence.format(year=fiscal_year(board.round), n=count, date=today)


def share_figure(share: Share | None) -> Figure:
    """38 % with 58 of 153 below; under 5 the counts alone, without a bar; a dash when nothing can be said."""
    if share is None or not share.n:
        return Figure(NONE, note=_("Nothing to count yet"), short=_("Nothing to count yet"))
    if share.range is None:
        note = why_no_share(share)
        return Figure(share.count_text(), note=note, short=note)
    note = _("{count}. Likely range {range}").format(count=share.count_text(), range=share.range_text())
    short = _("{count}. {range}").format(count=share.count_text(), range=share.range_text())
    drawn = (share.k / share.n, share.range.low, share.range.high)
    return Figure(share.percent_text(), note=note, short=short, range=drawn)


def date_name(coming: NextDate | None) -> str:
    """What the figure of the next date is called: a deadline, or the opening of a survey."""
    return _("Next survey opens") if coming is not None and coming.event == "opens" else _("Next deadline")


def date_figure(coming: NextDate | None) -> Figure:
    """10 days, with what happens then; where only a month is known, the month and no count of days."""
    if coming is None:
        note = _("All surveys of this round are closed")
        return Figure(NONE, note=note, short=note)
    name = coming.workshop.short_title or coming.workshop.title
    if coming.approximate:
        month = _("about {month}").format(month=format_month(coming.day.year, coming.day.month))
        note = _("{workshop}. The day is not known").format(workshop=name)
        return Figure(month, note=note, short=name)
    # The number large, its unit small beside it.
    unit = ngettext("{n} day", "{n} days", coming.days).replace("{n}", "").strip()
    short = _("{workshop}, {date}").format(workshop=name, date=format_date(coming.day))
    if coming.event == "opens":
        return Figure(str(coming.days), unit, short, short)
    note = _("{what}. Day {day} of {days}").format(what=short, day=coming.passed, days=DAYS_OPEN)
    return Figure(str(coming.days), unit, note, short, filled=coming.passed / DAYS_OPEN)


def heard_title(heard: HeardFrom) -> str:
    """26 of 33 WCO members replied at least once: of those that took part where that is known."""
    if heard.nobody_asked:
        said = ngettext("{n} administration is not asked yet", "{n} administrations are not asked yet", heard.of)
        return said.format(n=heard.of)
    if heard.basis == "took_part":
        return _("{heard} of {of} administrations that took part replied").format(heard=heard.heard, of=heard.of)
    return _("{heard} of {of} WCO members replied at least once").format(heard=heard.heard, of=heard.of)


def heard_foot(heard: HeardFrom) -> str:
    """Who has no reply, by code in alphabetical order, and which replies are not on the map."""
    parts = []
    for state in ("no_reply", "not_asked", "not_known"):
        codes = ", ".join(one.code for one in heard.administrations if one.state == state)
        if codes:
            parts.append(_("{state}: {codes}.").format(state=_(STATES[state]), codes=codes))
    if heard.not_named:
        said = ngettext("{n} reply has no code.", "{n} replies have no code.", heard.not_named)
        parts.append(said.format(n=heard.not_named))
    if heard.beyond:
        said = ngettext("{n} more is not a WCO member.", "{n} more are not WCO members.", heard.beyond)
        parts.append(said.format(n=heard.beyond))
    return " ".join(parts) or _("Every administration that took part replied.")


def administration_words(one: AdministrationCount) -> str:
    """Fiji: 2 of 3 replies."""
    name = name_of(one.code)
    if one.state != "replied":
        return _("{name}: {state}").format(name=name, state=_(STATES[one.state]))
    if one.asked is None:
        return ngettext("{name}: {n} reply", "{name}: {n} replies", one.replied).format(name=name, n=one.replied)
    said = ngettext("{name}: {n} of {asked} reply", "{name}: {n} of {asked} replies", one.asked)
    return said.format(name=name, n=one.replied, asked=one.asked)


def nobody_missing(board: RoundDashboard) -> str:
    """Why no workshop stands among those with replies missing."""
    if not board.tables.replies.rows:
        return _("No workshop of this round is surveyed.")
    if board.heard.nobody_asked or not board.tables.n:
        return _("No survey has opened yet.")
    return _("Every administration that took part has replied.")


def outstanding_total(items: Sequence[Outstanding]) -> int:
    """How many replies are missing as far as that is known."""
    return sum(item.missing or 0 for item in items)


# kind: the sentence for n, the word on its button, icon and colour role.
_TO_DO: dict[ToDoKind, tuple[Callable[[int], str], str, str, str]] = {
    "files_wait": (
        lambda n: ngettext(
            "{n} file waits until you check its sender", "{n} files wait until you check their senders", n
        ),
        N_("Check"),
        "inbox",
        "primary",
    ),
    "undecided": (
        lambda n: ngettext(
            "{n} answer has two versions. Choose one before you publish",
            "{n} answers have two versions. Choose before you publish",
            n,
        ),
        N_("Decide"),
        "git-compare",
        "warn",
    ),
    "others_decide": (
        lambda n: ngettext(
            "{n} answer has two versions. Its author has to choose",
            "{n} answers have two versions. Their authors have to choose",
            n,
        ),
        N_("Show"),
        "git-compare",
        "warn",
    ),
    "not_listed": (
        lambda n: ngettext(
            "{workshop}: {n} reply of an administration that is not on the list",
            "{workshop}: {n} replies of administrations that are not on the list",
            n,
        ),
        N_("Check"),
        "triangle-alert",
        "warn",
    ),
    "no_number": (lambda n: _("{workshop}: how many took part?"), N_("Check"), "triangle-alert", "warn"),
    "differs": (
        lambda n: _("{workshop}: the list and the number of those that took part differ"),
        N_("Check"),
        "triangle-alert",
        "warn",
    ),
    "not_named": (
        lambda n: ngettext(
            "{workshop}: {n} reply names no administration", "{workshop}: {n} replies name no administration", n
        ),
        N_("Check"),
        "triangle-alert",
        "warn",
    ),
    "make_pack": (lambda n: _("{workshop}: make the workshop pack"), N_("Make pack"), "package", "primary"),
}


@dataclass(frozen=True)
class ToDoWords:
    """One line of the list: what, the word on its button, icon and its colour role."""

    text: str
    press: str
    icon: str
    role: str


def to_do_words(item: ToDo) -> ToDoWords:
    """The line of a to-do."""
    sentence, press, icon, role = _TO_DO[item.kind]
    name = (item.workshop.short_title or item.workshop.title) if item.workshop is not None else ""
    return ToDoWords(sentence(item.count).format(n=item.count, workshop=name), _(press), icon, role)


def basis(board: RoundDashboard) -> str:
    """What every figure on the page counts, how many came late, and the day of the count."""
    tables = board.tables
    parts = [_("Every figure counts administrations, one reply of each for a workshop.")]
    parts += [note.text() for note in tables.notes if note.code in ("late", "late_unknown")]
    parts.append(_(SMALL_RULE))
    parts.append(_("Counted on {date}.").format(date=format_date(board.today)))
    return " ".join(parts)


def summary(board: RoundDashboard) -> str:
    """The page in plain lines, for a mail."""
    named = [
        (_("Replies received"), share_figure(board.replied)),
        (_("Sub-regional workshops"), share_figure(board.sub_regional)),
        (_("Saw direct effects"), share_figure(board.effects)),
        (date_name(board.next_date), date_figure(board.next_date)),
    ]
    lines = [survey_name(board.round), context(board), ""]
    said = _("{name}: {state}")
    for name, figure in named:
        value = f"{figure.value} {figure.unit}".rstrip()
        lines.append(said.format(name=name, state=f"{value} ({figure.note})"))
    lines += ["", board.rates.words.title, heard_title(board.heard), heard_foot(board.heard), ""]
    for item in board.outstanding:
        lines.append(said.format(name=f"{item.workshop.number}. {item.workshop.title}", state=missing_words(item)))
    return "\n".join([*lines, "", basis(board)])


def missing_words(item: Outstanding) -> str:
    """6 of 22 replied, 16 outstanding; with the codes where there is a list."""
    if item.took_part is None or item.missing is None:
        said = ngettext(
            "{n} reply. It is not known how many took part.",
            "{n} replies. It is not known how many took part.",
            item.replied,
        )
        return said.format(n=item.replied)
    told = _("{replied} of {took_part} replied, {missing} outstanding")
    words = told.format(replied=item.replied, took_part=item.took_part, missing=item.missing)
    return f"{words} ({', '.join(item.codes)})" if item.codes else words
