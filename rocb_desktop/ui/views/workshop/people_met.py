"""The people at a workshop, as the pack named them: to look somebody up by name or administration."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.search_words import holds, typed_words
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.search_field import SearchField
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column

Name = tuple[str, str]  # code of the administration, name


class PeopleMet(QWidget):
    """show_names() for another workshop; typing narrows the list."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[Name, ...] = ()
        self.search = SearchField(_("Find a name or an administration"))
        self.table = TableView(_("Participants"), _columns(), most=14)
        self.count = label("", "hint")
        self.none = label("", "hint")
        self.count.setContentsMargins(16, 8, 16, 8)
        self.none.setContentsMargins(16, 16, 16, 16)
        self._holder = QWidget()
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(16, 12, 16, 8)
        inside.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._holder, self.table, self.none, self.count):
            column.addWidget(part)
        column.addStretch(1)
        self.search.textChanged.connect(lambda _text: self._narrow())

    def show_names(self, names: Sequence[Name]) -> None:
        """The names of another workshop; without any it says why."""
        self._names = tuple(names)
        self.search.clear()
        self._narrow()

    def _narrow(self) -> None:
        found = find_names(self._names, self.search.text())
        self.table.set_rows(found)
        self._holder.setVisible(bool(self._names))
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        self.count.setVisible(bool(self._names))
        self.none.setText(_("Nobody of this name is on the list.") if self._names else no_names())
        offices = len({code for code, _name in found})
        people = ngettext("{n} person", "{n} people", len(found)).format(n=len(found))
        places = ngettext("{n} administration", "{n} administrations", offices).format(n=offices)
        self.count.setText(_("{people} of {administrations}").format(people=people, administrations=places))


def no_names() -> str:
    """Why there is nobody to show."""
    return _(
        "The pack has no names. ROCB A/P decides for each pack if the names of the participants go along: they are"
        " personal data. Ask ROCB A/P for a pack with names if you need to reach somebody."
    )


def find_names(names: Sequence[Name], text: str) -> list[Name]:
    """Those whose name, administration or code holds every word that was typed."""
    typed = typed_words(text)
    return [one for one in names if holds(_looked_in(one), typed)]


def _looked_in(one: Name) -> str:
    code, name = one
    return f"{name} {name_of(code)} {code}"


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), "strong", lambda one: one[1], stretch=True, least=160),
        Column("administration", _("Administration"), value=lambda one: name_of(one[0])),
    ]
