"""Exactly what leaves this computer: what a file holds, read back from its own bytes, before anybody gets it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rocb_desktop.domain.action import TYPES
from rocb_desktop.domain.administration import ROCB, ROCB_NAME, name_of
from rocb_desktop.domain.change import Change, Value
from rocb_desktop.domain.content_words import KINDS_IN_ORDER, heading, seen_by
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.bundle import is_zip, open_bundle
from rocb_desktop.exchange.file import Addressee, RocbFile, office_mark, read_file
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.erasure.erasing import erase_person, erase_reply
from rocb_desktop.services.erasure.erasure_scope import Erasing, look_at_person, own_reply_scope
from rocb_desktop.services.history.record_names import RecordNames
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.giving_on import give_on
from rocb_desktop.services.national.returns import make_return
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.hand_over import sync_office, write_hand_over
from rocb_desktop.services.profile.office_file import make_office_file
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.give_back import give_back
from rocb_desktop.services.sending.receipt_dates import IN_RETURN
from rocb_desktop.services.sending.receipts import make_receipt, make_receipt_for, make_receipts
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.passing_on import pass_on
from rocb_desktop.services.survey.replies import make_reply
from rocb_desktop.services.trust.colleagues import colleagues
from rocb_desktop.texts import _, ngettext

_MAKERS: Mapping[str, Callable[..., Outcome]] = {
    "reply": lambda session, path, workshop, *more: make_reply(session, workshop, path, *more),
    "return": lambda session, path, survey, *more: make_return(session, survey, path, *more),
    "pack": lambda session, path, workshop, *more: make_pack(session, workshop, path, *more),
    "receipt": lambda session, path, key, *more: make_receipt(session, key, path, *more),
    "receipt for": lambda session, path, file, *more: make_receipt_for(session, file, path, *more),
    "receipts": lambda session, path: make_receipts(session, path),
    "card": lambda session, path: make_card(session, path / "card.rocb"),
    "office": lambda session, path: make_office_file(session, path / "office.rocb"),
    "give-back": lambda session, path, person, *more: give_back(session, person, path / "give-back.rocb", *more),
    "hand-over": lambda session, path, card, *more: write_hand_over(session, card, path / "hand-over.rocb", *more),
    "office-copy": lambda session, path, *more: sync_office(session, path / "office-copy.rocb", *more),
    "pass-on": lambda session, path, actions, *more: pass_on(session, actions, path / "actions.rocb", *more),
    "give-on": lambda session, path, person: give_on(session, person, path / "actions.rocb"),
    "erase": lambda session, path, person, *same: _erased(
        session, path, look_at_person(session, person, *same), person
    ),
    "erase-reply": lambda session, path, reply: _erased(session, path, own_reply_scope(session, reply), reply),
}


def _erased(session: Session, folder: Path, found: Erasing, wanted: str) -> Outcome:
    """No file where there is nobody to tell."""
    path = folder / "erasure.rocb" if found.offices else None
    if found.whole:
        return erase_person(session, wanted, found.name, path, found.listed)
    return erase_reply(session, wanted, path)


@dataclass(frozen=True, slots=True)
class Section:
    """The records of one kind: their names, and in a sentence who may see them."""

    kind: str
    heading: str
    items: tuple[str, ...]
    seen_by: str


@dataclass(frozen=True, slots=True)
class Contents:
    """One file: `readers` can open it (nobody named: everybody); `hollow` entries go along without their words.
    `attached` counts the materials or evidence files in it.
    """

    kind: str
    name: str
    size: int
    readers: tuple[str, ...]
    sections: tuple[Section, ...]
    hollow: int
    attached: int = 0

    @property
    def open(self) -> bool:
        return not self.readers


@lane("write")
def contents_before(session: Session, kind: str, *args: Any) -> list[Contents]:
    """What making a file would write, made and taken back: what is shown is what would leave. Changes nothing.

    `kind` is one of _MAKERS; `args` are those of its service, without the path.
    """
    with session.db.taken_back(), TemporaryDirectory() as folder:
        _MAKERS[kind](session, Path(folder), *args)
        return [contents_of(session, path) for path in sorted(Path(folder).iterdir())]


def contents_of(session: Session, path: Path) -> Contents:
    """What a file made here holds. `path` is where it lies."""
    data = read_bytes(path)
    file = read_file(data, session.keys.identities)
    return Contents(
        file.header.kind,
        path.name,
        path.stat().st_size,
        tuple(_readers(session, file.header.to)) if file.sealed else (),
        tuple(_sections(session, file)),
        sum(change.fields is None for signed in file.blocks for change in signed.block.changes),
        _attached(path),
    )


def _attached(path: Path) -> int:
    """How many other files lie beside the records."""
    with path.open("rb") as source:
        if not is_zip(source.read(4)):
            return 0
        with open_bundle(source) as bundle:
            return len(bundle.blobs)


def _readers(session: Session, to: Iterable[Addressee]) -> list[str]:
    rows = session.db.execute("SELECT office, name FROM standing WHERE office<>'' AND disputed=0 ORDER BY name")
    names: dict[str, list[str]] = {}
    known = [(one.office, one.name) for one in colleagues(session).values()]
    for office, name in (*rows, *known):
        names.setdefault(office_mark(office), []).append(name)
    found = []
    for one in to:
        place = ROCB_NAME if one.administration == ROCB else name_of(one.administration)
        people = ", ".join(dict.fromkeys(filter(None, names.get(one.office, []))))
        found.append(_("{place} ({people})").format(place=place, people=people) if people else place)
    return [*dict.fromkeys(found), _("You")]


def _sections(session: Session, file: RocbFile) -> list[Section]:
    names = RecordNames(session)
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for signed in file.blocks:
        for change in signed.block.changes:
            if change.fields is not None:
                place = found.setdefault(_place(signed, change), {})
                place[change.record] = _item(names, change)
    order = {kind: at for at, kind in enumerate(("keys", *KINDS_IN_ORDER))}
    sections = [_keys(file)] if file.header.passes is not None else []
    sections += [
        Section(kind, heading(kind), tuple(sorted(items.values())), seen_by(audience, _office(code)))
        for (kind, audience, code), items in found.items()
    ]
    return sorted(sections, key=lambda section: (order.get(section.kind, len(order)), section.seen_by))


def _keys(file: RocbFile) -> Section:
    words = _("The private keys of the office: with them its files can be opened")
    rule = _("Only who takes the office over may have this.")
    return Section("keys", _("Keys of the office"), (words,), rule)


def _place(signed: SignedBlock, change: Change) -> tuple[str, str, str]:
    return change.kind, signed.block.audience, signed.block.administration


def _office(code: str) -> str:
    return name_of(code) if code else ROCB_NAME


def _item(names: RecordNames, change: Change) -> str:
    fields = change.fields or {}
    if change.kind == "received" and fields.get("stage") == IN_RETURN:
        return _("In national return no. {n}").format(n=fields.get("number"))
    ids = fields.get("ids")
    if change.kind == "erase" and isinstance(ids, list):  # nothing but the numbers of what was said
        return ngettext("{n} entry, by its number alone", "{n} entries, by their numbers alone", len(ids)).format(
            n=len(ids)
        )
    about = names.about(change.record, change.kind, fields) or heading(change.kind)
    said = names.values(change.record)
    if change.kind == "review":  # what a focal point decided, and asks to correct, in their own words
        told = [names.text("review", name, said.get(name), said) for name in ("decision", "text") if said.get(name)]
        return ". ".join([about, ": ".join(told)])
    return ". ".join([about, *_action_words(said)]) if change.kind == "action" else about


def _action_words(said: Mapping[str, Value]) -> list[str]:
    """What an action is: two of one workshop are two lines."""
    kind = TYPES.get(str(said.get("type")))
    return [words for words in (kind.label if kind is not None else "", str(said.get("text") or "")) if words]
