"""Where the survey of one workshop stands for a participant, in a few lines, with the way to it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.survey.homes import WorkshopLine
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.survey.track_words import track_line
from rocb_desktop.ui.views.workshop.workshop_words import closing
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label


class SurveyStanding(QWidget):
    """`opened`: go to the survey."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", "body", weight=600)
        self.facts = Facts()
        self.open_button = button(_("Answer the survey"), icon="list-checks", on_press=self.opened.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for part in (self.sentence, self.facts, FlowRow([self.open_button])):
            column.addWidget(part)
        column.addStretch(1)

    def show_line(self, line: WorkshopLine | None, today: date) -> None:
        """Another workshop; None for one that is not this person's."""
        surveyed = line is not None and line.survey != "not_surveyed"
        self.open_button.setVisible(surveyed)
        self.facts.setVisible(surveyed)
        if line is None or not surveyed:
            self.sentence.setText(_("This workshop is not surveyed: only regional and sub-regional ones are."))
            return
        self.sentence.setText(_sentence(line, today))
        self.open_button.setText(_words(line))
        self.open_button.setAccessibleName(_words(line))
        self.facts.set_facts(_facts(line, today))


def _sentence(line: WorkshopLine, today: date) -> str:
    if line.survey == "opens":
        day = _about(line.workshop)
        return _("The survey opens {day}. What you log until then is filled in for you.").format(day=day)
    if line.survey == "file_made":
        return _("You have answered. The file of your reply is made.")
    if line.survey == "correction":
        return _("Your focal point asks you to correct something.")
    if line.survey == "changed":
        return _("You changed your reply after the file was made. Make the file again.")
    return closing(line.workshop, today)


def _about(workshop: Workshop) -> str:
    window = workshop.window
    return window.shown_opening() if window.approximate else _("on {date}").format(date=format_date(window.opens))


def _words(line: WorkshopLine) -> str:
    known = {
        "opens": _("Look at the questions"),
        "file_made": _("See my reply"),
        "correction": _("Correct my reply"),
        "changed": _("Check and send"),
    }
    return known.get(line.survey, _("Answer the survey"))


def _facts(line: WorkshopLine, today: date) -> list[tuple[str, str]]:
    ready, needed = line.form.needed
    closes = closing(line.workshop, today) if line.survey in ("file_made", "changed", "correction") else ""
    return [
        (_("Answers"), _("{ready} of {needed} needed answers ready").format(ready=ready, needed=needed)),
        (_("My reply"), track_line(line.file.track) if line.file is not None else ""),
        (_("To correct"), line.correction),
        (_("Survey"), closes),
    ]
