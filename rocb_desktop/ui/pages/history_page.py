"""History: every change by day, undone or gone back from, and the questions that two versions of an answer ask."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from rocb_desktop.services.history.conflicts import Conflict, resolve_conflict
from rocb_desktop.services.history.going_back import EntryDetail, change_detail
from rocb_desktop.services.history.history import ALL, Entry, list_history
from rocb_desktop.services.history.history import HistoryPage as Changes
from rocb_desktop.services.history.history_desk import CONFLICTS, HistoryDesk, look_at_history
from rocb_desktop.services.history.history_list import save_history
from rocb_desktop.services.undoing import take_back
from rocb_desktop.texts import N_, _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.dialogs.back_dialog import BackDialog
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.history.change_list import ChangeList
from rocb_desktop.ui.views.history.change_view import ChangeView
from rocb_desktop.ui.views.history.conflict_view import ConflictView
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.list_and_pane import ListAndPane
from rocb_desktop.ui.work import Work

_EVERYTHING = (
    "action card conflict contact erase evidence grant import material name_list national_return office participation"
    " person questionnaire received reply review round workshop"
)


class HistoryPage(Page):
    """The list on the left, a question or a change on the right."""

    shows = frozenset(_EVERYTHING.split())
    title = N_("History")
    icon = "clock-fading"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.desk: HistoryDesk | None = None
        self.view: ConflictView | ChangeView | None = None
        self._record = self._imported = self._wanted = ""
        self._frame: Frame = "wide"
        self._follow = False  # the keyboard goes to what is shown next
        self.list = ChangeList()
        self.both = ListAndPane(self.list)
        self.undo_button = button(_("Undo"), icon="undo-2", small=True, on_press=window.undo_last)
        self.redo_button = button(_("Redo"), icon="redo-2", small=True, on_press=window.redo_last)
        self.list.set_head(self.undo_button, self.redo_button)
        self.back_button = button(_("Go back to a date"), icon="clock-fading", on_press=self.go_back)
        self.save_button = button(_("Save as list"), icon="download", on_press=self.choose_place)
        self.header.set_context(_("Every change is kept. You can undo one change or go back to a date."))
        self.set_buttons(self.back_button, self.save_button)
        self.set_content(self.both)
        self._keeper = self.keep_draft("", lambda: self.view.draft() if isinstance(self.view, ConflictView) else {})
        self._connect()

    def reload(self) -> None:
        self.load(look_at_history, self._record, self._imported, self.list.filter(), self.list.words())

    def show_content(self, value: HistoryDesk) -> None:
        before, self.desk = self.desk, value
        self.list.set_undecided(value.page.undecided)
        self.list.set_only(value.only)
        self._offer_undo()
        nothing = not (value.page.entries or value.conflicts or self._narrowed())
        if nothing:
            self.show_empty(
                _("No changes yet"), _("Everything you write and import is listed here, and can be undone.")
            )
            return
        current = self.list.list.current()
        self.list.show_rows(value.conflicts, value.page.entries, value.page.more, value.page.today)
        wanted = self._wanted or self._opened_now(before) or (current.id if current is not None else "")
        self._wanted = ""
        if not self.list.choose(wanted):
            first = self.list.first()
            if first is not None:
                self.list.choose(first.id)
        self._show(self.list.list.current())

    def arrive(self, record: str = "", imported: str = "", conflict: str = "", show: str = "", **what: Any) -> None:
        """To one record, one import, one conflict ("record:field"), or a filter."""
        if record or imported or conflict or show:
            self._record, self._imported, self._wanted = record, imported, conflict
            self.list.search.clear()
            self.list.set_filter(show or ALL)
            self.mark_stale()
        super().arrive(**what)

    def first_focus(self) -> QWidget | None:
        """The first side of a question; nothing is chosen."""
        if isinstance(self.view, ConflictView) and self.both.pane_shown():
            return self.view.first_focus()
        return self.list.list

    def primary_button(self) -> QPushButton | None:
        return self.view.keep_button if isinstance(self.view, ConflictView) else None

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.list, self.both.pane)

    def commands(self) -> Sequence[Command]:
        return (
            Command(_("&Find in History"), self.list.search.setFocus, "Ctrl+F", icon="search"),
            Command(_("&Go back to a date …"), self.go_back, icon="clock-fading"),
            Command(_("Save the list &as …"), self.choose_place, menu="file", icon="download"),
        )

    def arrange(self, frame: Frame) -> None:
        self.both.set_frame(frame)
        self.list.set_low(frame == "narrow")
        for made in (self.undo_button, self.redo_button):
            made.setText("" if frame == "medium" else made.accessibleName())  # the icon says it where room is short
        self._frame = frame
        self._place_decision()

    def go_back(self) -> None:
        """Ask for a day to which what is shown goes back."""
        shown = self._shown()
        if shown is not None and self.back_button.isEnabled():
            self._ask_back(shown.record, shown.about, None)

    def choose_place(self) -> None:
        """Ask where to save the list."""
        dialog = QFileDialog(self, _("Save the history as a list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel workbooks (*.xlsx)"), _("Text tables (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile("history.xlsx")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write what is listed into a workbook, or a text table."""
        said = _("Saved: {name}").format(name=path.name)
        show = ALL if self.list.filter() == CONFLICTS else self.list.filter()
        self.do(
            save_history,
            path,
            self._record,
            show=show,
            imported=self._imported,
            words=self.list.words(),
            done=lambda _path: self.notices.show_message("ok", said),
            label=_("Saving the list"),
        )

    # building

    def _connect(self) -> None:
        self.list.asked.connect(self.mark_stale)
        self.list.wanted.connect(self._read_on)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._open)
        self.list.all_asked.connect(lambda: self._only())
        self.both.turned.connect(self._place_decision)
        self.both.back_button.clicked.connect(lambda _checked: self.states.focus(self.list.list))
        self.host.undo.changed.connect(self._offer_undo)

    def _offer_undo(self) -> None:
        nothing = _("There is nothing to take back.")
        set_off(self.undo_button, "" if self.host.undo.can_undo else nothing)
        set_off(self.redo_button, "" if self.host.undo.can_redo else _("There is nothing to do again."))

    def _narrowed(self) -> bool:
        return bool(self._record or self._imported or self.list.words() or self.list.filter() != ALL)

    # reading

    def _only(self, record: str = "", imported: str = "") -> None:
        """One record's changes, those of one import, or all of them."""
        self._record, self._imported = record, imported
        if record or imported:
            self.list.search.clear()
            self.list.set_filter(ALL)
        self.both.show_list()
        self.mark_stale()

    def _read_on(self, place: int) -> None:
        def append(page: Changes) -> None:
            self.list.list.rows.append(page.entries, page.more, page.today)

        self.work.run(
            list_history,
            self._record,
            show=self.list.filter(),
            imported=self._imported,
            words=self.list.words(),
            before=place,
            owner=self,
            latest="more",
            done=append,
            failed=self.show_error,
        )

    def _opened_now(self, before: HistoryDesk | None) -> str:
        """A question that is new here: a decision was taken back, or a file brought it. Nobody is called away from
        another one.
        """
        if before is None or self.desk is None or isinstance(self.view, ConflictView):
            return ""
        known = {one.id for one in before.conflicts}
        return next((one.id for one in self.desk.conflicts if one.id not in known), "")

    def _shown(self) -> Conflict | Entry | None:
        if isinstance(self.view, ConflictView):
            return self.view.found
        return self.view.detail.entry if self.view is not None else None

    def _open(self, wanted: Conflict | Entry) -> None:
        """Enter or a press: the keyboard goes to what is shown, and in a narrow window it takes the list's place."""
        self._follow = True
        self._show(wanted)
        self.both.show_pane()

    def _show(self, wanted: Conflict | Entry | None) -> None:
        if wanted is None:
            self._put(None)
        elif isinstance(wanted, Conflict):
            same = isinstance(self.view, ConflictView) and self.view.found == wanted
            self._put(self.view if same else self._conflict_view(wanted))  # a choice that was begun stays
        elif wanted.seq < 0:  # taken back with its import: nothing here but to read
            self._show_change(EntryDetail(wanted, False, False, "", 0))
        else:
            self.work.run(
                change_detail, wanted.seq, owner=self, latest="detail", done=self._show_change, failed=self.show_error
            )

    def _show_change(self, detail: EntryDetail) -> None:
        current = self.list.list.current()
        if not isinstance(current, Entry) or current.seq != detail.entry.seq:
            return  # another row was chosen meanwhile
        made = ChangeView(detail)
        made.undo_asked.connect(lambda id: self.do(take_back, [id]))
        made.back_asked.connect(lambda record, place: self._ask_back(record, detail.entry.about, place))
        made.whole.connect(lambda record: self._only(record=record))
        made.batch.connect(lambda imported: self._only(imported=imported))
        self._put(made)

    def _conflict_view(self, found: Conflict) -> ConflictView:
        desk = self.desk
        conflicts = desk.conflicts if desk is not None and found in desk.conflicts else (found,)
        reviews = desk is not None and desk.reviews
        made = ConflictView(found, conflicts.index(found) + 1, len(conflicts), can_ask=reviews)
        made.kept.connect(lambda take, text: self._keep(found, take, text))
        made.later.connect(self._later)
        made.correction_asked.connect(lambda record: self.host.go("national_return", reply=record))
        made.whole.connect(lambda record: self._only(record=record))
        made.batch.connect(lambda imported: self._only(imported=imported))
        made.text.changed.connect(self._keeper.touched)
        self._keeper.set_record(found.id)
        self._keeper.offer(made.restore)
        return made

    def _put(self, view: ConflictView | ChangeView | None) -> None:
        self._keeper.flush()  # what was typed belongs to the question that is still shown
        old, self.view = self.view, view
        if old is not None and old is not view:
            focused = QApplication.focusWidget()
            inside = (old, self.header.bottom_bar)  # or the sidebar would take the keyboard
            self._follow |= focused is not None and any(part.isAncestorOf(focused) for part in inside)
            if isinstance(old, ConflictView):
                self._bring_back(old)
            self.both.pane.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        if view is not None and old is not view:
            self.both.pane.add(view)
            view.show()  # now, and not with the next event: something in it may take the keyboard
        self._place_decision()
        shown = self._shown()
        set_off(self.back_button, "" if shown is not None else _("Choose a change first."))
        if self._follow and view is not None:
            self._follow = False
            target = view.first_focus() or self.list.list
            self.states.focus(target)

    def _place_decision(self) -> None:
        """In a small window the buttons that decide stand at its foot, whatever of the question is seen."""
        view = self.view
        if not isinstance(view, ConflictView) or not view.found.may_decide:
            return
        below = self._frame != "wide" and self.both.pane_shown()
        if below and view.isAncestorOf(view.buttons):
            self.header.put_below(view.buttons)
        elif not below:
            self._bring_back(view)

    def _bring_back(self, view: ConflictView) -> None:
        if not view.isAncestorOf(view.buttons):
            self.header.put_below(None)
            view.add(view.buttons)
            view.buttons.show()

    # deciding and going back

    def _keep(self, found: Conflict, take: str, text: str) -> None:
        def decided(_outcome: Any) -> None:
            self._keeper.drop()
            self._follow = True

        self.do(resolve_conflict, found.record, found.field, take, text, done=decided)

    def _later(self) -> None:
        """Go to the next question, or back to the list."""
        conflicts = self.desk.conflicts if self.desk is not None else ()
        shown = self._shown()
        place = next((n for n, one in enumerate(conflicts) if shown is not None and one.id == shown.id), -1)
        if 0 <= place < len(conflicts) - 1:
            self._follow = True
            self.list.choose(conflicts[place + 1].id)
            self._show(conflicts[place + 1])
        else:
            self.both.show_list()
            self.states.focus(self.list.list)

    def _ask_back(self, record: str, about: str, upto: int | None) -> None:
        if self.desk is None:
            return
        dialog = BackDialog(self.work, record, about, self.desk.page.today, upto, self.window())
        dialog.done_back.connect(lambda outcome: self.notices.show_outcome(outcome, self.host.take_back))
        dialog.open()
