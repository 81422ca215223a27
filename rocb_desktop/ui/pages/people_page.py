"""People and keys: who is known here and how, whose file waits for an answer, and every decision about a key."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import Preview
from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.services.arriving.waiting import WaitingFile, accept_waiting, note_different, preview_waiting
from rocb_desktop.services.profile.contact_card import ContactCard, confirm_card, own_card
from rocb_desktop.services.trust.contacts import Contact, Contacts, Surplus, list_contacts
from rocb_desktop.services.trust.key_decisions import admit_block, take_end_back
from rocb_desktop.services.trust.key_details import KeyDetail, key_detail
from rocb_desktop.services.trust.key_disputes import settle_dispute, take_word_back
from rocb_desktop.services.trust.trust import confirm_words
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.dialogs.contact_card_dialog import ContactCardDialog
from rocb_desktop.ui.dialogs.waiting_question import open_question
from rocb_desktop.ui.look import current
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.keys.contact_card_view import ContactCardView
from rocb_desktop.ui.views.keys.contact_list import ContactList
from rocb_desktop.ui.views.keys.key_check import KeyCheck, Unknown
from rocb_desktop.ui.views.keys.key_pane import KeyPane
from rocb_desktop.ui.views.keys.key_steps import KeySteps
from rocb_desktop.ui.views.keys.my_key_card import MyKeyCard
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.work import Work

_LIST = {"wide": 440, "medium": 360, "narrow": 0}  # px; 0: the list has the page until a person is chosen


class PeoplePage(Page):
    """The list on the left, one person's key on the right; in a narrow window one of them at a time."""

    shows = frozenset({"grant", "card", "person", "waiting", "import", "setting", "participation", "reply", "contact"})
    title = N_("People and keys")
    icon = "key-round"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._frame: Frame = "wide"
        self._wanted = ""
        self._arriving = False
        self._card_wanted = False
        self.check: KeyCheck | None = None
        self.list, self.pane = ContactList(), KeyPane()
        self.surplus = Message("warn", "")
        self.surplus.hide()
        self.my_key = MyKeyCard()
        self.contact_card = ContactCardView()
        self.right = PageScroll(inset=True)
        self.back_button = button(_("Back to the list"), icon="arrow-left", on_press=self._back)
        self.steps = KeySteps(self, self.pane, self.my_key)
        self._build()
        self._connect()

    def reload(self) -> None:
        self.load(list_contacts)

    def show_content(self, value: Contacts) -> None:
        self.header.set_context(_lead(value.role))
        self.list.set_contacts(value.contacts)
        self.my_key.show_state(value)
        if value.role == Role.FOCAL_POINT:
            self.work.run(own_card, owner=self, latest="card", done=self._show_card, failed=self.show_error)
        self.surplus.setVisible(bool(value.surplus))
        if value.surplus:
            self.surplus.set_message("warn", *_surplus_words(value.surplus))
        keys = [one.key for one in value.contacts]
        wanted = self._wanted or self.list.key() or _first(value.contacts)
        self._show_key(wanted if wanted in keys else _first(value.contacts))

    def arrive(self, person: str = "", card: bool = False, **what: object) -> None:
        self._wanted, self._arriving, self._card_wanted = person, True, card
        super().arrive(**what)

    def first_focus(self) -> QWidget | None:
        """Never a button that lets somebody in."""
        return self.check.later_button if self.check is not None and self._pane_shown() else self.list.list

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.list, self.right)

    def arrange(self, frame: Frame) -> None:
        self._frame = frame
        width = _LIST[frame]
        self._left.setMinimumWidth(width)
        self._left.setMaximumWidth(width or 16_777_215)
        self.back_button.setVisible(frame == "narrow")
        self._show_sides(pane_wanted=False)

    # building

    def _build(self) -> None:
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setSpacing(0)
        self._left = PageScroll(inset=True)
        self._left.add(self.surplus)
        self._left.add(self.list, 1)
        for part in (self.back_button, self.pane, self.my_key, self.contact_card):
            self.right.add(part)
        self._row.addWidget(self._left)
        self._row.addWidget(self.right, 1)
        self.set_content(content)
        self.arrange("wide")

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.list.opened.connect(self._open)
        self.list.list.clicked.connect(lambda _index: self._open(self.list.key()))
        self.list.add_asked.connect(self.host.choose_files)
        self.list.share_asked.connect(self.steps.share_my_key)
        self.contact_card.right_asked.connect(lambda: self.do(confirm_card))
        self.contact_card.change_asked.connect(self._change_card)
        self.pane.admit_asked.connect(lambda block: self.do(admit_block, block))
        self.pane.settle_asked.connect(lambda word: self.do(settle_dispute, self._shown(), word))
        self.pane.withdraw_asked.connect(lambda: self.do(take_word_back, self._shown()))
        self.pane.confirm_asked.connect(lambda: self.do(confirm_words, self._shown()))
        self.pane.lift_asked.connect(lambda: self.do(take_end_back, self._shown()))

    def _show_card(self, card: ContactCard) -> None:
        self.contact_card.show_card(card)
        if self._card_wanted and self.isVisible():
            self._card_wanted = False
            self._show_sides(pane_wanted=True)
            self.right.ensureWidgetVisible(self.contact_card)
            self.states.focus(self.contact_card.right_button)

    def _change_card(self) -> None:
        if self.contact_card.shown is not None:
            dialog = ContactCardDialog(self.work, self.contact_card.shown, self.window())
            dialog.saved.connect(lambda done: self.notices.show_outcome(done, self.host.take_back))
            dialog.open()

    def _pane_shown(self) -> bool:
        return not self.right.isHidden()

    def _show_sides(self, *, pane_wanted: bool) -> None:
        narrow = self._frame == "narrow"
        self._left.setVisible(not narrow or not pane_wanted)
        self.right.setVisible(not narrow or pane_wanted)
        space = current().space
        side = space["pageMargin" if self._frame == "wide" else "pageMarginCompact"]
        self._row.setContentsMargins(side - 4, 0, 8 if not narrow else side, space["m"])

    # reading

    def _shown(self) -> str:
        return self.pane.detail.contact.key if self.pane.detail is not None else ""

    def _open(self, key: str) -> None:
        """Enter or a press: in a narrow window the person's key takes the place of the list."""
        self._show_key(key)
        self._show_sides(pane_wanted=True)
        if self._frame == "narrow":
            self.back_button.setFocus()

    def _back(self) -> None:
        self._show_sides(pane_wanted=False)
        self.states.focus(self.list.list)

    def _choose(self, key: str) -> None:
        """The person goes through the list: the keyboard stays there."""
        self._arriving = False
        self._show_key(key)

    def _show_key(self, key: str) -> None:
        if not key:
            self._show_detail(None)
            return
        self.list.choose(key)
        self.work.run(key_detail, key, owner=self, latest="key", done=self._show_detail, failed=self.show_error)

    def _show_detail(self, detail: KeyDetail | None) -> None:
        self._wanted = ""
        self.check = None
        waits = detail.contact.waits if detail is not None else ()
        if not waits:
            self.pane.show_detail(detail)
            return
        self.pane.show_detail(detail, [Message("info", *_waiting_words(waits))])
        self.work.run(preview_waiting, waits[0].id, owner=self, latest="check", done=self._ask, failed=self.show_error)

    # the question

    def _ask(self, found: Preview) -> None:
        """Show the eight words to compare, or what lets a file in whose sender is known by now."""
        detail = self.pane.detail
        if detail is None or not detail.contact.waits or not found.files:
            return
        waits = detail.contact.waits
        message = Message("info", *_waiting_words(waits))
        if waits[0].known:
            let_in = button(_("Import"), icon="file-input", on_press=lambda: self._let_in(waits[0]))
            self.pane.show_detail(detail, [Message("info", *_waiting_words(waits), [let_in])])
            return
        self.check = self._question(found.files[0], waits)
        self.pane.show_detail(detail, [message, self.check])
        if self._arriving and self._pane_shown():
            self.states.focus(self.check.later_button)
        self._arriving = False

    def _question(self, file: FileResult, waits: Sequence[WaitingFile]) -> KeyCheck:
        check = KeyCheck(Unknown.of(file), len(waits))
        check.same.connect(lambda: self._let_in(waits[0], trust=True))
        check.different.connect(lambda: self.do(note_different, waits[0].sender))
        check.passed.connect(lambda how: self._pass(waits[0], how))
        check.later.connect(self._later)
        return check

    def _let_in(self, file: WaitingFile, *, trust: bool = False) -> None:
        self.do(accept_waiting, file.id, trust, label=_("Importing"))

    def _pass(self, file: WaitingFile, how: str) -> None:
        """In, with a key that nobody checked: the mark travels."""
        answers = Answers(unchecked={file.sender: how})
        self.do(accept_waiting, file.id, False, answers, label=_("Importing"))

    def show_error(self, error: Exception) -> None:
        """An import that would hide many records asks for their number first, in its own dialog."""
        waits = self.pane.detail.contact.waits if self.pane.detail is not None else ()
        if isinstance(error, UserError) and error.code == "hides_records" and waits:
            open_question(self, waits[0])
            return
        super().show_error(error)

    def _later(self) -> None:
        self._back() if self._frame == "narrow" else self.states.focus(self.list.list)


def _lead(role: str) -> str:
    if role == Role.PARTICIPANT:
        return _("My contacts: ROCB A/P, your focal point and your own key.")
    return _("Check a person once. After that, their files are accepted without a question.")


def _first(contacts: Sequence[Contact]) -> str:
    """Who is shown first: whoever waits for an answer."""
    waiting = [one.key for one in contacts if one.waits]
    return (waiting or [one.key for one in contacts] or [""])[0]


def _waiting_words(waits: Sequence[WaitingFile]) -> tuple[str, str]:
    count = len(waits)
    first = ngettext("{n} file is waiting for this answer.", "{n} files are waiting for this answer.", count)
    rest = _("If the words are the same, {file} is imported. If not, the file stays out and nothing is changed.")
    return first.format(n=count), rest.format(file=", ".join(file.name for file in waits[:3]))


def _surplus_words(surplus: Sequence[Surplus]) -> tuple[str, str]:
    said = _("{administration}: {keys} keys for {people} people")
    listed = "; ".join(
        said.format(administration=name_of(one.administration), keys=one.keys, people=one.people) for one in surplus[:5]
    )
    return _("More keys than people on the list."), listed
