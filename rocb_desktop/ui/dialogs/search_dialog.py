"""Find everywhere: type, see what is found in groups, go there; everything with the keyboard alone."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from rocb_desktop.domain.errors import Cancelled
from rocb_desktop.services.search.places import Place
from rocb_desktop.services.search.searching import Group, SearchResult, search_everything
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.views.search.hit_rows import ROW_ROLE, HitDelegate, HitRows, Row, found_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.message import announce
from rocb_desktop.ui.widgets.search_field import SearchField
from rocb_desktop.ui.widgets.table_model import Index
from rocb_desktop.ui.work import Work

_TYPED_MS = 120
_SIZE, _LEAST, _AROUND = QSize(680, 560), QSize(320, 260), QSize(24, 48)
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchDialog(QDialog):
    """`chosen(Place)`: the person wants to go there. The keyboard stays in the field; the arrows move in the list."""

    chosen = Signal(object)

    def __init__(self, work: Work, caught_up: SignalInstance, parent: QWidget | None = None) -> None:
        """`caught_up` is the signal that all that was written can be found."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Find everywhere"))
        self.work = work
        self.shown: SearchResult | None = None
        self.said = ""  # what a screen reader heard last
        self._group = ""
        self._shown_for = ("", "")  # the words and the group of the answer in the list
        self._goes = False  # Enter was pressed before the answer came
        self.field = SearchField(_("Find in everything on this computer"))
        self.notices = Notices(self)
        self.only = label("", "caption")
        self.all_button = button(_("Show all"), "link", small=True, on_press=self.show_all)
        self.list = _Hits()
        self.rows = self.list.rows
        self.title, self.hint = label("", "cardTitle"), label("", "body", "ink_2")
        self.count = label("", "caption")
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self._ask)
        self._build()
        self.field.textChanged.connect(lambda _text: self._on_typed())
        self.field.installEventFilter(self)
        self.list.opened.connect(self._open)
        caught_up.connect(self._again)
        self._show_nothing()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc: back from one group to all, then close."""
        if self._group:
            self.show_all()
        else:
            super().reject()

    def show_all(self) -> None:
        """All groups again."""
        self._group = ""
        self._ask()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES and self.rows.rows:
                self.list.walk(event)
                row = self.list.currentIndex().data(ROW_ROLE)
                self._say(row.spoken if row is not None else "")
                return True
            if event.key() in _OPENS:
                self._open_from_field()
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self._group = ""
        self._goes = False
        self._typed.start()

    def _open_from_field(self) -> None:
        """Enter before the answer has come waits for it: what is in the list then is about other words."""
        if self._shown_for != (self.field.text(), self._group):
            self._goes = True
            self._ask()
        elif self.list.currentIndex().isValid():
            self._open(self.list.currentIndex().data(ROW_ROLE))

    def _again(self) -> None:
        if self.shown is not None and self.shown.behind:
            self._ask()

    def _ask(self) -> None:
        self._typed.stop()
        if not self.work.is_open:  # the window closed while somebody typed
            return
        asked = text, group = self.field.text(), self._group

        def show(found: SearchResult) -> None:
            self._shown_for = asked
            self._show(found)
            if self._goes and asked == (self.field.text(), self._group):
                self._goes = False
                self._open_from_field()

        self.work.run(
            search_everything,
            text,
            group=group,
            owner=self,
            latest="search",
            done=show,
            failed=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self._goes = False
        if not isinstance(error, Cancelled):
            self.notices.show_error(error)

    def _show(self, found: SearchResult) -> None:
        self.notices.clear()
        self.shown = found
        self.rows.put(found.groups)
        group = found.groups[0] if self._group and found.groups else None
        self._only.setVisible(group is not None)
        self.only.setText(_only_words(group))
        if not found.typed or not found.groups:
            self._show_nothing(found)
            return
        self._stack.setCurrentWidget(self.list)
        self.list.first()
        self.count.show()
        self.count.setText(" ".join(filter(None, (found_words(found.count, found.text), _behind_words(found)))))
        self._say(self.count.text())

    def _show_nothing(self, found: SearchResult | None = None) -> None:
        """Before anything was typed: what can be found; after: that nothing was, and what to try."""
        self._stack.setCurrentWidget(self._empty)
        self._only.hide()
        self.count.hide()
        if found is None or not found.typed:
            self.title.setText(_("What are you looking for?"))
            self.hint.setText(
                _(
                    "Workshops, people, files, actions, recommendations, mission reports, replies and notes: everything"
                    " on this computer. The beginning of a word is enough. Accents and capital letters do not matter."
                )
            )
            return
        self.title.setText(found_words(0, found.text.strip()))
        self.hint.setText(_behind_words(found) or _("Try fewer words, or the beginning of one word."))
        self._say(self.title.text())

    def _say(self, words: str) -> None:
        """For who cannot see the list: the keyboard stays in the field."""
        self.said = words
        announce(self.field, words)

    def _open(self, row: Row | None) -> None:
        if row is None:
            return
        if row.more:
            self._group = row.more
            self._ask()
        elif row.hit is not None:
            self._go(row.hit.place)

    def _go(self, place: Place) -> None:
        self.accept()
        self.chosen.emit(place)

    def _build(self) -> None:
        space = current().space
        self._only = QWidget()
        row = QHBoxLayout(self._only)
        row.setContentsMargins(space["l"], 0, space["s"], 0)
        row.addWidget(self.only, 1)
        row.addWidget(self.all_button)
        self._empty = QWidget()
        middle = QVBoxLayout(self._empty)
        middle.setContentsMargins(space["xl"], space["l"], space["xl"], space["l"])
        middle.setSpacing(space["s"])
        middle.addWidget(self.title)
        middle.addWidget(self.hint)
        middle.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        head, foot = QVBoxLayout(), QVBoxLayout()
        head.setContentsMargins(space["l"], space["l"], space["l"], space["s"])
        head.addWidget(self.field)
        head.addWidget(self.notices)
        foot.setContentsMargins(space["l"], space["s"], space["l"], space["s"])
        foot.setSpacing(2)
        foot.addWidget(self.count)
        foot.addWidget(label(_("Arrows: choose. Enter: go there. Esc: close."), "caption"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._only)
        column.addWidget(line())
        column.addWidget(self._stack, 1)
        column.addWidget(line())
        column.addLayout(foot)
        self.setMinimumSize(_LEAST)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else _SIZE + _AROUND
        self.resize(_SIZE.boundedTo(room - _AROUND).expandedTo(_LEAST))


class _Hits(QListView):
    """The rows; `opened(Row)`: Enter or a press."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Found"))
        self.rows = HitRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(HitDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))

    def first(self) -> None:
        """Make the first hit current."""
        place = next((at for at, row in enumerate(self.rows.rows) if not row.is_heading), -1)
        self.setCurrentIndex(self.rows.index(place))
        self.scrollToTop()

    def walk(self, event: QKeyEvent) -> None:
        """An arrow that was pressed in the field."""
        super().keyPressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS:
            self.opened.emit(self.currentIndex().data(ROW_ROLE))
            return
        super().keyPressEvent(event)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if now.row() == 1:
            self.scrollToTop()  # the heading above the first hit


def _only_words(group: Group | None) -> str:
    return _("Only: {group}").format(group=group.words) if group is not None else ""


def _behind_words(found: SearchResult) -> str:
    return _("Some of your data is still being prepared for the search.") if found.behind else ""
