"""Anything people of a region may say to one another, theirs to say or not: what stores and models are held against."""

from authors import (
    WORKSHOP,
    Author,
    Said,
    contact,
    ending,
    grant,
    person,
    received,
    reply,
    review,
    vouch,
    without_texts,
    workshop,
)
from hypothesis import strategies as st

from rocb_desktop.domain.change import Value, derive, own_record
from rocb_desktop.exchange.block import SignedBlock

ANCHOR = (Author("anchor").key, Author("paper").key)
_OFFICES = ["", "WS", "FJ"]
_ANSWERS = ["yes", "no", "not_yet"]


def people() -> dict[str, Author]:
    """One of each level, and two where two may disagree."""
    offices = {"anchor": "", "rocb": "", "second": "", "lani": "WS", "tavita": "FJ", "sina": "WS", "ben": "FJ"}
    return {name: Author(name, office) for name, office in offices.items()}


def organised(who: dict[str, Author]) -> list[SignedBlock]:
    """The grants of a region in order."""
    return [
        who["anchor"].say(grant(who["rocb"], role="rocb")),
        who["anchor"].say(grant(who["second"], role="rocb")),
        who["rocb"].say(grant(who["lani"])),
        who["rocb"].say(grant(who["tavita"])),
        who["lani"].say(vouch(who["sina"])),
        who["tavita"].say(vouch(who["ben"])),
        who["rocb"].say(workshop()),
    ]


@st.composite
def words(draw: st.DrawFn, author: Author, about: Author, seen: list[SignedBlock]) -> Said:
    """One thing that `author` may want to say of `about`, having seen some blocks."""
    office, answer = draw(st.sampled_from(_OFFICES)), draw(st.sampled_from(_ANSWERS))
    ids = [signed.block.id for signed in seen]
    judged = [change.id for signed in seen for change in signed.block.changes]
    ends: list[int | str | bool | None] = [*ids]
    behalf: dict[str, Value] = {"workshop": WORKSHOP, "administration": office, "participant": answer, "q3": answer}
    said: list[Said] = [
        grant(about, office, role=draw(st.sampled_from(["rocb", "focal_point", "participant"]))),
        vouch(about, office),
        vouch(about, office, deleted=True),
        ending(about.key, draw(st.sampled_from(["grant", "vouch"])), ends=ends),
        vouch(about, office, ends=ends, admits=ends[:1]),
        reply(author, q3=answer, version=draw(st.integers(1, 3))),
        reply(about, q3=answer),
        reply(author, deleted=True),
        review(reply(about), author.administration, judged, draw(st.sampled_from(["accept", "correct"]))),
        received(author, ids, draw(st.sampled_from(["2021-10-14", "2021-12-31", "nonsense"]))),
        (reply(about)[0], "received", {"q3": answer, "blocks": ends}),
        person(author, name=answer),
        contact(author, email=answer),
        workshop(title=answer),
        (derive("reply_on_behalf", WORKSHOP, office, answer), "reply_on_behalf", behalf),
        (own_record(author.person, b"action"), "action", {"person": author.person, "text": answer}),
    ]
    return draw(st.sampled_from(said))


@st.composite
def talk(draw: st.DrawFn, most: int = 12) -> list[SignedBlock]:
    """The grants of a region, and what was said in it; some blocks come without their texts as well."""
    who = people()
    blocks = organised(who)
    for _number in range(draw(st.integers(1, most))):
        author, about = draw(st.sampled_from(list(who.values()))), draw(st.sampled_from(list(who.values())))
        seen = draw(st.lists(st.sampled_from(blocks), max_size=3, unique_by=id))
        after = [change.id for signed in seen for change in signed.block.changes]
        blocks.append(author.say(draw(words(author, about, seen)), after, draw(st.integers(0, 3))))
    mute = draw(st.lists(st.sampled_from(blocks), max_size=3, unique_by=id))
    return [*blocks, *(without_texts(signed) for signed in mute)]
