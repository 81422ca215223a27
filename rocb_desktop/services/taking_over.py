"""Taking over an office from a hand-over file: its keys become this profile's, the own ones are kept as older ones."""

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.file import RocbFile
from rocb_desktop.exchange.passed_keys import PassedKeys
from rocb_desktop.exchange.seal import recipient_of
from rocb_desktop.services import key_places
from rocb_desktop.services.keys import ANCHOR, OFFICE, PAPER
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust import keep_different
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _


def is_fresh_office(session: Session, file: RocbFile) -> bool:
    """Whether this is a ROCB A/P set up by a colleague who has spoken of nobody yet, and the file hands over the true
    one: then the office that the file names takes the place of the one made at the set-up.
    """
    passed = file.header.passes
    if session.profile.role != Role.ROCB or passed is None or not file.sealed or not passed.anchor:
        return False
    others = session.db.execute("SELECT 1 FROM standing WHERE key<>? LIMIT 1", (session.desk.key,)).fetchone()
    return others is None and sshsig.public_key(bytes.fromhex(passed.anchor)) in file.header.anchor


def keys_to_take(session: Session, file: RocbFile) -> PassedKeys | None:
    """The keys that a file passes on to this profile, when they are those of its office; its blocks are in.

    The sender has to be of the same office, by the word of the level above, and the key has to be the one that level
    gives out for it: nobody slips this office a key that others could open.
    """
    header = file.header
    passed = header.passes
    if passed is None or not file.sealed or header.sender.key == session.desk.key:
        return None
    query = "SELECT role, administration, office, disputed FROM standing WHERE key=?"
    row = session.db.execute(query, (header.sender.key,)).fetchone()
    office = "" if session.profile.role == Role.ROCB else session.profile.administration
    if row is None or (row[0], row[1], row[3]) != (session.profile.role, office, 0):
        return None
    return passed if recipient_of(passed.identities[0]) == row[2] else None


def take_keys(session: Session, passed: PassedKeys) -> str:
    """Make the office's keys this profile's, and keep every key it had. Returns what to say.

    Raises UserError: cannot_open, keys_locked. Importing the file once more then takes them.
    """
    try:
        _keep(session, passed)
    except OSError as error:
        raise UserError("cannot_open", path=str(session.profile.keys_folder)) from error
    for key in passed.different:
        keep_different(session, key, True)
    session.keys_changed()
    return taken_words(session)


def _keep(session: Session, passed: PassedKeys) -> None:
    """The office's key in the place of the own one, which is kept among the older ones; nothing is lost on the way."""
    folder, own = session.profile.keys_folder, session.keys
    kept = dict.fromkeys([*own.identities, *passed.identities[1:]])
    for number, identity in enumerate(sorted(set(kept) - {passed.identities[0]}), 1):
        key_places.keep_key(folder, f"older-{number}.key", identity)
    key_places.keep_key(folder, OFFICE, passed.identities[0])
    if passed.anchor and sshsig.public_key(bytes.fromhex(passed.anchor)) in session.anchor:
        key_places.keep_key(folder, ANCHOR, passed.anchor)
        if own.anchor is not None and own.anchor.hex() != passed.anchor and key_places.has_key(folder, PAPER):
            key_places.drop_key(folder, PAPER)  # of the office that was made at the set-up, and stands for nothing


def taken_words(session: Session) -> str:
    """That the office is this profile's now, and what is missing until its own work counts."""
    said = _("This office is yours now: you can open what is sealed to it.")
    if standing_of(session.db, session.desk.key).role is not Role.UNKNOWN:
        return said
    wait = _("Send your key card to ROCB A/P: what you do counts as soon as ROCB A/P has confirmed your key.")
    return f"{said} {wait}"


def handing_words(session: Session, file: RocbFile) -> str:
    """What a file of these two kinds is for, as its reader understands it; "" for any other file."""
    if file.header.kind == "give-back":
        return _("This file gives you back your work.")
    if file.header.passes is not None and file.header.sender.key != session.desk.key:
        name = file.header.sender.name
        return _("{name} hands the office over to you: everything that came in, and the key of the office.").format(
            name=name
        )
    return ""
