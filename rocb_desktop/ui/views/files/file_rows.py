"""One received file as a row: its badge, its sender, why it did what it did, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.views.files.result_counts import RESULTS
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.table_model import Column

# What needs a person's eyes comes first.
ORDER = ("refused", "waiting", "conflicts", "taken_back", "held", "changed", "new", "same")
ACTIONS = {
    "check": N_("Compare the words"),
    "confirm": N_("Check the key"),
    "review": N_("Review"),
    "decide": N_("Decide"),
    "message": N_("Make a message"),
}
ActionOf = Callable[[FileResult], str]


@dataclass(frozen=True, eq=False)
class FileRow:
    """A file's result as a row. `action` is what its link does: a key of ACTIONS, or ""."""

    file: FileResult
    place: int
    action: str = ""

    @property
    def badge(self) -> BadgeSpec:
        return badge(RESULTS[self.file.result][0])

    @property
    def order(self) -> int:
        return ORDER.index(self.file.result)

    @property
    def why(self) -> str:
        if self.file.error is not None:
            return self.file.error.what()
        return _("Key not checked. {why}").format(why=self.file.why) if self.file.how is not None else self.file.why

    @property
    def sender(self) -> str:
        """Who sent it, in the file's own words until somebody vouched for the name."""
        return self.file.sender.name if self.file.sender is not None else _("Not known")

    @property
    def from_where(self) -> str:
        """The sender and the administration they say they belong to."""
        sender = self.file.sender
        where = name_of(sender.administration) if sender is not None else ""
        return f"{self.sender}, {where}" if where and where != self.sender else self.sender

    @property
    def action_words(self) -> str:
        return _(ACTIONS[self.action]) if self.action else ""

    def says(self, wanted: str) -> bool:
        """Whether the file's name, sender, subject or reason has these words."""
        text = " ".join((self.file.name, self.from_where, self.file.about, self.why)).casefold()
        return all(word in text for word in wanted.casefold().split())


def columns() -> tuple[Column, ...]:
    """The columns of a table of FileRow."""
    return (
        Column("badge", _("Result"), "badge", sort=lambda row: row.order),
        Column("file", _("File"), "file", lambda row: row.file.name, width=205),
        Column("from", _("From"), "text", "sender"),
        Column("about", _("About"), "text", lambda row: row.file.about, width=160, spare=True),
        Column("why", _("Why"), "text", "why", stretch=True, spare=True),
        Column("action", "", "link", "action_words"),
    )
