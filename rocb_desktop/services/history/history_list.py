"""The history as a list for a spreadsheet: one line for every field that a change says."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from rocb_desktop.domain.administration import name_of
from rocb_desktop.reports.plain_list import MOST_ROWS, save_list
from rocb_desktop.services.history.history import ALL, Entry, list_history
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _


@lane("read")
def save_history(
    session: Session, path: Path, record: str = "", *, show: str = ALL, imported: str = "", words: str = ""
) -> Path:
    """Write the changes, newest first, into a workbook (.xlsx) or a text table (.csv).

    Raises UserError: disk_full, bad_path, cannot_open. The list is not an exchange file: nothing imports it.
    """
    headings = (
        _("Came here"),
        _("Made"),
        _("Who"),
        _("Administration"),
        _("What was done"),
        _("About"),
        _("Field"),
        _("Before"),
        _("After"),
        _("Does not count because"),
        _("File"),
    )
    rows = _rows(session, record, show, imported, words)
    save_list(_("History"), headings, islice(rows, MOST_ROWS), path)
    return path


def _rows(session: Session, record: str, show: str, imported: str, words: str) -> Iterator[tuple[str, ...]]:
    before: int | None = None
    total = int(session.db.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])
    while True:
        page = list_history(session, record, show=show, imported=imported, words=words, before=before)
        for entry in page.entries:
            yield from _lines(entry)
        if page.more is None:
            return
        before = page.more
        session.progress(total - before, total)


def _lines(entry: Entry) -> Iterator[tuple[str, ...]]:
    place = name_of(entry.who.administration) if entry.who.administration else ""
    head = (_when(entry.here), _when(entry.at), entry.who.short, place, entry.deed, entry.about)
    tail = (entry.why, entry.file)
    for field in entry.fields:
        yield (*head, field.label, field.old, field.new, *tail)
    if not entry.fields:
        yield (*head, "", "", "", *tail)


def _when(moment: datetime) -> str:
    """ISO, in the time of this computer, so that a spreadsheet sorts it."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
