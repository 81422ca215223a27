"""What a received file is about and why it did what it did, in words for the person who received it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.change import Change, RecordState
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.file import RocbFile
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.colleagues import PASSED_ON
from rocb_desktop.store.blocks import marks
from rocb_desktop.store.replies import read_replies
from rocb_desktop.texts import _, format_date, ngettext

_REPLIES = ("reply", "reply_on_behalf")
_TITLES_SHOWN = 2

Fates = Mapping[str, str]  # record id -> new, changed, same, conflicts or held


def what_about(session: Session, file: RocbFile) -> str:
    """The workshop or survey a file speaks of, or what else it is."""
    changes = [change for block in file.blocks for change in block.block.changes]
    rounds = sorted({str(value) for value in _values(changes, "national_return", "round")})
    if rounds:
        return _("National return, Survey {year}").format(year=", ".join(rounds))
    rounds = sorted({str(value) for value in _values(changes, "feedback", "round")})
    if rounds:
        return _("Feedback, Survey {year}").format(year=", ".join(rounds))
    ids = {str(value) for kind in _REPLIES for value in _values(changes, kind, "workshop")}
    ids |= _workshops_of(session, [str(value) for value in _values(changes, "review", "reply")])
    titles = _titles_here(session, ids) if ids else _titles_in(changes)
    if len(titles) > _TITLES_SHOWN:
        return ngettext("{count} workshop", "{count} workshops", len(titles)).format(count=len(titles))
    if titles:
        return ", ".join(titles)
    if ids:
        return _("A workshop that is not here yet")
    if file.header.kind == "receipt":
        return _("Receipt")
    return _("Key card") if any(change.kind == "card" for change in changes) else ""


def _workshops_of(session: Session, replies: Sequence[str]) -> set[str]:
    query = f"SELECT workshop FROM reply WHERE id IN ({marks(replies)})"
    return {str(row[0]) for row in session.db.execute(query, replies)}


def _values(changes: Iterable[Change], kind: str, name: str) -> set[object]:
    found = (change.fields.get(name) for change in changes if change.kind == kind and change.fields)
    return {value for value in found if isinstance(value, str | int)}


def _titles_here(session: Session, ids: set[str]) -> list[str]:
    query = f"SELECT coalesce(nullif(short_title, ''), title) FROM workshop WHERE id IN ({marks(sorted(ids))})"
    return sorted(str(row[0]) for row in session.db.execute(query, sorted(ids)))


def _titles_in(changes: Iterable[Change]) -> list[str]:
    """Titles of the workshops that a pack brings: the short one where there is one."""
    titles: dict[str, str] = {}
    for change in changes:
        if change.kind == "workshop" and change.fields:
            title = change.fields.get("short_title") or change.fields.get("title") or titles.get(change.record)
            if isinstance(title, str):
                titles[change.record] = title
    return sorted(titles.values())


def why_waiting(name: str, office: bool) -> str:
    """Why a file waits."""
    if office:
        return _("This is the first file from ROCB A/P here. Compare the eight words.")
    return _("You do not know {name} yet. Compare the eight words.").format(name=name)


def why_newer() -> str:
    """Why a file of a newer version waits."""
    return _("It was made by a newer version of the app. It is kept, and read when you update this computer.")


def why_words(
    session: Session,
    file: RocbFile,
    fates: Fates,
    before: Mapping[str, RecordState],
    held: Mapping[str, str],
    import_id: str,
    older: str = "",
) -> str:
    """One or two sentences: what was in the file, measured against what was here before it."""
    differing = [record for record, fate in fates.items() if fate == "conflicts"]
    if differing:
        return conflict_words(session, differing)
    if set(fates.values()) <= {"held"}:
        return " ".join(sorted({held_sentence(reason) for reason in held.values()}))
    kinds = {change.record: change.kind for block in file.blocks for change in block.block.changes}
    chief = [record for record in fates if kinds[record] in _REPLIES]
    if set(fates.values()) <= {"same", "held"}:
        return _why_same(session, file, chief, import_id, older)
    if "taken_back" in fates.values() and not {"new", "changed"} & set(fates.values()):
        taken = sum(fate == "taken_back" for fate in fates.values())
        return ngettext("You took {count} record of it back.", "You took {count} records of it back.", taken).format(
            count=taken
        )
    return _passed_words(file) or _why_chief(session, file, chief, fates, before)


def _why_chief(
    session: Session, file: RocbFile, chief: list[str], fates: Fates, before: Mapping[str, RecordState]
) -> str:
    """What happened to what the file is sent for: its replies, else its workshops."""
    if len(chief) == 1:
        return _why_reply(session, chief[0], fates, before)
    kinds = {change.record: change.kind for block in file.blocks for change in block.block.changes}
    words = _("Replies: {new} new, {changed} updated, {same} already here.")
    if not chief:
        chief = [record for record in fates if kinds[record] == "workshop"]
        words = _("Workshops: {new} new, {changed} updated, {same} already here.")
    if not chief:
        return _card_words(file) or _told_words(file) or _("Names, keys or notes around the work.")
    return words.format(**{fate: sum(fates[one] == fate for one in chief) for fate in ("new", "changed", "same")})


def _passed_words(file: RocbFile) -> str:
    """How many actions are handed over, and to whom; "" for any other file."""
    if file.header.kind != PASSED_ON:
        return ""
    changes = [change for block in file.blocks for change in block.block.changes]
    names = ", ".join(sorted(str(name) for name in _values(changes, "action", "handed_to") if name))
    count = len({change.record for change in changes if change.kind == "action" and change.fields})
    said = ngettext("{n} action is handed over to {name}.", "{n} actions are handed over to {name}.", count)
    return said.format(n=count, name=names)


def _card_words(file: RocbFile) -> str:
    """Whose key a key card brings; "" for any other file."""
    if file.header.kind != "card":
        return ""
    sender = file.header.sender
    if sender.role == Role.FOCAL_POINT:
        place = name_of(sender.administration)
        return _("Key of the focal point of {administration}").format(administration=place)
    return _("Key of {name}").format(name=sender.name)


def _told_words(file: RocbFile) -> str:
    """What a receipt tells of replies, or that it is the feedback of a survey; "" for any other file."""
    changes = [change for block in file.blocks for change in block.block.changes]
    if any(change.kind == "feedback" for change in changes):
        return _("What the region did after the workshops, without names.")
    decided = {
        change.record: change.fields["decision"]
        for change in changes
        if change.kind == "review" and change.fields and "decision" in change.fields
    }
    if "correct" in decided.values():  # in whose words is not said here: these lines stay when a text is erased
        return _("A correction is asked for. Its words stand with the reply.")
    return _("It tells how far replies came.") if file.header.kind == "receipt" else ""


def _why_same(session: Session, file: RocbFile, chief: list[str], import_id: str, older: str) -> str:
    row = session.db.execute(
        "SELECT min(at) FROM import WHERE file=? AND id<>?", (file.header.file, import_id)
    ).fetchone()
    if row[0]:
        day = datetime.fromisoformat(row[0]).astimezone().date()
        return _("You imported this file on {date}.").format(date=format_date(day))
    if older:
        return older
    state = session.state(chief[0]) if len(chief) == 1 else None
    here = state.values.get("version") if state is not None else None
    if isinstance(here, int):
        return _("You already have version {n}.").format(n=here)
    return _("Nothing new in this file.")


def _why_reply(session: Session, record: str, fates: Fates, before: Mapping[str, RecordState]) -> str:
    found = read_replies(session.db, "r.id=?", (record,))
    late = _("Late reply. Late replies are accepted.") if found and found[0].late else ""
    if fates[record] == "new":
        return late or _("First reply from this person.")
    old = before[record].values.get("version") if record in before else None
    if fates[record] == "changed" and found and isinstance(old, int) and found[0].version != old:
        replaced = _("Version {new} replaces version {old}.").format(new=found[0].version, old=old)
        return f"{replaced} {late}".strip()
    if fates[record] == "changed":
        return _("Newer answers.")
    return _("The answers are here already. Names or notes around them are new.")


def conflict_words(session: Session, records: Iterable[str]) -> str:
    """Who differs: two people, or two copies of one person's work."""
    for record in records:
        state = session.state(record)
        heads = {head.id for some in state.conflicts.values() for head in some} if state is not None else set()
        rows = session.db.execute(
            "SELECT DISTINCT coalesce(b.author, ?) FROM change c LEFT JOIN block b ON b.seq = c.block"
            " WHERE c.id IN (SELECT value FROM json_each(?))",
            (session.desk.key, json.dumps(sorted(heads))),
        ).fetchall()
        if len(rows) > 1:
            return _("Two people changed the same answer.")
    return _("Two copies of one person’s work say different things.")


def held_sentence(reason: str) -> str:
    """Why something is kept but not used, for the reader."""
    sentences = {
        "kind_unknown": _("It was made by a newer version of the app. It is kept for the next update."),
        "wrong_class": _("It was meant for other readers than its kind allows."),
        "wrong_administration": _("It speaks for another administration than the sender's."),
        "sender_unknown": _("Nobody has confirmed its author yet."),
        "not_their_role": _("Its author may not write this."),
        "not_their_record": _("It belongs to another person than its author."),
        "text_missing": _("Its text is missing. It comes with the next file that holds it."),
        "key_in_dispute": _("Two officers say different things about its author."),
        "key_ended": _("Its author's key was ended before this was written."),
        "erased": _("It was erased."),
    }
    return sentences[reason]
