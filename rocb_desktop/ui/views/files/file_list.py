"""The files made here as a table: what, for whom, when, and whether it left."""

from PySide6.QtCore import Signal

from rocb_desktop.services.sending.outbox import Outbox, OutboxFile
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.files.file_words import about_words, receiver_words, size_words
from rocb_desktop.ui.views.survey.track_words import track_badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column


class FileList(Card):
    """`chosen(file id)`: Enter, a double press or the link of a row."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Files made here"), flush=True)
        self.table = TableView(_("Files made here"), _columns(), most=60)
        self.table.opened.connect(lambda file: self.chosen.emit(file.sent.file))
        self.table.followed.connect(lambda file, _key: self.chosen.emit(file.sent.file))
        self.add(self.table)
        self.body.setContentsMargins(1, 8, 1, 1)

    def show_outbox(self, box: Outbox) -> None:
        """Newest first."""
        self.table.set_rows(box.files)

    def choose(self, file: OutboxFile) -> None:
        """Mark the file that is shown above."""
        self.table.choose(file)


def file_badge(file: OutboxFile) -> BadgeSpec:
    """How far it came; before anything is known of that: sent, not sent yet, or made and replaced by a later one."""
    if file.track.arrived:
        return track_badge(file.track.furthest)
    if file.handed is not None:
        return badge("sent")
    return badge("not_sent" if file.waits else "file_made")


def _columns() -> list[Column]:
    return [
        Column("about", _("File"), "strong", about_words, stretch=True, least=220),
        Column("to", _("For whom"), value=lambda file: receiver_words(file)[0], least=110, spare=True),
        Column(
            "made",
            _("Made"),
            value=lambda file: format_date(file.made.astimezone().date()),
            sort=lambda file: file.made,
            least=120,
            spare=True,
        ),
        Column(
            "size",
            _("Size"),
            "number",
            lambda file: size_words(file.sent.size),
            lambda file: file.sent.size,
            spare=True,
        ),
        Column("state", _("Status"), "badge", file_badge),
        Column("show", "", "link", lambda _file: _("Show")),
    ]
