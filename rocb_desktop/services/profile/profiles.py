"""Makes a profile (one person's folder) and finds the one to open."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from rocb_desktop import paths
from rocb_desktop.domain.administration import ROCB, by_code
from rocb_desktop.domain.change import Change, derive, make_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Role, contact_id, person_of
from rocb_desktop.domain.person import clean_name, normalise_name
from rocb_desktop.domain.stamp import next_stamp
from rocb_desktop.exchange import seal, sshsig
from rocb_desktop.exchange.block import make_block
from rocb_desktop.exchange.recovery_sheet import SheetKeys
from rocb_desktop.services.profile import key_places, keys
from rocb_desktop.services.profile.faces import Face, keep_face, list_profiles
from rocb_desktop.services.profile.preferences import last_profile
from rocb_desktop.services.session import STORE, Clock, Edit, Ids, Profile, Session, read_profile
from rocb_desktop.store.changes import add_blocks
from rocb_desktop.store.database import open_database
from rocb_desktop.store.settings import write_setting
from rocb_desktop.store.upkeep import keep_up

STORE_OR_KEYS = (STORE, "keys")  # what is left of a profile that can be restored
ROLES = (Role.PARTICIPANT, Role.FOCAL_POINT, Role.ROCB)


def create_profile(
    folder: Path,
    role: str,
    administration: str,
    name: str,
    lang: str = "en",
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    email: str = "",
    post: str = "",
    anchor: Sequence[str] = (),
) -> Profile:
    """Make keys and an empty store in `folder`. Raises UserError: profile_exists, missing_name, ...

    `anchor`: the two public keys of a ROCB A/P that exists already; without it a profile of ROCB A/P makes its own.
    """
    if (folder / STORE).exists():
        raise UserError("profile_exists", path=str(folder))
    if role not in ROLES:
        raise UserError("bad_value", value=role)
    name = clean_name(name)
    code = _office(role, administration)
    chance = ids or Ids()
    unfinished = folder / (STORE + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make_keys(folder / "keys", role if not anchor else "", chance)
        for left in ("", "-wal", "-shm"):  # by a computer that stopped while it made this profile
            unfinished.with_name(unfinished.name + left).unlink(missing_ok=True)
    except OSError as error:
        raise UserError("cannot_open", path=str(folder)) from error
    key = keys.load_keys(folder / "keys").key
    settings = {"role": role, "administration": code, "name": name, "lang": lang, "key": key}
    with closing(open_database(unfinished)) as db:
        for setting, value in {**settings, "nonce": chance.token(8).hex()}.items():
            write_setting(db, setting, value)
        session = Session(read_profile(db, folder), db, clock or Clock(), chance)
        _first_records(session, email, post, anchor)
        keep_up(db, session.desk)
    try:
        unfinished.replace(folder / STORE)  # whole, or not at all
        keep_face(folder, Face(role, code, name, lang))  # the chooser names the person before the first window
    except OSError as error:
        raise UserError("cannot_open", path=str(folder)) from error
    return session.profile


def recover_profile(
    folder: Path, held: SheetKeys, lang: str = "en", *, clock: Clock | None = None, ids: Ids | None = None
) -> Profile:
    """Make a profile with the keys of a recovery sheet: the same person, with an empty store and an origin of its own.

    Raises UserError profile_exists also where keys of somebody else lie.
    """
    chance, place = ids or Ids(), folder / "keys"
    made = {keys.SIGNING: held.seed.hex(), keys.OFFICE: held.identity}
    made |= {f"older-{number}.key": identity for number, identity in enumerate(held.older, 1)}
    if held.anchor_seed is not None:
        made[keys.ANCHOR] = held.anchor_seed.hex()
    if (folder / STORE).exists() or not _are_the_same(place, made):
        raise UserError("profile_exists", path=str(folder))
    try:
        key_places.choose_place(place, chance.token(16).hex())
        for name, text in made.items():
            key_places.keep_key(place, name, text)
    except OSError as error:
        raise UserError("cannot_open", path=str(folder)) from error
    return create_profile(
        folder, held.role, held.administration, held.name, lang, clock=clock, ids=chance, anchor=held.anchor
    )


def _are_the_same(place: Path, made: Mapping[str, str]) -> bool:
    """Whether the keys that lie in a folder, if any, are these: nobody's keys are written over."""
    return all(key_places.read_key(place, name) == made.get(name) for name in key_places.list_keys(place))


def _office(role: str, administration: str) -> str:
    if role == Role.ROCB:
        return ROCB
    found = by_code(administration)
    if found is None:
        raise UserError("unknown_administration", field="administration", administration=administration)
    return found.code


def _make_keys(folder: Path, role: str, ids: Ids) -> None:
    """Keys that lie there already are kept: whoever lost the store alone goes on as the same person."""
    key_places.choose_place(folder, ids.token(16).hex())
    made = {keys.SIGNING: ids.token(32).hex(), keys.OFFICE: seal.new_identity()}
    if role == Role.ROCB:
        made |= {keys.ANCHOR: ids.token(32).hex(), keys.PAPER: ids.token(32).hex()}
    for name, text in made.items():
        if not key_places.has_key(folder, name):
            key_places.keep_key(folder, name, text)


def _first_records(session: Session, email: str, post: str, anchor: Sequence[str]) -> None:
    profile = session.profile
    if profile.role == Role.ROCB:
        _open_office(session, anchor or _new_anchor(session))
        return
    person = person_of(session.keys.key)
    name = {"name": profile.name, "administration": profile.administration}
    contact = {name: value.strip() for name, value in (("email", email), ("post", post)) if value.strip()}
    edits = [Edit(person, "person", name)]
    if contact:
        edits.append(Edit(contact_id(person), "contact", {"person": person, **contact}))
    session.commit(edits)


def _new_anchor(session: Session) -> Sequence[str]:
    """The public halves of the two office keys that this profile has made."""
    folder = session.profile.keys_folder
    seeds = (key_places.read_key(folder, name) for name in (keys.ANCHOR, keys.PAPER))
    return [sshsig.public_key(bytes.fromhex(seed)) for seed in seeds]


def _open_office(session: Session, anchor: Sequence[str]) -> None:
    """Pin ROCB A/P's two anchor keys; the first of them, where it lies here, grants that this desk speaks for it."""
    write_setting(session.db, "anchor", json.dumps(list(anchor)))
    if session.keys.anchor is None:
        return
    grant = _officer_grant(session)
    block = make_block(session.keys.anchor, session.ids.token(8).hex(), Audience.ALL, "", 1, "", [grant])
    add_blocks(session.db, session.desk, [(block.block, block.header, block.signature)], None)
    session.commit([Edit(derive("office", ROCB), "office", {"name": "ROCB A/P"})])


def _officer_grant(session: Session) -> Change:
    key = session.keys.key
    fields = {
        "key": key,
        "role": str(Role.ROCB),
        "administration": "",
        "name": session.profile.name,
        "office": session.keys.office,
    }
    stamp = next_stamp(0, int(session.clock.now().timestamp() * 1000))
    return make_change(derive("grant", key), "grant", "grant@1", stamp, [], session.ids.token(12), fields)


def profile_folder(name: str, administration: str) -> Path:
    """A folder of the default place that is free: sina-leota-ws, or with a number behind it."""
    words = "".join(letter if letter.isalnum() else " " for letter in f"{normalise_name(name)} {administration}")
    stem = "-".join(words.casefold().split()) or "profile"
    root = paths.default_profiles_dir()
    names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next(root / name for name in names if not (root / name).exists())


def find_profile(wanted: Path | None, holds: Sequence[str] = (STORE,)) -> Path:
    """The profile a command means: a folder that has one of `holds`. Raises UserError: no_profile, which_profile."""
    if wanted is not None:
        if not any((wanted / name).exists() for name in holds):
            raise UserError("no_profile", path=str(wanted))
        return wanted
    last = last_profile()
    if last is not None and any((last / name).exists() for name in holds):
        return last
    known = list_profiles()
    if len(known) > 1:
        raise UserError("which_profile")
    if not known:
        raise UserError("no_profile")
    return known[0]
