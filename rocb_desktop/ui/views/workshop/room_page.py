"""What the workshops of a participant and of a focal point have alike: a table, and M1 for the one that is opened."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.services.survey.workshop_desk import WorkshopDesk, WorkshopRoom, workshop_desk
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.workshop.room_face import RoomFace
from rocb_desktop.ui.views.workshop.shelf_desk import ShelfDesk
from rocb_desktop.ui.views.workshop.workshop_table import WorkshopTable
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.faces import Faces
from rocb_desktop.ui.work import Work


class RoomPage(Page):
    """Two faces: the table of workshops, and one of them. arrive(workshop=id) opens it, also with tab=its key."""

    national = False  # a focal point's page

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.desk: WorkshopDesk | None = None
        self.opened = ""  # id of the workshop that is shown; "" for the table
        self._asked: dict[str, Any] | None = {}  # what to show when the content is there; None for: as it was
        self.list = WorkshopTable(national=self.national)
        self.face = RoomFace(national=self.national)
        self.shelf = ShelfDesk(self, self.face)
        self._faces = Faces()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self.face)
        self.set_content(self._faces)
        self.list.opened.connect(lambda workshop: self.open_workshop(workshop))
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.face)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.show_table)

    # written by each of the two

    def room_buttons(self, room: WorkshopRoom) -> Sequence[QPushButton]:
        """The buttons of an open workshop, after the way back."""
        raise NotImplementedError

    # the page

    def arrive(self, **what: Any) -> None:
        self._asked = what
        if self.desk is not None:
            self._go_to_asked()
        self.take_focus()

    def reload(self) -> None:
        self.load(workshop_desk)

    def show_content(self, value: WorkshopDesk) -> None:
        self.desk = self.shelf.desk = value
        if not value.rooms:
            self._show_empty()
            return
        self.list.show_desk(value)
        if self._asked is not None:
            self._go_to_asked()
        else:
            self._show_face()

    def first_focus(self) -> QWidget | None:
        return self.face.first_focus() if self.opened else self.list.table

    def title_text(self) -> str:
        return self.header.title_label.text()  # what is on it now

    def areas(self) -> Sequence[QWidget]:
        return (self.header, *self.face.areas()) if self.opened else (self.header, self.list.table)

    def open_workshop(self, workshop: str, tab: str = "") -> None:
        """Show one workshop."""
        self.opened = workshop
        if tab:
            self.face.tabs.tabs.choose(tab)
        self._show_face()
        self.states.focus(self.first_focus())

    def show_table(self) -> None:
        """Back to all workshops."""
        if self.desk is not None and len(self.desk.rooms) > 1 and self.opened:
            kept, self.opened = self.opened, ""
            self._show_face()
            self.list.choose(kept)
            self.states.focus(self.first_focus())

    def _go_to_asked(self) -> None:
        asked, self._asked = self._asked or {}, None
        assert self.desk is not None
        wanted = str(asked.get("workshop", ""))
        if not wanted and len(self.desk.rooms) == 1:
            wanted = self.desk.rooms[0].workshop.id
        self.opened = wanted if self.desk.room(wanted) is not None else ""
        if self.opened and asked.get("tab"):
            self.face.tabs.tabs.choose(str(asked["tab"]))
        self._show_face()

    def _show_face(self) -> None:
        assert self.desk is not None
        room = self.desk.room(self.opened)
        if room is None:
            self.opened = ""
            self._faces.setCurrentWidget(self.list)
            self.header.set_title(_(self.title))
            count = len(self.desk.rooms)
            words = ngettext("{n} workshop. Enter opens it.", "{n} workshops. Enter opens one.", count)
            self.header.set_context(words.format(n=count))
            self.set_buttons()
            return
        self.face.show_room(room, self.desk)
        self._faces.setCurrentWidget(self.face)
        title = short_title(room.workshop)
        self.header.set_title(title)
        self.header.set_context(room.workshop.title if room.workshop.title != title else "")
        many = len(self.desk.rooms) > 1
        back = [button(_("All workshops"), icon="arrow-left", on_press=self.show_table)] if many else []
        self.set_buttons(*back, *self.room_buttons(room))

    def _show_empty(self) -> None:
        self.opened = ""
        self.set_buttons()
        self.header.set_title(_(self.title))
        self.header.set_context("")
        pack = button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files)
        self.show_empty(_("No workshop yet"), _("Workshops and their materials come in a workshop pack."), pack)
