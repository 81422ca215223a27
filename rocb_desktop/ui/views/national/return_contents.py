"""What a national return will hold, what is not in it, and who can read what: before anything leaves this computer."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.reply import Reply
from rocb_desktop.services.national.return_desk import ReturnDesk
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.files.contents_view import ContentsList
from rocb_desktop.ui.views.national.clearance_words import naming_words, state_words
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.rows import ItemRow


class ReturnContents(QWidget):
    """Read, not pressed. `files` are shown as soon as the app has looked what will be in the file."""

    def __init__(self, desk: ReturnDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().space["m"])
        if desk.clearance is not None:
            column.addWidget(Message(*state_words(desk.clearance), icon="badge-check"))
        older = older_words(desk)
        if older:
            words = _("Compile it again, or send it: its texts are used only as far as everybody in it allows now.")
            column.addWidget(Message("warn", older, words, icon="git-compare"))
        column.addWidget(_held(desk))
        missing = missing_words(desk)
        if missing:
            column.addWidget(Message("info", missing, _("You can send another return later. The newest one counts.")))
        column.addWidget(_leaves(desk))
        self.files = ContentsList()
        column.addWidget(self.files)
        self.show_files = self.files.show_files


def missing_words(desk: ReturnDesk) -> str:
    """9 replies are not in this return: 5 to review, 1 correction asked, 3 no reply. "" when all are in it."""
    counts = [desk.count(status) for status in ("to_review", "correction_asked", "no_reply")]
    total = sum(counts)
    if not total:
        return ""
    said = (
        ngettext("{n} to review", "{n} to review", counts[0]).format(n=counts[0]) if counts[0] else "",
        ngettext("{n} correction asked", "{n} corrections asked", counts[1]).format(n=counts[1]) if counts[1] else "",
        ngettext("{n} no reply", "{n} no reply", counts[2]).format(n=counts[2]) if counts[2] else "",
    )
    lead = ngettext("{n} reply is not in this return: {what}.", "{n} replies are not in this return: {what}.", total)
    return lead.format(n=total, what=", ".join(part for part in said if part))


def older_words(desk: ReturnDesk) -> str:
    """The national reply of Free Zones is older than the answers of its people. "" when none is."""
    names = [short_title(workshop) for workshop in desk.workshops if workshop.id in _older(desk)]
    said = ngettext(
        "The national reply of {workshops} is older than the answers of its people.",
        "The national replies of {workshops} are older than the answers of their people.",
        len(names),
    )
    return said.format(workshops=", ".join(names)) if names else ""


def _older(desk: ReturnDesk) -> set[str]:
    return {seat.workshop for seat in desk.national if seat.status == "changed"}


def holds_words(desk: ReturnDesk) -> str:
    """National return no. 2 will hold 4 replies."""
    said = ngettext(
        "National return no. {number} will hold {n} reply",
        "National return no. {number} will hold {n} replies",
        desk.ready,
    )
    return said.format(number=desk.number + 1, n=desk.ready)


def cannot_make(desk: ReturnDesk) -> str:
    """Why no return can be made now; "" when it can."""
    if not desk.holds:
        return _("Accept at least one reply first.")
    if not desk.known_office:
        return _("Open a workshop pack first: it brings the key of ROCB A/P.")
    return ""


def due_words(desk: ReturnDesk) -> str:
    """When the next return is due."""
    due = desk.next_due()
    if due is None:
        return _("All return dates of this survey have passed. Late returns are accepted.")
    return _("The next return is due at ROCB A/P on {date}.").format(date=format_date(due))


def _held(desk: ReturnDesk) -> Card:
    card = Card(holds_words(desk))
    card.body.setSpacing(0)
    compiled = {one.workshop for one in desk.nationals}
    for workshop in desk.workshops:
        replies = [reply for reply in desk.accepted if reply.workshop == workshop.id]
        if replies or workshop.id in compiled:
            card.add(line())
            national = _("The national reply counts.") if workshop.id in compiled else ""
            words = ". ".join(filter(None, (_names(replies), national)))
            icon = "list-checks" if national else "circle-check"
            card.add(ItemRow(short_title(workshop), words, icon=icon, icon_role="ok"))
    return card


def _names(replies: Sequence[Reply]) -> str:
    named = [_("{name} (version {n})").format(name=one.name, n=one.version) for one in replies]
    return ", ".join(named)


def _leaves(desk: ReturnDesk) -> Card:
    card = Card(_("Exactly what leaves this computer"))
    naming = [naming_words(desk.clearance)] if desk.clearance is not None else []
    for sentence in (
        _("The replies above, as each person signed them: the answers, name, post, division and e-mail."),
        _("Your decisions about them, the days on which you received them, and the head's sign-off."),
        _("National replies, the limits of quotes, who attended, and replies that you entered."),
        *naming,
        _("Nothing else. Only ROCB A/P and your own office can open the file."),
    ):
        card.add(label(sentence, "body"))
    return card
