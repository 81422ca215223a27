"""Handing an office over: all blocks and the office's keys to a successor, and the own key ended by itself.

The same file without the ending adds a colleague to the office; without a reader of its own it is the copy of
everything that colleagues of one office exchange.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.exchange.file import Header, Sender, read_file
from rocb_desktop.exchange.passed_keys import HAND_OVER, PassedKeys
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile import key_places
from rocb_desktop.services.profile.keys import ANCHOR, PAPER
from rocb_desktop.services.profile.whole_streams import office_blocks, sign_everything, write_office_files
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.sending.signing import make_header
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import all_blobs
from rocb_desktop.services.trust.key_decisions import say_limits
from rocb_desktop.services.trust.key_past import last_good_blocks
from rocb_desktop.services.trust.key_replacing import grant_from_card, read_card
from rocb_desktop.services.trust.trust import different_keys
from rocb_desktop.store.authority import refusal_of
from rocb_desktop.texts import _, ngettext

KIND, SYNC = HAND_OVER, "office-copy"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """`files`: what was written. `ended`: the own key was ended. `granted`: the successor counts already.
    `attached`: how many materials and pieces of evidence go along.
    """

    files: tuple[Path, ...]
    blocks: int
    ended: bool
    granted: bool
    attached: int = 0


@lane("write")
def hand_over(
    session: Session, card: Path, path: Path, confirmed: str = "", ending: bool = True, with_files: bool = True
) -> Outcome:
    """Write all this office holds, sealed to the successor's card, with the office's keys, and with the files of its
    materials and evidence unless nobody wants them.

    `ending`: this profile's key ends with what it has written until now; `confirmed` is then the successor's name,
    typed by the person who hands over. Without it a colleague is added. ROCB A/P's office keys are deleted here when
    the person leaves and the file was read back. Raises UserError: not_allowed, bad_value, no_office_key.
    """
    done = write_hand_over(session, card, path, confirmed, ending, with_files)
    if not ending or session.keys.anchor is None:
        return done
    return replace(done, message=f"{done.message} {_let_go(session, done.value.files)}")


def _let_go(session: Session, files: Sequence[Path]) -> str:
    """Delete the office keys of ROCB A/P that went along in `files`: who leaves keeps none. What to say of it."""
    given = passing(session)
    for path in files:
        if read_file(read_bytes(path), session.keys.identities).header.passes != given:
            raise UserError("damaged_file", path=str(path))
    folder = session.profile.keys_folder
    try:
        for name in (PAPER, ANCHOR):
            if key_places.has_key(folder, name):
                key_places.drop_key(folder, name)
    except UserError as error:
        return _("The office keys could not be deleted here: {why}").format(why=error.what())
    finally:
        session.keys_changed()
    said = _("The office keys were deleted here: keep the file until your successor has imported it.")
    then = _("Then the successor makes new office keys: Settings, New office keys.")
    return f"{said} {then}"


def write_hand_over(
    session: Session, card: Path, path: Path, confirmed: str = "", ending: bool = True, with_files: bool = True
) -> Outcome:
    """The same, and nothing is deleted."""
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    successor = read_card(session, card).sender
    _check(session, successor, confirmed, ending)
    with session.db.atomic():
        granted = session.profile.role == Role.ROCB and session.keys.anchor is not None
        if granted:
            grant_from_card(session, successor, session.keys.office)
        sign_everything(session)
        tables = _end_own(session) if ending else frozenset[str]()
        blocks = office_blocks(session)
        header = _header(session, successor, passing(session))
        blobs = all_blobs(session) if with_files else []
        made = write_office_files(
            session, path, header, blocks, [successor.office], successor.administration, blobs, successor.key
        )
    files = tuple(Path(one.path) for one in made)
    done = HandedOver(files, len(blocks), ending, granted, len(blobs))
    return Outcome(tables | {"sent", "grant"}, _said(successor.name, done), None, done)


def _check(session: Session, successor: Sender, confirmed: str, ending: bool) -> None:
    own = session.profile
    if (successor.role, successor.administration) != (own.role, own.administration):
        problem = _("This card is of another role or administration: {name}, {administration}.")
        where = name_of(successor.administration)
        raise UserError("bad_value", problem=problem.format(name=successor.name, administration=where))
    if successor.key == session.desk.key:
        raise UserError("bad_value", problem=_("This is your own card. Choose the card of the other person."))
    if not is_recipient(successor.office):
        raise UserError("no_office_key", receiver=successor.administration)
    if ending and normalise_name(confirmed) != normalise_name(successor.name):
        problem = _("To hand over, type the name on the card: {name}").format(name=successor.name)
        if session.keys.anchor is not None:
            problem = f"{problem}. {letting_go_words()}"
        raise UserError("bad_value", field="confirmed", problem=problem)


def letting_go_words() -> str:
    """What becomes of ROCB A/P's office keys on the computer of who leaves: to be said before."""
    return _("The office keys of ROCB A/P go along in the file and are deleted on this computer.")


def passing(session: Session) -> PassedKeys:
    """The office's private keys and marks, as a hand-over passes them on."""
    keys = session.keys
    anchor = keys.anchor.hex() if keys.anchor is not None else ""
    return PassedKeys(keys.identities, anchor, tuple(different_keys(session)))


def _header(session: Session, successor: Sender, passes: PassedKeys) -> Header:
    code = ROCB if session.profile.role == Role.ROCB else session.profile.administration
    header = make_header(session, KIND, [(code, successor.office)], with_anchor=True)
    return replace(header, passes=passes)


def _end_own(session: Session) -> frozenset[str]:
    """The own key ends where it is now, unless an earlier hand-over ended it."""
    key = session.desk.key
    if refusal_of(session.db, key) == "key_ended":
        return frozenset()
    return frozenset(say_limits(session, key, {"ends": list(last_good_blocks(session, key))})[1].tables)


def _said(name: str, done: HandedOver) -> str:
    if done.ended:
        said = _("The file for {name} is ready. What you did counts; from now on {name} does the work.")
    else:
        said = _("The file for {name} is ready. Your own key goes on counting.")
    return " ".join(filter(None, (said.format(name=name), _said_files(done))))


def _said_files(done: HandedOver) -> str:
    """What a person has to know of several files, and of materials and evidence."""
    said = []
    if done.attached:
        words = ngettext(
            "{n} material or evidence file goes along.", "{n} materials and evidence files go along.", done.attached
        )
        said.append(words.format(n=done.attached))
    if len(done.files) > 1:
        said.append(_("There are {n} files: all of them are needed.").format(n=len(done.files)))
    return " ".join(said)


@lane("write")
def sync_office(session: Session, path: Path, with_files: bool = False) -> Outcome:
    """Everything this office holds, sealed to the office's own key: for colleagues who share it; `with_files` also the
    files of its materials and evidence.

    Raises UserError not_allowed.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    with session.db.atomic():
        sign_everything(session)
        blocks = office_blocks(session)
        code = ROCB if session.profile.role == Role.ROCB else session.profile.administration
        office = session.keys.office
        header = make_header(session, SYNC, [(code, office)], with_anchor=True)
        blobs = all_blobs(session) if with_files else []
        made = write_office_files(session, path, header, blocks, [office], code, blobs)
    done = HandedOver(tuple(Path(one.path) for one in made), len(blocks), False, False, len(blobs))
    said = _("Everything of this office is in the file. Only your office can open it.")
    return Outcome(frozenset({"sent"}), " ".join(filter(None, (said, _said_files(done)))), None, done)
