"""The surveys of a participant: which is due, which was answered, which comes later."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.services.survey.homes import ParticipantHome, WorkshopLine
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.survey.track_words import correction_note, track_line
from rocb_desktop.ui.views.workshop.workshop_words import closing, short_title, survey_badge
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.rows import ItemRow
from rocb_desktop.ui.widgets.scroll import PageScroll


class SurveyList(PageScroll):
    """`opened(workshop id)`; `asked(workshop id, question)` when a correction names a question."""

    opened = Signal(str)
    asked = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []
        self._buttons: list[QPushButton] = []

    def show_home(self, home: ParticipantHome) -> None:
        """The next one first, then the newest workshop first."""
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._buttons = []
        lines = sorted(home.lines, key=lambda line: line != home.next)
        self._cards = [self._card(line, home) for line in lines if line.survey != "not_surveyed"]
        for card in self._cards:
            self.add(card)

    def first_focus(self) -> QWidget | None:
        """The button of the first survey."""
        return self._buttons[0] if self._buttons else None

    def _card(self, line: WorkshopLine, home: ParticipantHome) -> Card:
        spec = survey_badge(line, home.today)
        end: list[QWidget] = [Badge(spec.key, **dict(spec.values))] if spec is not None else []
        end += self._actions(line)
        title = short_title(line.workshop)
        row = ItemRow(title, _detail(line, home), icon="list-checks", end=FlowRow(end, gap=12))
        card = Card(kind="next" if line is home.next else "card")
        card.add(row)
        if line.correction and line.file is not None:
            card.add(correction_note(line.file.track, lambda number: self.asked.emit(line.workshop.id, number)))
        card.setAccessibleName(title)
        return card

    def _actions(self, line: WorkshopLine) -> list[QPushButton]:
        words = {
            "file_made": _("See my reply"),
            "changed": _("Check and send"),
            "opens": _("Look at the questions"),
            "correction": _("Correct my reply"),
        }
        ready = line.form.needed[0]
        usual = _("Continue my reply") if ready else _("Start my reply")
        if line.form.doubt is not None:
            words.pop("opens")
        act = button(words.get(line.survey, usual), small=True, on_press=lambda: self.opened.emit(line.workshop.id))
        act.setAccessibleName(_("{workshop}: {words}").format(workshop=short_title(line.workshop), words=act.text()))
        self._buttons.append(act)
        return [act]


def _detail(line: WorkshopLine, home: ParticipantHome) -> str:
    ready, needed = line.form.needed
    count = _("{ready} of {needed} needed answers ready").format(ready=ready, needed=needed)
    if home.doubt is not None and line.survey != "file_made":
        window = line.workshop.window
        said = _("Open from {opens} to {closes}. Late replies are accepted.")
        return f"{said.format(opens=format_date(window.opens), closes=format_date(window.closes))} {count}."
    if line.survey == "opens":
        return _("Opens on {date}. You can answer before, and send when it is open.").format(
            date=format_date(line.workshop.window.opens)
        )
    if line.survey == "file_made" and line.file is not None:
        return _("Version {n}: {way}").format(n=line.form.version, way=track_line(line.file.track))
    return f"{closing(line.workshop, home.today)} {count}."
