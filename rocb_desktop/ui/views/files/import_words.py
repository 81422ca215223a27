"""What the import dialog says around its table: where the files come from, how far the work is, what it did."""

from collections.abc import Sequence
from pathlib import Path

from rocb_desktop.services.arriving.exchange import PARTS, Preview
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.widgets.progress import WorkStep

_NAMES_SHOWN = 6


def preview_words(found: Preview, place: str) -> str:
    """9 files from FIJI-2. Nothing is imported yet."""
    count = len(found.files)
    said = ngettext("{count} file. Nothing is imported yet.", "{count} files. Nothing is imported yet.", count)
    if place:
        said = ngettext(
            "{count} file from {place}. Nothing is imported yet.",
            "{count} files from {place}. Nothing is imported yet.",
            count,
        )
    return said.format(count=count, place=place)


def done_words(count: int, place: str, seconds: float) -> str:
    """9 files from FIJI-2. It took 3 seconds."""
    whole = max(round(seconds), 1)
    said = ngettext("{count} file.", "{count} files.", count)
    if place:
        said = ngettext("{count} file from {place}.", "{count} files from {place}.", count)
    took = ngettext("It took {n} second.", "It took {n} seconds.", whole)
    return f"{said} {took}".format(count=count, place=place, n=whole)


def place_of(paths: Sequence[Path]) -> str:
    """The name of the stick or folder that all files come from; "" when there is none."""
    folders = {path if path.is_dir() else path.parent for path in paths}
    return folders.pop().name if len(folders) == 1 else ""


def others_words(names: Sequence[str]) -> str:
    """What lay in the folder and is none of ours, in one line."""
    if not names:
        return ""
    shown = ", ".join(names[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    if more > 0:
        words = _("Not files of ROCB Desktop: {names} and {n} more.")
        return words.format(names=shown, n=more)
    return _("Not files of ROCB Desktop: {names}.").format(names=shown)


def import_steps(i: int, n: int) -> list[WorkStep]:
    """The steps of an import at step i of n."""
    count, done = n // PARTS, i // PARTS
    read = _("{n} of {count} files").format(n=min(done, count), count=count) if count > 1 else ""
    over = n > 0 and i >= n
    return [
        WorkStep(_("Backup of your data"), "done" if i else "now"),
        WorkStep(_("Reading, checking and adding the files"), "done" if over else "now" if i else "not_yet", read),
        WorkStep(_("Counting tables and charts again"), "now" if over else "not_yet"),
    ]
