"""Notices that a store was copied or put back: then it gets an origin of its own before it signs anything.

Two computers that number their blocks as one author from one origin would fork it. So each signing renews a token, in
the store and in this computer's folder of settings. A store that knows neither this place nor its last token is a copy
or an older state. A false alarm costs nothing: the new origin is one more stream of the same person. Whoever signs
nothing, and only reads, writes nothing either.
"""

import hashlib
import json
import logging
import re
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from rocb_desktop import paths
from rocb_desktop.domain.authority import Block
from rocb_desktop.services.session import Session
from rocb_desktop.store.database import Database
from rocb_desktop.store.forks import strangers_of_mine
from rocb_desktop.store.settings import read_setting, write_setting

NONCE = "nonce"
_PLACES, _PLACE, _NOTICED = "places", "place", "origin_noticed"
_MOST_PLACES = 50
_STATE = "places"  # folder of this computer's settings
_TOKEN = "place.token"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Noticed:
    """When this store took a new origin last, and why: `copied` (another place or an older state), `came_back` (own
    work came in a file that the store did not have), `restored`.
    """

    at: datetime
    why: str


def origin_to_sign(session: Session) -> str:
    """The nonce of the next block signed here, inside the transaction that keeps the block.

    Where the place or the token is not known it is a new one. This computer's side is written when the store's is on
    the disk: a computer that stops between the two leaves a false alarm and nothing worse.
    """
    db, fresh = session.db, session.ids.token(8).hex()
    place = _place(session.profile.path, fresh)
    state = paths.config_dir() / _STATE / place
    places = _places(db)
    known = places.pop(place, None)
    if known is None or known["token"] not in (_read(state), session.place_token):
        if places or known is not None:  # a store that was never signed in is taken for nobody's copy
            _note(db, session.clock.now(), "copied")
        known = {"origin": fresh}
    origin = known["origin"]
    places[place] = {"origin": origin, "token": fresh}
    write_setting(db, _PLACES, json.dumps(dict(list(places.items())[-_MOST_PLACES:])))
    write_setting(db, _PLACE, place)
    write_setting(db, NONCE, origin)
    session.place_token = fresh
    db.after_commit(partial(_keep, state, fresh))
    return origin


def take_new_origin(db: Database, nonce: str, at: datetime, why: str) -> None:
    """From now on this desk signs a stream of its own here; what it signed before stays as it is.

    `nonce`: 16 fresh hex digits. `why`: came_back or restored.
    """
    with db.atomic():
        places, place = _places(db), read_setting(db, _PLACE)
        if place in places:
            places[place]["origin"] = nonce
            write_setting(db, _PLACES, json.dumps(places))
        write_setting(db, NONCE, nonce)
        _note(db, at, why)


def notice_own_blocks(session: Session, arriving: Iterable[Block]) -> None:
    """Before blocks are added: one of the present origin that is not here was signed by a copy, or before a restore."""
    if strangers_of_mine(session.db, session.desk.key, arriving, read_setting(session.db, NONCE)):
        take_new_origin(session.db, session.ids.token(8).hex(), session.clock.now(), "came_back")


def _note(db: Database, at: datetime, why: str) -> None:
    write_setting(db, _NOTICED, json.dumps({"at": at.isoformat(), "why": why}))


def _places(db: Database) -> dict[str, dict[str, str]]:
    """Where this store signed: the origin of each place, and the token of the last time."""
    found: dict[str, dict[str, str]] = json.loads(read_setting(db, _PLACES, "{}"))
    return found


def noticed(db: Database) -> Noticed | None:
    """The last new origin, to tell the person calmly; None while there was none."""
    kept = read_setting(db, _NOTICED)
    if not kept:
        return None
    found: Mapping[str, str] = json.loads(kept)
    return Noticed(datetime.fromisoformat(found["at"]), found["why"])


def _place(profile: Path, token: str) -> str:
    """This folder on this computer for this user: nothing in it can be read back."""
    parts = (_machine(), str(profile.resolve()), _user_token(token))
    return hashlib.sha256("\x1f".join(("rocb-place-v1", *parts)).encode()).hexdigest()[:32]


def _user_token(fresh: str) -> str:
    """Made once in this user's folder of settings."""
    file = paths.config_dir() / _TOKEN
    kept = _read(file)
    if not kept:
        _keep(file, fresh)
    return kept or fresh


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):  # not there, or not readable: a false alarm
        return ""


def _keep(file: Path, text: str) -> None:
    """A folder that cannot be written makes each opening a false alarm, and nothing worse."""
    unfinished = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, encoding="ascii")
        unfinished.replace(file)
    except OSError as error:
        _log.warning("this computer keeps no token of its places: %s", error.errno)


@cache
def _machine() -> str:
    """What this computer is called by its system, or else by its network; hashed before it is used."""
    return _system_id() or socket.gethostname()


def _system_id() -> str:
    if sys.platform == "darwin":
        return _mac_id()
    return _windows_id() or _read(Path("/etc/machine-id")) or _read(Path("/var/lib/dbus/machine-id"))


def _windows_id() -> str:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
    return ""


def _mac_id() -> str:
    command = ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    found = re.search(r'"IOPlatformUUID" = "([0-9A-Fa-f-]+)"', said)
    return found[1] if found else ""
