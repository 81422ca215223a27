"""Taking over an office from a hand-over file, when the person says so: its keys become this profile's, the own ones
are kept as older ones.
"""

from rocb_desktop.domain.administration import ROCB_NAME, name_of
from rocb_desktop.domain.change import derive, parse_change, state_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.file import RocbFile
from rocb_desktop.exchange.passed_keys import HAND_OVER, PassedKeys
from rocb_desktop.exchange.seal import recipient_of
from rocb_desktop.services.arriving.answers import TAKE_OVER, Answers
from rocb_desktop.services.profile import key_places
from rocb_desktop.services.profile.keys import ANCHOR, OFFICE, PAPER, older_name
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.trust import keep_different
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _


def is_fresh_office(session: Session, file: RocbFile) -> bool:
    """Whether this is a ROCB A/P set up by a colleague who has spoken of nobody yet, and the file hands over the true
    one: then the office that the file names takes the place of the one made at the set-up.
    """
    passed = file.header.passes
    if session.profile.role != Role.ROCB or passed is None or not file.sealed or not passed.anchor:
        return False
    if file.header.kind != HAND_OVER:
        return False
    others = session.db.execute("SELECT 1 FROM standing WHERE key<>? LIMIT 1", (session.desk.key,)).fetchone()
    return others is None and sshsig.public_key(bytes.fromhex(passed.anchor)) in file.header.anchor


def keys_to_take(session: Session, file: RocbFile) -> PassedKeys | None:
    """The keys that a hand-over passes on to this profile, when its office may be had from this sender now; None when
    they are here already. The file's blocks are in.
    """
    header = file.header
    passed = header.passes
    if passed is None or not file.sealed or header.kind != HAND_OVER or header.sender.key == session.desk.key:
        return None
    if set(passed.identities) <= set(session.keys.identities) or not _may_pass(session, header.sender.key, passed):
        return None
    return passed


def _may_pass(session: Session, sender: str, passed: PassedKeys) -> bool:
    """Whether the level above says that the sender is of this office, and gives out the key that is passed on.

    Somebody who leaves ends the own key with the hand-over: that one may still pass on what others of the office have,
    or what nobody else has. Whose key others have ended passes nothing on: nobody slips this office a key.
    """
    own = session.profile
    if own.role not in (Role.FOCAL_POINT, Role.ROCB):
        return False
    office = "" if own.role == Role.ROCB else own.administration
    query = "SELECT key, office, ended FROM standing WHERE role=? AND administration=? AND disputed=0"
    rows = {row[0]: row for row in session.db.execute(query, (own.role, office))}
    key = recipient_of(passed.identities[0])
    if sender not in rows or rows[sender][1] != key:
        return False
    mine = (session.desk.key, session.keys.office)
    given = {row[1] for row in rows.values() if row[1] and not row[2] and row[:2] != mine}
    return not rows[sender][2] or (not _ended_by_others(session, sender) and (key in given or not given))


def _ended_by_others(session: Session, key: str) -> bool:
    """Whether anybody but its owner said, with effect, where a key ends."""
    query = (
        "SELECT c.meta, c.body FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE c.record=? AND c.held IS NULL AND coalesce(b.author, ?)<>?"
    )
    rows = session.db.execute(query, (derive("grant", key), session.desk.key, key))
    said = [change for meta, body in rows if (change := parse_change(meta, body)).fields is not None]
    heads = state_of(said).heads.get("ends", ()) if said else ()
    return any((head.fields or {}).get("ends") is not None for head in heads)


def offer_words(session: Session, file: RocbFile) -> str:
    """What taking the keys of a file makes of this profile: to be shown, and agreed to, before it happens."""
    name = ROCB_NAME if session.profile.role == Role.ROCB else name_of(session.profile.administration)
    said = _("This file makes you the keeper of the office key of {administration}.").format(administration=name)
    row = session.db.execute("SELECT office FROM standing WHERE key=? AND ended=0", (session.desk.key,)).fetchone()
    if row is None or row[0] != session.keys.office:
        return said
    passed = file.header.passes
    if passed is not None and recipient_of(passed.identities[0]) == row[0]:
        return said
    more = _("You have a confirmed office key already: what is sealed to you from now on is sealed to the other one.")
    return f"{said} {more}"


def agrees(answers: Answers, name: str) -> bool:
    """Whether the person typed the name of who hands over, or TAKE_OVER."""
    return normalise_name(answers.take_over) in (normalise_name(name), normalise_name(TAKE_OVER))


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
    """The office's key in the place of the own one. Every other key is kept first, under a name of its own, and no
    file of an older key is ever written again: whatever stops this in between, nothing is lost.
    """
    folder, own = session.profile.keys_folder, session.keys
    for identity in dict.fromkeys([own.identity, *passed.identities[1:]]):
        if identity not in (*own.older, passed.identities[0]):
            key_places.keep_key(folder, older_name(identity), identity)
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


def left_words() -> str:
    """That nobody agreed to take the office's keys of a file."""
    return _("The key of the office was not taken: nobody agreed to it. Import the file again to take it.")


def handing_words(session: Session, file: RocbFile, passed: bool) -> str:
    """What a file of these two kinds is for, as its reader understands it; "" for any other file. `passed`: it has
    keys that may be taken.
    """
    if file.header.kind == "give-back":
        return _("This file gives you back your work.")
    if passed:
        name = file.header.sender.name
        return _("{name} hands the office over to you: everything that came in, and the key of the office.").format(
            name=name
        )
    return ""
