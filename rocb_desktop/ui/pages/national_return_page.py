"""National return: receive replies, see who is missing, review, and make the return of the administration."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.national.notes import keep_note
from rocb_desktop.services.national.reply_details import ACCEPT, CORRECT, ReplyDetail, reply_detail
from rocb_desktop.services.national.return_desk import ReturnDesk, return_desk
from rocb_desktop.services.national.returns import review_reply
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.receipts import make_receipt_file, make_receipts
from rocb_desktop.services.survey.opening import open_copy
from rocb_desktop.texts import N_, _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.compiling import Compiling
from rocb_desktop.ui.dialogs.clearance_dialog import ClearanceDialog
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.dialogs.return_dialog import ReturnDialog
from rocb_desktop.ui.dialogs.waiting_question import answer_for
from rocb_desktop.ui.entering import enter_reply_on, entering_commands
from rocb_desktop.ui.foreign_file import hand_over
from rocb_desktop.ui.look import current
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.round_choice import RoundChoice, survey_name
from rocb_desktop.ui.views.files.waiting_card import WaitingCard
from rocb_desktop.ui.views.national.reply_pane import ReplyPane
from rocb_desktop.ui.views.national.return_contents import cannot_make, due_words
from rocb_desktop.ui.views.national.return_matrix import ReturnMatrix
from rocb_desktop.ui.views.national.review_list import ReviewList
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.drop_zone import DropZone
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.work import Work

_PANE = 376  # px


class NationalReturnPage(Page):
    """The list on the left, the reply on the right; in a narrower window the reply lies over the list."""

    shows = frozenset(
        "workshop reply review received national_return grant import person waiting attendance same_as clearance"
        " quote_limit desk_note sent".split()
    )
    title = N_("National return")
    icon = "inbox"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._desk: ReturnDesk | None = None
        self._frame: Frame = "wide"
        self._wanted = ""
        self._asked_for = ""  # what the pane shows, or will show in a moment
        self._choice = RoundChoice.of(work)
        self.compile = Compiling(self).open
        self.preview_button = button(_("Preview return"), icon="eye", on_press=self.preview)
        self.clear_button = button(_("Clearance"), icon="badge-check", on_press=self.clear)
        self.make_button = button(_("Make national return"), "primary", "package", on_press=self.make)
        self.drop = DropZone(_("Drop reply files here"), _("Replies (.rocb) and Excel questionnaires (.xlsx)."))
        self.waiting = WaitingCard(compact=True)
        self.matrix, self.list, self.pane = ReturnMatrix(), ReviewList(), ReplyPane()
        self.left = PageScroll()
        for part in (self.drop, self.waiting, self.matrix, self.list):
            self.left.add(part)
        self._build()
        self._connect()

    def reload(self) -> None:
        self.load(return_desk, self._choice.number)

    def show_content(self, value: ReturnDesk | None) -> None:
        self._desk = value
        if value is None or not value.workshops:
            for made in (self.preview_button, self.clear_button, self.make_button):
                set_off(made, _("Open a workshop pack first."))
            self._show_no_workshop()
            return
        place = name_of(value.administration)
        context = _("{survey}, {administration}. {due}")
        survey = survey_name(value.round)
        self.header.set_context(context.format(survey=survey, administration=place, due=due_words(value)))
        for made in (self.preview_button, self.make_button):
            set_off(made, cannot_make(value))
        set_off(self.clear_button, "" if value.holds else _("Accept at least one reply first."))
        reviewing = self.list.table.hasFocus()
        self.waiting.set_files(value.waiting)
        self.matrix.set_desk(value)
        self.list.set_desk(value)
        if reviewing and not value.to_review:
            self.make_button.setFocus()
        self._show_reply(self._wanted or self._current(value))

    def arrive(self, reply: str = "", **what: Any) -> None:
        self._wanted = reply
        if reply:
            self._open(reply)
        super().arrive(**what)

    def first_focus(self) -> QWidget | None:
        if self.list.table.isHidden():
            return self.drop.choose_button
        return self.list.table

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.drop, self.matrix, self.list, self.pane)

    def commands(self) -> Sequence[Command]:
        return (
            Command(_("&Accept this reply"), lambda: self._decide(self.pane.accept), "A", icon="check"),
            Command(_("Ask for &correction"), lambda: self._decide(self.pane.ask), "C", icon="reply"),
            Command(
                _("Write a &note about this reply"),
                lambda: self._decide(self.pane.write_note),
                "N",
                icon="notebook-pen",
            ),
            *entering_commands(self, "focal_point"),
        )

    def primary_button(self) -> QPushButton | None:
        written = self.pane.primary_button() if self.pane.isVisible() else None
        return written or super().primary_button()

    def arrange(self, frame: Frame) -> None:
        reading = self.left.isHidden()  # the reply lies over the list, and somebody may be writing in it
        self._frame = frame
        self.header.show()
        self.pane.set_back(frame != "wide")
        self.pane.setFixedWidth(_PANE) if frame == "wide" else self._let_pane_grow()
        self._show_sides(pane_wanted=reading)

    def preview(self) -> None:
        """Show what the return will hold."""
        self._return_dialog()

    def make(self) -> None:
        """Ask for the sign-off, then make the file."""
        dialog = self._return_dialog()
        if dialog is not None:
            dialog.show_sign_off()

    def clear(self) -> ClearanceDialog | None:
        """Show the sheet for the head, and note what the head said."""
        if self._desk is None or not self._desk.holds:
            return None
        dialog = ClearanceDialog(self.work, self._desk, self.window())
        dialog.kept.connect(lambda outcome: self.notices.show_outcome(outcome, self.host.take_back))
        dialog.open()
        return dialog

    # building

    def _build(self) -> None:
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left, 1)
        self._side = QWidget()
        side = QHBoxLayout(self._side)
        side.addWidget(self.pane)
        self._side_margins = side
        row.addWidget(self._side)
        self.set_buttons(self.preview_button, self.clear_button, self.make_button)
        self.set_content(content)
        self.arrange("wide")

    def _connect(self) -> None:
        self.drop.files.connect(self.host.open_files)
        answer_for(self.waiting, self)
        self.matrix.opened.connect(self._open)
        self.matrix.compiled.connect(self.compile)
        self.matrix.missing.connect(
            lambda name, workshop: enter_reply_on(self, "focal_point", workshop=workshop, name=name)
        )
        self.pane.entry_asked.connect(self._change_entry)
        self.list.chosen.connect(self._show_reply)
        self.list.opened.connect(self._open)
        self.list.receipts_asked.connect(self._make_receipts)
        self.pane.accepted.connect(self._accept)
        self.pane.asked.connect(self._ask)
        self.pane.noted.connect(self._note)
        self.pane.left.connect(self._back_to_list)
        self.pane.file_asked.connect(self._make_correction_file)
        self.pane.evidence_opened.connect(self._open_evidence)
        self.pane.closed.connect(self._back)
        self.pane.versions_asked.connect(lambda reply: self.host.go("history", show="conflicts", conflict=reply))
        self._choice.changed.connect(self.mark_stale)

    def _let_pane_grow(self) -> None:
        self.pane.setMinimumWidth(0)
        self.pane.setMaximumWidth(16_777_215)

    def _show_sides(self, *, pane_wanted: bool) -> None:
        """Both in a wide window; one of them in another."""
        wide = self._frame == "wide"
        space = current().space
        self.left.setVisible(wide or not pane_wanted)
        self._side.setVisible(wide or pane_wanted)
        if self._frame == "narrow":
            # On a small screen the reply gets all the room there is.
            self.header.setVisible(not pane_wanted)
            self.header.bottom_bar.setVisible(not pane_wanted)
        side = space["pageMargin" if wide else "pageMarginCompact"]
        self._side_margins.setContentsMargins(0 if wide else side, 4, side, space["l"])

    def _show_no_workshop(self) -> None:
        self.show_empty(
            _("No workshop yet"),
            _("Open the workshop pack that you received from ROCB A/P. Then the replies of your people come here."),
            button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files),
        )

    # reading

    def _current(self, desk: ReturnDesk) -> str:
        """What the pane shows: the reply chosen in the list, the one shown before, or the first that waits."""
        shown = self.pane.detail.reply.id if self.pane.detail is not None else ""
        still = [seat.reply.id for row in desk.rows for seat in row.seats if seat.reply is not None]
        first = desk.to_review[0].id if desk.to_review else ""
        return shown if shown in still else first

    def _open(self, reply: str) -> None:
        self._show_reply(reply)
        self._show_sides(pane_wanted=True)
        if self._frame != "wide":
            self.pane.back_button.setFocus()

    def _show_reply(self, reply: str) -> None:
        self._asked_for = reply
        if not reply:
            self.pane.show_detail(None)
            return
        self.list.choose(reply)
        self.work.run(reply_detail, reply, owner=self, latest="reply", done=self._show_detail, failed=self.show_error)

    def _show_detail(self, detail: ReplyDetail) -> None:
        self._wanted = ""
        self.pane.show_detail(detail)

    def _back(self) -> None:
        self._show_sides(pane_wanted=False)
        self.states.focus(self.first_focus())

    # deciding

    def _decide(self, what: Callable[[], object]) -> None:
        """A letter decides about what can be read, where the keyboard is at work; elsewhere it only leads there."""
        shown = self.pane.detail.reply.id if self.pane.detail is not None else ""
        if shown != self._asked_for or not shown:
            return  # the next reply is on its way: nobody has read it
        if not self.pane.isVisible():
            self._open(self.list.reply() if self.list.table.hasFocus() else shown)
        elif self._is_at_work():
            what()
        else:
            self._back_to_list()

    def _is_at_work(self) -> bool:
        """The keyboard is in the list or the pane, which speak of one reply; a cell of the matrix may be another's."""
        focus = QApplication.focusWidget()
        return focus is not None and any(
            place is focus or place.isAncestorOf(focus) for place in (self.list, self.pane)
        )

    def _open_evidence(self, record: str) -> None:
        self.do(open_copy, record, done=lambda copied: hand_over(copied, self.notices), label=_("Copying the file"))

    def _change_entry(self, reply: str) -> None:
        shown = self.pane.detail
        if shown is not None:
            enter_reply_on(self, "focal_point", workshop=shown.workshop.id, record=reply)

    def _accept(self, reply: str) -> None:
        following = self._after(reply)
        self.do(review_reply, reply, ACCEPT, "", self._seen(reply), done=lambda _outcome: self._go_on(following))

    def _ask(self, reply: str, text: str) -> None:
        if not text:
            self.pane.say_missing_text()
            return
        following = self._after(reply)
        author = self.pane.detail.author if self.pane.detail is not None else ""
        seen = self._seen(reply)
        self.do(review_reply, reply, CORRECT, text, seen, done=partial(self._asked, reply, author, following))

    def _seen(self, reply: str) -> tuple[str, ...] | None:
        """What the pane shows of the reply that is decided on."""
        shown = self.pane.detail
        return shown.seen if shown is not None and shown.reply.id == reply else None

    def _asked(self, reply: str, author: str, following: str, outcome: Outcome) -> None:
        """The notice offers the file that carries the correction, when the list is at the next reply already."""
        self.pane.end_writing(reply)
        self._back_to_list()  # not where Qt would put the keyboard, which may be [Accept reply]
        makes = button(_("Make the correction file"), "link", "reply")
        makes.clicked.connect(lambda: self._make_correction_file(author))
        self.notices.show_outcome(outcome, self.host.take_back, [makes] if author else [])
        self._go_on(following)

    def _make_correction_file(self, author: str) -> None:
        """Show what the receipt tells this person, then make it."""
        dialog = ContentsDialog(self.work, _("Make the correction file"), "receipt", author, parent=self)
        look_first(dialog, lambda: self.do(make_receipt_file, author, done=self._show_file))

    def _make_receipts(self) -> None:
        dialog = ContentsDialog(self.work, _("Make receipts"), "receipts", parent=self)
        look_first(dialog, lambda: self.do(make_receipts, done=self._made_receipts, label=_("Making receipts")))

    def _made_receipts(self, outcome: Outcome) -> None:
        if outcome.value:
            self.host.go("send", file=outcome.value[-1].file)

    def _show_file(self, outcome: Outcome) -> None:
        self.host.go("send", file=outcome.value.file)

    def _note(self, reply: str, text: str) -> None:
        self.do(keep_note, reply, text, done=lambda _outcome: self._noted(reply))

    def _noted(self, reply: str) -> None:
        self.pane.end_writing(reply)
        self._show_reply(reply)
        self._back_to_list()

    def _back_to_list(self) -> None:
        if self.left.isHidden():
            self.pane.back_button.setFocus()
        elif not self.list.table.isHidden():
            self.list.take_focus()
        else:
            self.matrix.matrix.setFocus()

    def _after(self, reply: str) -> str:
        """The next reply to review, in the order shown; the first when it was the last; "" when there is none."""
        shown = [one.id for one in self.list.table.rows_model.rows()]
        if reply not in shown:
            return shown[0] if shown else ""
        others = shown[shown.index(reply) + 1 :] + shown[: shown.index(reply)]
        return others[0] if others else ""

    def _go_on(self, following: str) -> None:
        self._wanted = following
        if following:
            self._show_reply(following)
        elif self._frame != "wide":
            self._back()
        if self._frame == "wide" and not self.list.table.isHidden():
            self.list.take_focus()

    def show_error(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.code == "missing_correction":
            self.pane.say_missing_text()
            return
        super().show_error(error)
        if isinstance(error, UserError) and error.code == "changed_since":
            self.mark_stale()  # what is decided on next is shown first

    # the return

    def _return_dialog(self) -> ReturnDialog | None:
        if self._desk is None or cannot_make(self._desk):
            return None
        dialog = ReturnDialog(self.work, self._desk, self.window())
        dialog.made.connect(self._made)
        dialog.open()
        return dialog

    def _made(self, outcome: Outcome) -> None:
        self.notices.show_outcome(outcome, self.host.take_back)
        self.host.go("send", file=outcome.value.file)
