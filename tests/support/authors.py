"""People with real keys who sign blocks: what tests of authority, files and stores are made of."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import Change, Value, derive, erased_body, make_change, own_record, parse_change
from rocb_desktop.domain.kinds import KINDS, contact_id, own_id, person_of
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.block import SignedBlock, make_block
from rocb_desktop.store.changes import Signed

Said = tuple[str, str, dict[str, Value]]  # record, kind, fields: what somebody wants to say

STAMP = 1_634_000_000_000 << 16
WORKSHOP = derive("workshop", "2021", "7")


@dataclass
class Author:
    """One key; `say` signs an edit as the next block of its stream."""

    name: str
    administration: str = ""
    last: dict[str, tuple[int, str]] = field(default_factory=dict)
    said: int = 0

    @property
    def seed(self) -> bytes:
        return hashlib.sha256(self.name.encode()).digest()

    @property
    def key(self) -> str:
        return sshsig.public_key(self.seed)

    @property
    def person(self) -> str:
        return person_of(self.key)

    def change(self, what: Said, after: Sequence[str] = (), stamp: int | None = None) -> Change:
        self.said += 1
        record, kind, fields = what
        salt = hashlib.sha256(f"{self.name} {self.said}".encode()).digest()[:12]
        form = f"{kind.replace('_', '-')}@1"
        return make_change(record, kind, form, STAMP + self.said if stamp is None else stamp, after, salt, fields)

    def sign(self, *changes: Change, audience: str = "", administration: str | None = None) -> SignedBlock:
        """The next block of this author; the class is that of the first change's kind unless told."""
        header_class = audience or str(KINDS[changes[0].kind].audience)
        office = self.administration if administration is None else administration
        number, back = self.last.get(header_class, (0, ""))
        block = make_block(self.seed, "00" * 8, header_class, office, number + 1, back, changes)
        self.last[header_class] = (number + 1, block.block.id)
        return block

    def say(
        self,
        what: Said,
        after: Sequence[str] = (),
        stamp: int | None = None,
        audience: str = "",
        administration: str | None = None,
    ) -> SignedBlock:
        return self.sign(self.change(what, after, stamp), audience=audience, administration=administration)


def grant(
    to: Author, administration: str | None = None, role: str = "focal_point", **more: Value
) -> tuple[str, str, dict[str, Value]]:
    office = to.administration if administration is None else administration
    fields: dict[str, Value] = {"key": to.key, "role": role, "administration": office, "name": to.name, **more}
    return derive("grant", to.key), "grant", fields


def ending(key: str, kind: str = "grant", **fields: Value) -> Said:
    """Words about a key that do not say what it is."""
    return derive(kind, key), kind, {"key": key, **fields}


def vouch(to: Author, administration: str | None = None, **more: Value) -> Said:
    office = to.administration if administration is None else administration
    return derive("vouch", to.key), "vouch", {"key": to.key, "administration": office, **more}


def reply(of: Author, workshop: str = WORKSHOP, /, **answers: Value) -> Said:
    fields: dict[str, Value] = {"workshop": workshop, "person": of.person, **answers}
    return derive("reply", workshop, of.person), "reply", fields


def review(of: Said, administration: str, judged: Sequence[str], decision: str = "accept") -> Said:
    ids: list[int | str | bool | None] = [*judged]
    fields: dict[str, Value] = {"reply": of[0], "administration": administration}
    return derive("review", of[0], administration), "review", {**fields, "decision": decision, "judged": ids}


def received(by: Author, blocks: Sequence[str], date: str = "2021-10-14", token: bytes = b"received") -> Said:
    ids: list[int | str | bool | None] = [*blocks]
    return own_record(by.key, token), "received", {"date": date, "blocks": ids}


def erase(by: Author, ids: Sequence[str], token: bytes = b"erasure") -> Said:
    named: list[int | str | bool | None] = [*ids]
    return own_id("erase", by.key, token + b"\0"), "erase", {"ids": named}


def person(of: Author, **fields: Value) -> Said:
    return of.person, "person", {"name": of.name, "administration": of.administration, **fields}


def contact(of: Author, **fields: Value) -> Said:
    return contact_id(of.person), "contact", {"person": of.person, **fields}


def workshop(**fields: Value) -> Said:
    whole: dict[str, Value] = {"round": 2021, "number": 7, "title": "Workshop", "surveyed": True, "kind": "regional"}
    return WORKSHOP, "workshop", {**whole, "start": "2021-04-20", "end": "2021-04-23", **fields}


def plain(blocks: Sequence[SignedBlock]) -> list[Block]:
    return [signed.block for signed in blocks]


def rows(blocks: Sequence[SignedBlock]) -> list[Signed]:
    """As the store takes them."""
    return [(signed.block, signed.header, signed.signature) for signed in blocks]


def without_texts(signed: SignedBlock) -> SignedBlock:
    """The block as somebody would pass it on who keeps the texts back: its id and signature stay good."""
    changes = tuple(parse_change(change.meta, erased_body(change.body)) for change in signed.block.changes)
    return replace(signed, block=replace(signed.block, changes=changes))


def fields_of(change: Change) -> Mapping[str, Value]:
    assert change.fields is not None
    return change.fields
