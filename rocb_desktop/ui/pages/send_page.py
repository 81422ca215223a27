"""Send and receive: a made file, the ways it can go, what happens next, and every file made here."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.outbox import Outbox, OutboxFile, make_reply_file, outbox
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.dialogs.received_dialog import ReceivedDialog
from rocb_desktop.ui.dialogs.waiting_question import answer_for
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.sending import Sending
from rocb_desktop.ui.views.files.file_card import FileCard
from rocb_desktop.ui.views.files.file_list import FileList
from rocb_desktop.ui.views.files.file_steps import file_steps
from rocb_desktop.ui.views.files.file_words import about_words
from rocb_desktop.ui.views.files.mailbox_card import MailboxCard
from rocb_desktop.ui.views.files.mistake_card import MistakeCard
from rocb_desktop.ui.views.files.no_receipt import NoReceipt
from rocb_desktop.ui.views.files.send_ways import SendWays
from rocb_desktop.ui.views.files.waiting_card import WaitingCard
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import SideBySide
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.step_list import StepList
from rocb_desktop.ui.work import Work

_TITLES = {
    "reply": N_("Send your reply"),
    "return": N_("Send the national return"),
    "pack": N_("Send the workshop pack"),
    "card": N_("Send your key card"),
    "receipt": N_("Send the receipt"),
}
# Where each role makes files: the page, and the words of the way there.
_MAKERS = {
    "participant": ("survey", N_("Go to the survey replies"), N_("Answer a survey. Its file is then sent from here.")),
    "focal_point": ("national_return", N_("Go to the national return"), N_("The national return is sent from here.")),
    "rocb": ("workshops", N_("Go to the workshops"), N_("Workshop packs are sent from here.")),
}


class SendPage(Page):
    """The same for all roles: a participant's replies, a focal point's returns, the packs of ROCB A/P, key cards."""

    shows = frozenset({"sent", "reply", "workshop", "import", "waiting", "grant", "setting", "mailbox"})
    title = N_("Send and receive")
    icon = "send"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._box: Outbox | None = None
        self._wanted = ""
        self.file: OutboxFile | None = None
        self.receipts_button = button(_("Make receipts"), icon="file-check", on_press=self.make_receipts)
        self.receipts_button.hide()
        receive = button(_("Receive a file"), icon="file-input", on_press=self.host.choose_files)
        self.out = Sending(self)
        lines = button(_("Receive text lines"), icon="list-ordered", on_press=self.out.type_lines)
        self.set_buttons(self.receipts_button, lines, receive)
        self.card, self.ways, self.list = FileCard(), SendWays(), FileList()
        self.list.set_corner(button(_("Files received"), "link", "inbox", small=True, on_press=self.show_received))
        self.mailbox = MailboxCard()
        self.waiting = WaitingCard()
        self.steps = StepList(_("What happens next"))
        self.mistake = MistakeCard()
        self._gone = Message(
            "err",
            _("The file is not where it was made."),
            actions=[button(_("Make the file again"), small=True, on_press=self._make_again)],
        )
        self._gone.hide()
        self.no_receipt = NoReceipt()
        self.no_receipt.direct.connect(self._make_direct)
        self._lay_out()
        self.card.folder_asked.connect(self.out.show_folder)
        self.ways.chosen.connect(self.out.send)
        self.out.serve(self.mailbox)
        self.list.chosen.connect(lambda id: self.arrive(file=id))
        self.mistake.pressed.connect(self._correct)
        answer_for(self.waiting, self)

    def arrive(self, **what: Any) -> None:
        self._wanted = str(what.get("file", self._wanted))
        if self._box is not None:
            self.show_content(self._box)
        self.take_focus()

    def reload(self) -> None:
        self.load(outbox)

    def show_content(self, value: Outbox) -> None:
        self._box = value
        self.receipts_button.setVisible(value.role != "participant")
        self.waiting.set_files(value.waiting)
        self.mailbox.show_mailbox(value.mailbox)
        self.file = value.file(self._wanted) or next(iter(value.files), None)
        self.out.show_outbox(value, self.file)
        self._main.setHidden(self.file is None)
        if self.file is not None:
            self._show_file(value, self.file)
        elif not value.waiting and value.mailbox.folder is None:
            self._show_nothing(value.role)
        else:
            self.states.show_content()

    def show_received(self) -> None:
        """What came in, import by import, and the way to take one back."""
        ReceivedDialog(self.work, self.window()).open()

    def title_text(self) -> str:
        return self.header.title_label.text()  # what is on it now

    def first_focus(self) -> QWidget | None:
        return self.ways.first() if self.file is not None else None

    def primary_button(self) -> QPushButton | None:
        return self.ways.first() if self.file is not None and self.file.here else None

    def commands(self) -> Sequence[Command]:
        return (
            Command(_("Receive &text lines …"), self.out.type_lines, menu="file", icon="list-ordered"),
            Command(_("Choose the mailbox &folder …"), self.out.choose_mailbox, menu="tools", icon="folder-open"),
        )

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.waiting, self.card, self.ways, self.list, self.mailbox)

    def make_receipts(self) -> None:
        """Show what every receipt would tell, and make those that say something new."""
        dialog = ContentsDialog(self.work, _("Make receipts"), "receipts", parent=self)
        look_first(dialog, lambda: self.do(make_receipts, done=self._made_receipts, label=_("Making receipts")))

    def _made_receipts(self, outcome: Outcome) -> None:
        if outcome.value:
            self._wanted = outcome.value[-1].file

    def _lay_out(self) -> None:
        self._main = SideBySide(side_width=280)
        main, side = self._main.main, self._main.side
        main.addWidget(self._gone)
        main.addWidget(self.no_receipt)
        main.addWidget(self.card)
        main.addWidget(label(_("Choose how to send it"), "cardTitle"))
        main.addWidget(self.ways)
        main.addWidget(self.list)
        next_card = Card(_("What happens next"))
        next_card.add(self.steps)
        side.addWidget(next_card)
        side.addWidget(self.mistake)
        self.sheet.add(self.waiting)
        self.sheet.add(self._main)
        self.sheet.add(self.mailbox)

    def _show_file(self, box: Outbox, file: OutboxFile) -> None:
        title = N_("Send the correction") if file.asks else _TITLES.get(file.sent.kind, self.title)
        self.header.set_title(_(title))
        self.header.set_context(about_words(file))
        self.card.show_file(file)
        self.card.folder_button.setEnabled(file.here)
        self._gone.setHidden(file.here)
        self.no_receipt.show_file(file, box.today)
        self.ways.show_file(file, box.last_way, box.mailbox.folder)
        self.ways.setEnabled(file.here)
        self.steps.set_steps(file_steps(file))
        self.mistake.show_file(file)
        self.list.show_outbox(box)
        self.list.choose(file)

    def _show_nothing(self, role: str) -> None:
        self.header.set_title(_(self.title))
        self.header.set_context("")
        page, words, sentence = _MAKERS[role]
        go = button(_(words), "primary", on_press=lambda: self.host.go(page))
        folder = button(_("Choose a mailbox folder"), icon="folder-open", on_press=self.out.choose_mailbox)
        self.show_empty(_("No file yet"), _(sentence), go, folder)

    def _correct(self) -> None:
        if self.file is not None and self.file.workshop is not None:
            self.host.go("survey", workshop=self.file.workshop.id)

    def _make_again(self) -> None:
        file = self.file
        if file is None or self._box is None:
            return
        if file.sent.kind == "reply" and file.workshop is not None:
            self.do(make_reply_file, file.workshop.id, done=self._made)
        else:
            self.host.go(_MAKERS[self._box.role][0])

    def _make_direct(self) -> None:
        if self.file is None or self.file.workshop is None:
            return
        place = self.file.workshop.id
        dialog = ContentsDialog(self.work, _("Make the file for ROCB A/P"), "reply", place, "rocb", parent=self)
        look_first(dialog, lambda: self.do(make_reply_file, place, "rocb", done=self._made))

    def _made(self, outcome: Outcome) -> None:
        self._wanted = outcome.value.file
