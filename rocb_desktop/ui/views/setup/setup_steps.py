"""The first steps of the set-up: how the app is used, and who it is for."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.administration import all_administrations
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.recovery_sheet import SheetKeys
from rocb_desktop.services.arriving.first_look import PackLook
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioTile, TileGroup
from rocb_desktop.ui.widgets.field import ChoiceField, LineField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label

_TITLES_SHOWN = 2
PARTICIPANT, FOCAL_POINT, ROCB_ROLE = "participant", "focal_point", "rocb"


@dataclass
class Answers:
    """What the person said so far; it outlives the widgets, which another language makes anew."""

    role: str = PARTICIPANT
    administration: str = ""
    name: str = ""
    email: str = ""
    folder: Path | None = None  # None: the usual place
    pack: PackLook | None = None
    typed: str = ""  # lines of a recovery sheet, and the keys they hold when all are there
    recovered: SheetKeys | None = None

    @property
    def is_listed(self) -> bool:
        """Whether the name was pressed in the list of the pack, and not written."""
        return self.pack is not None and (self.administration, self.name) in self.pack.people


class Step(QWidget):
    """A question and what answers it. `keep` writes into the answers; `check` says what is missing at its field."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.title, self.sentence = title, sentence
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 4, 4, 4)
        self.column.setSpacing(current().space["l"])

    def keep(self, answers: Answers) -> None:
        """Write what was answered."""

    def check(self) -> bool:
        """Whether the next step may come."""
        return True

    def take_focus(self) -> None:
        """Put the keyboard where this step starts."""


class RoleStep(Step):
    """Three tiles, and the shorter ways. `pack_asked`: let the person choose a workshop pack; `sheet_asked`: this
    person was here before, and has a recovery sheet.
    """

    pack_asked = Signal()
    sheet_asked = Signal()

    def __init__(self, answers: Answers) -> None:
        super().__init__(
            _("How will you use this app?"), _("Choose one. The menu on the left will show only what this role needs.")
        )
        participant = RadioTile(
            _("I took part in a workshop"),
            "user",
            _("Log what you did after the workshop, answer the survey."),
            note=_("Participant. Most people choose this."),
        )
        focal_point = RadioTile(
            _("I am the national focal point"),
            "flag",
            _("Collect replies in my administration and send them together."),
            note=_("One or two people in each customs administration."),
        )
        office = RadioTile(
            _("I work at ROCB A/P"),
            "building-2",
            _("Plan survey rounds, read the results, make the Good Practice Report."),
            note=_("Staff of the regional office in Bangkok."),
        )
        tiles = ((PARTICIPANT, participant), (FOCAL_POINT, focal_point), (ROCB_ROLE, office))
        self.tiles = TileGroup(self.title, tiles, columns=1, tile_width=300, value=answers.role)
        self.pack_button = button(_("Open a workshop pack"), icon="folder-open", on_press=self.pack_asked.emit)
        self.column.addWidget(_shorter_way(self.pack_button))
        self.column.addWidget(self.tiles)
        self.sheet_button = button(_("I have a recovery sheet"), "link", "key-round", on_press=self.sheet_asked.emit)
        self.column.addWidget(FlowRow([self.sheet_button]))

    def keep(self, answers: Answers) -> None:
        answers.role = str(self.tiles.value())

    def take_focus(self) -> None:
        self.tiles.focus()


def _shorter_way(action: QWidget) -> Card:
    card = Card(kind="note")
    row = QHBoxLayout()
    row.setSpacing(current().space["l"])
    row.addWidget(IconView("package", "on_primary_soft", 20))
    sentence = _("Do you have the pack of your workshop? Open it first: set-up is shorter then.")
    row.addWidget(label(sentence, "body", "on_primary_soft"), 1)
    row.addWidget(action)
    card.body.addLayout(row)
    return card


def pack_words(pack: PackLook) -> tuple[str, str]:
    """That the pack was opened and what it is about; and what comes of it."""
    count = len(pack.workshops)
    titles = ", ".join(pack.workshops)
    if count > _TITLES_SHOWN:
        titles = ngettext("{count} workshop", "{count} workshops", count).format(count=count)
    opened = _("The workshop pack is opened, not checked yet: {workshops}.").format(workshops=titles)
    return opened, _("When your profile is ready, you compare the eight words of the pack.")


class PersonStep(Step):
    """Name, administration, e-mail."""

    def __init__(self, answers: Answers) -> None:
        office = answers.role == ROCB_ROLE
        super().__init__(_("About you"), _("This stands on the files you send. You can change it later."))
        self._office = office
        options = [(one.code, one.name) for one in sorted(all_administrations(), key=lambda one: one.name)]
        choose = [("", _("Choose your administration")), *options]
        self.name = LineField(_("Your name"), text=answers.name)
        self.administration = ChoiceField(_("Your administration"), choose, value=answers.administration)
        hint = _("Your focal point and ROCB A/P can answer you.")
        if answers.role == FOCAL_POINT:
            hint = _("ROCB A/P can answer you.")
        self.email = LineField(_("Your e-mail"), hint, text=answers.email, optional=True)
        card = Card(padding=current().space["formCardPadding"])
        card.body.setSpacing(current().space["m"])
        card.add(self.name)
        if not office:
            card.add(self.administration)
            card.add(self.email)
        self.column.addWidget(card)

    def keep(self, answers: Answers) -> None:
        answers.name, answers.email = self.name.text(), self.email.text()
        answers.administration = "" if self._office else str(self.administration.value() or "")

    def check(self) -> bool:
        self.name.set_error("" if self.name.text() else _("Write your name."))
        missing = not self._office and not self.administration.value()
        self.administration.set_error(_("Choose your administration.") if missing else "")
        faulty = [field for field in (self.name, self.administration) if field.error()]
        if faulty:
            faulty[0].focus()
        return not faulty

    def say_error(self, error: UserError) -> bool:
        """Say a refusal at the field it is about; False when it is about none of these."""
        fields: dict[str, LineField | ChoiceField] = {"name": self.name, "administration": self.administration}
        field = fields.get(str(error.values.get("field")))
        if field is None:
            return False
        field.set_error(error.what())
        field.focus()
        return True

    def take_focus(self) -> None:
        self.name.focus()
