"""Workbooks that people filled in, read away from the store: their cells as plain values, and the hash of each file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import MAX_SIZE
from rocb_desktop.exchange.questionnaire_reader import FilledBook, is_questionnaire, open_filled
from rocb_desktop.exchange.streams import copy_stream
from rocb_desktop.services.isolation import only_this_file
from rocb_desktop.services.lanes import lane, report
from rocb_desktop.services.national.entering import changed_since_looked
from rocb_desktop.services.survey.blobs import opened

_BY_SYSTEMS = frozenset({"desktop.ini", "thumbs.db"})


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook as it was when somebody looked: this is what is entered, whatever became of the file since. `error`
    says why it could not be read.
    """

    path: Path
    digest: str = ""
    book: FilledBook | None = None
    error: UserError | None = None


@lane("draw")
def read_books(paths: Sequence[Path]) -> tuple[ReadBook, ...]:
    """The workbooks that were chosen and those of folders, in their order; what is wrong with one is told, never
    raised.
    """
    files = form_files(paths)
    found = []
    for number, path in enumerate(files):
        report(number, len(files))
        found.append(_read(path))
    return tuple(found)


@lane("draw")
def forms_and_rest(paths: Sequence[Path], *, office: bool) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Of files and folders that were dropped those that go to the intake, and the rest. `office`: at ROCB A/P other
    workbooks are round workbooks.
    """
    forms = [path for path in paths if (_holds_only_forms(path) if path.is_dir() else _is_form(path, office))]
    return tuple(forms), tuple(path for path in paths if path not in forms)


def is_filled_form(path: Path) -> bool:
    """Whether a workbook is one of our questionnaires, by its content; what cannot be read is none."""
    try:
        with path.open("rb") as stream:
            return is_questionnaire(stream)
    except OSError:
        return False


def form_files(paths: Sequence[Path]) -> list[Path]:
    """The workbooks that were chosen, and those in the folders that were; a program's own locks are none."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.iterdir(), key=lambda one: one.name)
            found += [one for one in inside if _is_workbook(one)]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _is_form(path: Path, office: bool) -> bool:
    return path.suffix.casefold() == ".xlsx" and (not office or is_filled_form(path))


def _holds_only_forms(folder: Path) -> bool:
    """Whether all that a person put into a folder are questionnaires; one folder within it is something else."""
    try:
        inside = [one for one in folder.iterdir() if not _is_hidden(one)]
    except OSError:
        return False
    return bool(inside) and all(_is_workbook(one) and is_filled_form(one) for one in inside)


def _is_hidden(path: Path) -> bool:
    """What programs and systems leave in a folder, and nobody sees."""
    return path.name.startswith(("~$", ".")) or path.name.casefold() in _BY_SYSTEMS


def _is_workbook(path: Path) -> bool:
    return path.suffix.casefold() == ".xlsx" and not _is_hidden(path) and not path.is_symlink() and path.is_file()


def _read(path: Path) -> ReadBook:
    try:
        with only_this_file(path.name):
            digest = _digest(path)
            book = open_filled(path)
            if _digest(path) != digest:
                raise changed_since_looked()
            return ReadBook(path, digest, book)
    except UserError as error:
        return ReadBook(path, error=error)
    except OSError:
        return ReadBook(path, error=UserError("cannot_open", path=str(path)))


def _digest(path: Path) -> str:
    with opened(path) as stream:
        return copy_stream(stream, None, MAX_SIZE)[0]
