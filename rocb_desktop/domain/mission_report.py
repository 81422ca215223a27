"""A mission report: its sections, the gaps between standard and practice, and what to look at before it is finished."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rocb_desktop.domain.action import Action, still_planned
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.faults import Fault, too_long
from rocb_desktop.domain.recommendation import Recommendation
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.texts import N_, _, ngettext

MAX_SECTION = 8000  # characters of a section
ONE_PAGE = 2800  # characters that A4 holds at the size of the report, with room for a heading
LESSONS = 3
_BULLET = re.compile(r"^\s*(?:[-*•–—]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Section:
    """`id` is the field its text is kept in; `question` guides who writes it, `example` shows how it can look."""

    id: str
    title_key: str
    question_key: str
    example_key: str

    @property
    def title(self) -> str:
        return _(self.title_key)

    @property
    def question(self) -> str:
        return _(self.question_key)

    @property
    def example(self) -> str:
        return _(self.example_key)


_SECTIONS = (
    Section(
        "summary",
        N_("Summary"),
        N_("What should a busy reader know? What was the workshop about, and what should we do now?"),
        N_(
            "Example: The workshop showed how others measure release times. We do not measure them yet. I recommend"
            " one measurement a year, beginning with the airport."
        ),
    ),
    Section(
        "course",
        N_("The workshop"),
        N_("What was done on which day? Who spoke, and what did you show of your own administration?"),
        N_("Example: Day 1 was about the agreement. On day 2 each administration showed its own procedure."),
    ),
    Section(
        "lessons",
        N_("What I learned"),
        N_("Which lessons can your administration use? Write each on a line of its own."),
        N_("Example: Release times can be measured with a form of one page."),
    ),
    Section(
        "gaps",
        N_("Gap analysis"),
        N_("Compare the standard from the workshop with the situation in your administration today."),
        N_("Example: Standard: publish average release times. Our practice: not measured. Gap: no figures."),
    ),
    Section(
        "recommendations",
        N_("Recommendations"),
        N_("What should be done, who should be in charge, and by when?"),
        N_("Example: Measure release times once a year. Deputy Comptroller, by 30 June."),
    ),
    Section(
        "plan",
        N_("Action plan"),
        N_("What will you do yourself, and when? The planned actions of your log are listed here."),
        N_("Example: I will brief the clearance team in the first week, and the whole office in the second month."),
    ),
    Section(
        "annexes",
        N_("Annexes"),
        N_("What belongs to the report? Programme, presentations, photos: say where your reader finds them."),
        N_("Example: Programme and presentations are on the common drive, in the folder of the workshop."),
    ),
)
SECTIONS = {one.id: one for one in _SECTIONS}  # in the order of the report
TEXTS = ("summary", "course", "lessons", "plan", "annexes")  # sections that are a text
LINES = frozenset({"addressee"})


@dataclass(frozen=True, slots=True)
class MissionReport:
    """The texts of one person's report on one workshop. `finished` is the day its files were made, None while it is
    written; `version` counts how often that was.
    """

    id: str
    workshop: str
    person: str
    addressee: str = ""
    texts: dict[str, str] = field(default_factory=dict)  # by section
    finished: PartialDate | None = None
    version: int = 0

    def text(self, section: str) -> str:
        """What is written in a section, "" for nothing."""
        return self.texts.get(section, "")


@dataclass(frozen=True, slots=True)
class Gap:
    """One row of the gap table; `recommendation` is the id of the one that would close it, "" for none."""

    id: str
    workshop: str
    person: str
    number: int
    standard: str = ""
    situation: str = ""
    gap: str = ""
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at before the report is finished: nothing of it stops anybody."""

    words: str
    met: bool
    section: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """All that a report says: what was written, and what the pack, the log and the profile say already.

    `materials` and `files` are names shown: of the workshop's materials, and of evidence kept with its actions.
    """

    workshop: Workshop
    report: MissionReport
    author: str
    post: str
    division: str
    administration: str  # its code
    others: tuple[str, ...] = ()  # codes of all administrations that took part, as far as they are known
    materials: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    log: tuple[Action, ...] = ()

    @property
    def planned(self) -> tuple[Action, ...]:
        """What the author will still do after this workshop."""
        return still_planned(self.log)[0]

    @property
    def handed_over(self) -> tuple[Action, ...]:
        """What a colleague took over, and is still to be done."""
        return still_planned(self.log)[1]

    @property
    def done(self) -> tuple[Action, ...]:
        return tuple(one for one in self.log if not one.planned)

    def recommended(self, gap: Gap) -> Recommendation | None:
        """The recommendation that would close a gap."""
        return next((one for one in self.recommendations if one.id == gap.recommendation), None)

    def state(self, section: str) -> str:
        """complete, started or empty."""
        if section == "gaps":
            return _state(self.gaps, all(self.recommended(gap) is not None for gap in self.gaps))
        if section == "recommendations":
            return _state(self.recommendations, all(one.complete for one in self.recommendations))
        if section == "plan" and self.planned:
            return "complete"
        text = self.report.text(section).strip()
        ready = fits_one_page(text) if section == "summary" else True
        return _state(text, ready and (section != "lessons" or len(lessons(text)) >= LESSONS))


def _state(content: Sequence[object], ready: bool) -> str:
    return "empty" if not content else "complete" if ready else "started"


def lessons(text: str) -> list[str]:
    """The lessons of a text: one a line, without the sign that may stand before it."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def fits_one_page(text: str) -> bool:
    """Whether a text goes on one page of the report: its characters, and what line breaks take."""
    return len(text) + 45 * text.count("\n") <= ONE_PAGE


def word_count(text: str) -> int:
    return len(text.split())


def checks(content: ReportContent) -> list[Check]:
    """What to look at before the report is finished."""
    told = lessons(content.report.text("lessons"))
    summary = content.report.text("summary").strip()
    advice = content.recommendations
    closed = bool(content.gaps) and all(content.recommended(gap) is not None for gap in content.gaps)
    enough = ngettext("At least {n} lesson from the workshop", "At least {n} lessons from the workshop", LESSONS)
    owned = bool(advice) and all(one.complete for one in advice)
    return [
        Check(_("Every gap has a recommendation"), closed, "gaps"),
        Check(enough.format(n=LESSONS), len(told) >= LESSONS, "lessons"),
        Check(_("Each recommendation has an owner and a date"), owned, "recommendations"),
        Check(_("Summary is one page or less"), bool(summary) and fits_one_page(summary), "summary"),
    ]


def check_report(addressee: str, texts: Iterable[tuple[str, str]]) -> list[Fault]:
    """What is wrong with the texts, [] when they can be kept."""
    return too_long({"addressee": addressee}, LINES) + too_long(dict(texts), most=MAX_SECTION)


def check_gap(gap: Gap) -> list[Fault]:
    """What is wrong with a row of the gap table, [] when it can be kept."""
    faults = []
    if not gap.standard.strip():
        faults.append(Fault("standard", _("Write the standard or the good practice")))
    return faults + too_long({"standard": gap.standard, "situation": gap.situation, "gap": gap.gap}, most=600)
