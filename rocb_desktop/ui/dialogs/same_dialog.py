"""Are we the same? Eight words for two people to compare by telephone: of all that is here, or of one return."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.trust.sameness import Sameness, compare_all, compare_return, list_returns
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import ChoiceField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.words import KeyWords
from rocb_desktop.ui.work import Work

Place = tuple[int, str] | None  # round and administration of a return; None is everything


class SameDialog(WorkingDialog):
    """The same words on two computers: the same work lies on both."""

    def __init__(self, work: Work, role: str, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Are we the same?"), parent, size=QSize(760, 560))
        self._role = role
        self.found: Sameness | None = None
        self.set_title(
            _("Are we the same?"),
            _("Two people read these words to each other by telephone. The same words: the same work lies on both."),
        )
        self.choice = ChoiceField(_("What to compare"), [(None, _("Everything in this office"))])
        self.choice.changed.connect(self.compare)
        self.choice.hide()
        self.words = KeyWords()
        self.count = label("", "hint")
        self._card = Card(_("The eight words"))
        self._card.add(self.words)
        self._card.add(self.count)
        self._notes: Message | None = None
        self.add(self.choice)
        self.add(self._card)
        close = button(_("Close"), "primary", on_press=self.accept)
        self.set_buttons([close])
        close.setFocus()
        if role == "participant":
            self.compare(None)
        else:
            self.run(list_returns, done=self._offer)

    def compare(self, place: Place) -> None:
        """Show the words of a return, or of everything."""
        if place is None:
            self.run(compare_all, done=self._show)
        else:
            self.run(compare_return, *place, done=self._show)

    def _offer(self, returns: list[tuple[int, str, int]]) -> None:
        """A return first: that is what a focal point and ROCB A/P compare."""
        said = _("National return of {administration}, Survey {year}")
        options: list[tuple[Place, str]] = [
            ((survey, code), said.format(administration=name_of(code), year=survey)) for survey, code, _n in returns
        ]
        options.append((None, _("Everything in this office")))
        self.choice.set_options(options)
        self.choice.combo.setCurrentIndex(0)
        self.choice.setVisible(len(options) > 1)
        self.compare(options[0][0])

    def _show(self, found: Sameness) -> None:
        self.found = found
        self._card.title_label.setText(found.about)
        self.words.set_words([word.text for word in found.words], " ".join(word.digits for word in found.words))
        said = ngettext("They stand for {n} change.", "They stand for {n} changes.", found.count)
        self.count.setText(said.format(n=found.count))
        if self._notes is not None:
            self.remove(self._notes)
            self._notes = None
        notes = _not_among(found)
        if notes:
            self._notes = Message("info", _("Not among them:"), " ".join(notes))
            self.add(self._notes)
        self.words.setFocus()


def _not_among(found: Sameness) -> list[str]:
    """What is here and is not in the words, so that nobody wonders."""
    said = [_("{file}, which you took back.").format(file=file) for file in found.taken_back]
    if found.waiting:
        edits = ngettext(
            "{n} edit of yours that no file has carried yet.",
            "{n} edits of yours that no file has carried yet.",
            found.waiting,
        )
        said.insert(0, edits.format(n=found.waiting))
    return said
