"""Recovery sheets: private keys on one page of paper, and the way back from it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rocb_desktop.domain.administration import ROCB_NAME, name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.line_words import line_problems
from rocb_desktop.exchange.picture import read_codes
from rocb_desktop.exchange.qr_form import make_code
from rocb_desktop.exchange.recovery_sheet import SecondKey, SheetKeys, read_sheet, sheet_bytes
from rocb_desktop.exchange.text_lines import read_lines, write_lines
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile import key_places
from rocb_desktop.services.profile.keys import PAPER
from rocb_desktop.services.session import Session
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.texts import _, format_date

COPIED, _COPIED_SECOND = "recovery_copy", "recovery_copy_second"  # settings: the day of the sheet


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the page. `words`: eight, of the key or of ROCB A/P's office; `second`: of the second office key.

    `code`: the rows of the QR code, true where it is dark.
    """

    title: str
    name: str
    office: str
    day: str
    advice: tuple[str, ...]
    words_title: str
    words: tuple[Word, ...]
    lines: tuple[str, ...]
    code: tuple[tuple[bool, ...], ...]
    second: bool


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """`copied`: the day of the last sheet, None while there is none. `wanted`: this role's keys belong on paper.

    `second_here`: ROCB A/P's second office key is on this computer still; `second_copied`: the day of its sheet.
    """

    copied: date | None
    wanted: bool
    second_here: bool
    second_copied: date | None


@lane("read")
def recovery_state(session: Session) -> RecoveryState:
    folder = session.profile.keys_folder
    return RecoveryState(
        _day(session, COPIED),
        session.profile.role != Role.PARTICIPANT,
        key_places.has_key(folder, PAPER),
        _day(session, _COPIED_SECOND),
    )


def _day(session: Session, setting: str) -> date | None:
    kept = read_setting(session.db, setting)
    return date.fromisoformat(kept) if kept else None


@lane("read")
def make_sheet(session: Session, second: bool = False) -> RecoverySheet:
    """The page to print. Raises UserError: keys_locked, bad_value (there is no second office key here)."""
    return _second_sheet(session) if second else _own_sheet(session)


def _own_sheet(session: Session) -> RecoverySheet:
    profile, keys = session.profile, session.keys
    office = profile.role == Role.ROCB
    held = SheetKeys(
        profile.role,
        profile.administration,
        profile.name,
        keys.seed,
        keys.identity,
        keys.older,
        session.anchor if office else (),
        keys.anchor,
    )
    return RecoverySheet(
        _("Recovery sheet"),
        profile.name,
        name_of(profile.administration),
        format_date(session.clock.today()),
        (
            _("Whoever has this page can open your files and sign in your name. Keep it in a locked place."),
            _(
                "When this computer is lost: install the app, choose “I have a recovery sheet”, and type the lines"
                " or open a picture of the code. Then ask ROCB A/P or your focal point for your files, or restore"
                " a backup."
            ),
        ),
        _("Your eight words"),
        words_of([keys.key]),
        *_printed(held),
        False,
    )


def _second_sheet(session: Session) -> RecoverySheet:
    folder = session.profile.keys_folder
    if not key_places.has_key(folder, PAPER):
        raise UserError("bad_value", problem=_("The second office key is not on this computer any more."))
    seed = bytes.fromhex(key_places.read_key(folder, PAPER))
    return RecoverySheet(
        _("Second office key"),
        ROCB_NAME,
        name_of(session.profile.administration),
        format_date(session.clock.today()),
        (
            _("This page is one half of what ROCB A/P is known by. Keep it in a safe, apart from every computer."),
            _("It is needed when the first office key is lost or stolen: with it the office can name a new pair."),
        ),
        _("The eight words of {name}").format(name=ROCB_NAME),
        words_of(session.anchor),
        *_printed(SecondKey(seed)),
        True,
    )


def _printed(keys: SheetKeys | SecondKey) -> tuple[tuple[str, ...], tuple[tuple[bool, ...], ...]]:
    """The lines to type, and the code of the same."""
    data = sheet_bytes(keys)
    code = make_code(data)
    return write_lines(data), code.rows if code is not None else ()


def sheet_text(sheet: RecoverySheet) -> str:
    """The page as plain text."""
    words = " ".join(word.text for word in sheet.words)
    numbers = " ".join(word.digits for word in sheet.words)
    return "\n".join(
        [
            f"ROCB Desktop: {sheet.title}",
            f"{sheet.name}, {sheet.office}" if sheet.name != sheet.office else sheet.name,
            sheet.day,
            "",
            *sheet.advice,
            "",
            f"{sheet.words_title}: {words}",
            numbers,
            "",
            *sheet.lines,
            "",
        ]
    )


@lane("write")
def save_sheet(session: Session, path: Path, content: bytes, second: bool = False) -> Outcome:
    """Write a sheet, as PDF or text, to a file that only its owner can read. Raises UserError cannot_open."""
    try:
        key_places.write_secret(path, content)
    except OSError as error:
        raise UserError("cannot_open", path=str(path)) from error
    return note_copied(session, second)


@lane("write")
def note_copied(session: Session, second: bool = False) -> Outcome:
    """A sheet was printed or saved: nobody needs to be asked again."""
    write_setting(session.db, _COPIED_SECOND if second else COPIED, session.clock.today().isoformat())
    return Outcome(frozenset({"setting"}), _("Keep the sheet in a locked place, apart from this computer."))


def forget_copies(session: Session) -> None:
    """The keys are others now: the sheets of before bring them back no more."""
    for setting in (COPIED, _COPIED_SECOND):
        write_setting(session.db, setting, "")


def delete_word() -> str:
    """What a person types to delete the second office key from this computer."""
    return _("DELETE")


@lane("write")
def delete_second_key(session: Session, typed: str) -> Outcome:
    """Delete ROCB A/P's second office key from this computer: its place is on paper.

    Raises UserError bad_value: no sheet of it was made yet, or the word was not typed.
    """
    if _day(session, _COPIED_SECOND) is None:
        raise UserError("bad_value", problem=_("Print the sheet of the second office key first."))
    if typed.strip().casefold() != delete_word().casefold():
        problem = _("Type {word} to delete the second office key from this computer.").format(word=delete_word())
        raise UserError("bad_value", problem=problem, field="typed")
    key_places.drop_key(session.profile.keys_folder, PAPER)
    return Outcome(frozenset({"setting"}), _("The second office key is on paper only now."))


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """What was typed of a sheet so far. `keys` when all of it is there; `said` tells what to do next."""

    keys: SheetKeys | None
    said: str


@lane("draw")
def read_typed(text: str) -> TypedSheet:
    """Read the lines of a person's recovery sheet, in any order and with some missing."""
    reading = read_lines(text)
    if reading.data is None:
        return TypedSheet(None, " ".join(line_problems(reading)))
    return _held(read_sheet(reading.data))


@lane("draw")
def read_photo(path: Path) -> TypedSheet:
    """Read the code in a picture of a sheet. Raises UserError: bad_path, too_large, damaged_file (no picture)."""
    texts = [code.decode("ascii", "replace") for code in read_codes(read_bytes(path))]
    found = [read_typed(text) for text in texts]
    nothing = TypedSheet(None, _("No code of a recovery sheet was found in this picture. Type the lines instead."))
    return next((one for one in found if one.keys is not None), next((one for one in found if one.said), nothing))


def _held(held: SheetKeys | SecondKey | None) -> TypedSheet:
    if isinstance(held, SheetKeys):
        office = name_of(held.administration)
        return TypedSheet(held, _("This is the sheet of {name}, {office}.").format(name=held.name, office=office))
    if isinstance(held, SecondKey):
        return TypedSheet(None, _("This is the second office key of ROCB A/P, not a person's sheet."))
    return TypedSheet(None, _("This is no recovery sheet. Type the lines from the paper."))
