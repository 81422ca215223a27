"""Made-up replies for the benchmarks: many authors, or one desk; nothing about anybody."""

import hashlib
import random
from collections.abc import Iterator

from rocb_desktop.domain.change import Change, Value, derive, make_change
from rocb_desktop.domain.kinds import person_of
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.block import SignedBlock, make_block

CODES = ("AF", "AU", "BD", "BT", "FJ", "HK", "ID", "IR", "JP", "KH", "KR", "LA", "LK", "MM", "MV", "MY", "NZ", "PG")
WORDS = (
    "officers now use one checklist for release before payment and share the workshop slides with the region".split()
)


def workshop(number: int) -> str:
    return derive("workshop", "2021", str(number))


def seed_of(number: int) -> bytes:
    return hashlib.sha256(f"author {number}".encode()).digest()


def answers(chance: random.Random) -> dict[str, Value]:
    """A reply as people write them: most boxes, one or two sentences."""
    text = " ".join(chance.choices(WORDS, k=14))
    actions = ("share_materials", "submit_report", "make_recommendations", "inhouse_workshop", "operational_manual")
    return {
        **{f"q1_{action}": chance.choice(["yes", "no"]) for action in actions},
        "q1_others": "no",
        "q3": chance.choice(["yes", "not_yet", "no"]),
        "q3_text": text,
        "q4": "yes",
        "q5": chance.choice(["yes", "no"]),
        "q7": "members_attributed",
    }


def own_replies(count: int, first: int = 0) -> Iterator[SignedBlock]:
    """Blocks of `count` people, each with a person and a reply, signed by its author."""
    chance = random.Random(first)
    for number in range(first, first + count):
        seed = seed_of(number)
        person = person_of(sshsig.public_key(seed))
        code, place = CODES[number % len(CODES)], workshop(number % 9 + 1)
        fields = {"workshop": place, "person": person, **answers(chance), "version": 1, "date": "2021-10-14"}
        changes = [
            _change(chance, person, "person", "person@1", {"name": f"Person {number}", "administration": code}),
            _change(chance, derive("reply", place, person), "reply", "followup@1", fields),
        ]
        yield make_block(seed, chance.randbytes(8).hex(), "rocb", code, 1, "", changes)


def known_replies(office: bytes, count: int, first: int = 0) -> list[SignedBlock]:
    """The blocks of `own_replies`, with the word of an office (its signing seed) for each of their authors."""
    chance, vouches = random.Random(first + 1), []
    for number in range(first, first + count):
        key = sshsig.public_key(seed_of(number))
        code = CODES[number % len(CODES)]
        fields: dict[str, Value] = {"key": key, "administration": code, "checked": "words"}
        vouches.append(_change(chance, derive("vouch", key), "vouch", "vouch@1", fields))
    said = make_block(office, chance.randbytes(8).hex(), "rocb", "", 1, "", vouches)
    return [said, *own_replies(count, first)]


def desk_replies(seed: bytes, count: int, first: int = 0) -> SignedBlock:
    """`count` rows that one ROCB A/P desk entered, in one block."""
    chance = random.Random(first)
    changes = []
    for number in range(first, first + count):
        place, code, who = workshop(number % 9 + 1), CODES[number % len(CODES)], f"Person {number}"
        fields: dict[str, Value] = {"workshop": place, "administration": code, "participant": who, "source": "workbook"}
        fields |= answers(chance)
        record = derive("reply_on_behalf", place, code, who)
        changes.append(_change(chance, record, "reply_on_behalf", "followup@1", fields))
    return make_block(seed, chance.randbytes(8).hex(), "rocb", "", 1, "", changes)


def _change(chance: random.Random, record: str, kind: str, form: str, fields: dict[str, Value]) -> Change:
    stamp = (1_634_000_000_000 + chance.randrange(10**9)) << 16
    return make_change(record, kind, form, stamp, [], chance.randbytes(12), fields)
