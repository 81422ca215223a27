"""What desks tell each other they hold: it spares sending, and shows that a store was restored from an older copy."""

import json
from collections.abc import Collection, Iterable, Mapping

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.exchange.block import stream_name
from rocb_desktop.exchange.file import MAX_HAVE, Have, Header
from rocb_desktop.services.profile.clones import take_new_origin
from rocb_desktop.services.session import Session
from rocb_desktop.store import chains
from rocb_desktop.store.blocks import known_ids
from rocb_desktop.store.chains import Stream
from rocb_desktop.store.people import read_officers
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.store.taken_rows import taken_ids
from rocb_desktop.texts import _

_TOLD, _MOST_TOLD = "lost_told", 500  # what lost blocks were told of, by whom: an alarm comes once


def what_i_hold(session: Session, offices: Iterable[str], people: Collection[str] = ()) -> Have:
    """What an office's file for `offices` (administrations, ROCB) and `people` (keys) says: how far it holds theirs.
    A participant's says nothing: what an office has for one person is small, and so has a reply to be.

    ROCB A/P also tells an administration how far it holds the streams of the people there, of the class both see.
    """
    codes = set(offices)
    authors = {key for code in codes for key in _officers(session, code)} | set(people)
    found = chains.lasts(session.db, authors - {session.desk.key})
    if session.profile.role == Role.ROCB:
        theirs = chains.lasts(session.db, _people_of(session, codes - {ROCB}) - authors)
        found |= {stream: last for stream, last in theirs.items() if stream[2] == Audience.ROCB}
    if session.profile.role == Role.FOCAL_POINT:  # ROCB A/P's words to each person: many, and small
        found = {stream: found[stream] for stream in found.keys() - chains.note_streams(session.db)}
    longest = sorted(found.items(), key=lambda item: -item[1][0])[:MAX_HAVE]
    return {stream_name(*stream): last for stream, last in longest}


def _officers(session: Session, code: str) -> list[str]:
    role, office = (Role.ROCB, "") if code == ROCB else (Role.FOCAL_POINT, code)
    return [one.key for one in read_officers(session.db, role, office)]


def _people_of(session: Session, codes: Collection[str]) -> set[str]:
    rows = session.db.execute("SELECT key, administration FROM standing WHERE disputed=0")
    return {key for key, code in rows if code in codes}


def held_at(session: Session, office: str) -> Mapping[Stream, int]:
    """How far everybody in an office surely holds the streams that are here; nothing where one of them said nothing.

    A number beyond mine, or another block at that number, says nothing that I can build on.
    """
    said = [chains.read_have(session.db, key) for key in _officers(session, office)]
    names = set.intersection(*(set(one) for one in said)) if said else set()
    found: dict[Stream, int] = {}
    for stream in chains.streams_of(session.db) if names else ():
        name = stream_name(*stream)
        if name in names and all(_is_mine(session, stream, *one[name]) for one in said):
            found[stream] = min(one[name][0] for one in said)
    return found


def _is_mine(session: Session, stream: Stream, number: int, block: str) -> bool:
    return block in chains.blocks_at(session.db, stream, number)


def note_have(session: Session, header: Header) -> list[str]:
    """Keep what an office says it holds, once its file's blocks are here. When that is a block of my own that I have
    not, this store is an older copy: what is written from now on begins a stream of its own. The value is the warning.
    """
    if header.sender.key == session.desk.key or not _may_tell(session, header.sender.key):
        return []
    chains.keep_have(session.db, header.sender.key, header.have)
    told: list[str] = json.loads(read_setting(session.db, _TOLD, "[]"))
    lost = {f"{header.sender.key} {name} {block}": nonce for name, nonce, block in _lost(session, header.have)}
    fresh = {mark: nonce for mark, nonce in lost.items() if mark not in told}
    if not fresh:
        return []
    write_setting(session.db, _TOLD, json.dumps([*told, *fresh][-_MOST_TOLD:]))
    if read_setting(session.db, "nonce") in fresh.values():
        take_new_origin(session.db, session.ids.token(8).hex(), session.clock.now(), "came_back")
    said = _("This computer's data was restored from an older copy: ask {name} to send your own work back.")
    return [said.format(name=header.sender.name)]


def _may_tell(session: Session, key: str) -> bool:
    """Whether this is an office that I send to, with a key that still counts: what others say may be a tale."""
    mine = "" if session.profile.role == Role.ROCB else session.profile.administration
    query = (
        "SELECT 1 FROM standing WHERE key=?1 AND disputed=0 AND ended=0"
        " AND (role='rocb' OR (role='focal_point' AND ?2 IN ('', administration)))"
    )
    return session.db.execute(query, (key, mine)).fetchone() is not None


def _lost(session: Session, have: Have) -> list[tuple[str, str, str]]:
    """My own streams of which `have` names a block that is not here: their names and nonces, with that block."""
    key, nonce = session.desk.key, read_setting(session.db, "nonce")
    mine = {*chains.streams_of(session.db, "author=?", (key,)), *((key, nonce, str(name)) for name in Audience)}
    said = [
        (stream_name(*stream), stream[1], have[stream_name(*stream)][1])
        for stream in mine
        if stream_name(*stream) in have
    ]
    ids = [block for _name, _nonce, block in said]
    here = known_ids(session.db, ids) | {*taken_ids(session.db, ids)}
    return [one for one in said if one[2] not in here]
