"""The declared table, written out once more by hand: who may write which record of which kind, and why not."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from authors import WORKSHOP, Author

from rocb_desktop.domain.change import Value, derive, own_record
from rocb_desktop.domain.kinds import (
    KINDS,
    TEXT_MISSING,
    Audience,
    Role,
    Standing,
    contact_id,
    held_reason,
    natural_id,
    own_id,
    person_of,
)
from rocb_desktop.services.arriving.arrival_words import held_sentence

ME, OTHER = Author("ana"), Author("ben")

# yes: any record; own: only one's own; here: only of one's own administration; -: not this role
TABLE = """
kind              class           anchor  rocb  focal_point  participant  unknown
grant             all             yes     yes   -            -            -
vouch             rocb            yes     yes   here         -            -
card              all             own     own   own          own          own
round             all             yes     yes   -            -            -
workshop          all             yes     yes   -            -            -
questionnaire     all             yes     yes   -            -            -
office            all             yes     yes   -            -            -
material          all             yes     yes   -            -            -
name_list         administration  yes     yes   -            -            -
participation     rocb            yes     yes   -            -            -
person            rocb            own     own   own          own          own
contact           rocb            own     own   own          own          own
action            administration  own     own   own          own          own
evidence          administration  own     own   own          own          own
reply             rocb            own     own   own          own          own
reply_on_behalf   rocb            yes     yes   here         -            -
review            rocb            -       -     here         -            -
received          all             own     own   own          -            -
erase             rocb            own     own   own          own          own
national_return   rocb            -       -     here         -            -
own_material      administration  own     own   own          own          own
recommendation    administration  own     own   own          own          own
project           administration  own     own   own          own          own
effect            administration  own     own   own          own          own
mission_report    administration  own     own   own          own          own
gap               administration  own     own   own          own          own
attendance        rocb            yes     yes   here         -            -
same_as           rocb            yes     yes   here         -            -
stand_in          rocb            yes     yes   here         -            -
national_reply    rocb            -       -     here         -            -
clearance         rocb            -       -     here         -            -
quote_limit       rocb            -       -     here         -            -
desk_note         administration  -       -     here         -            -
reminder          administration  own     own   own          -            -
source_document   administration  own     own   own          -            -
feedback          all             yes     yes   -            -            -
"""
_HEAD, *_ROWS = (line.split() for line in TABLE.strip().splitlines())
DECLARED = {row[0]: dict(zip(_HEAD[1:], row[1:], strict=True)) for row in _ROWS}
CELLS = [(kind, Role(role), cells[role]) for kind, cells in DECLARED.items() for role in _HEAD[2:]]


def record_of(kind: str, owner: Author, administration: str = "WS") -> tuple[str, dict[str, Value]]:
    """A well-made record of a kind that belongs to `owner` and speaks of `administration`."""
    office: dict[str, Value] = {"administration": administration}
    keyed: Mapping[str, dict[str, Value]] = {
        "grant": {"key": owner.key, "role": "focal_point", **office},
        "vouch": {"key": owner.key, **office},
        "card": {"key": owner.key},
        "name_list": {"workshop": WORKSHOP},
        "contact": {"person": owner.person},
        "reply": {"workshop": WORKSHOP, "person": owner.person},
        "reply_on_behalf": {"workshop": WORKSHOP, "participant": "x", **office},
        "review": {"reply": derive("reply", "x"), **office},
        "national_return": {"round": "2021", **office},
        "mission_report": {"workshop": WORKSHOP, "person": owner.person},
        "attendance": {"workshop": WORKSHOP, "listed": "x", **office},
        "same_as": {"listed": "x", **office},
        "stand_in": {"listed": "x", **office},
        "national_reply": {"workshop": WORKSHOP, **office},
        "clearance": {"round": "2021", **office},
        "quote_limit": {"reply": derive("reply", "x"), "field": "q3_text", **office},
        "desk_note": {"about": derive("reply", "x"), **office},
        "feedback": {"round": "2021", "workshop": ""},
    }
    if kind in keyed:
        record = natural_id(kind, keyed[kind])
        assert record is not None
        return record, keyed[kind]
    plain: Mapping[str, tuple[str, dict[str, Value]]] = {
        "person": (owner.person, {"name": "x"}),
        "action": (own_record(owner.person, b"12345678"), {"person": owner.person}),
        "evidence": (own_id("evidence", owner.person, b"12345679"), {"person": owner.person, "action": "x"}),
        **{
            kind: (own_id(kind, owner.person, b"12345670"), {"person": owner.person})
            for kind in ("own_material", "recommendation", "project", "effect", "gap")
        },
        **{
            kind: (own_id(kind, owner.key, b"12345671"), {"date": "2021-10-14"})
            for kind in ("reminder", "source_document")
        },
        "received": (own_record(owner.key, b"12345678"), {"date": "2021-10-14"}),
        "erase": (own_id("erase", owner.key, b"87654321"), {"ids": ["0" * 32]}),
    }
    return plain.get(kind, (derive(kind, "x"), {"title": "x"}))


def reason(
    kind: str,
    standing: Standing,
    owner: Author = ME,
    administration: str = "WS",
    header: str | None = None,
    audience: str | None = None,
    **more: Value,
) -> str | None:
    record, fields = record_of(kind, owner, administration)
    change = ME.change((record, kind, {**fields, **more}))
    office = standing.administration if header is None else header
    return held_reason(change, ME.key, standing, audience or KINDS[kind].audience, office)


def standing_of(role: Role) -> Standing:
    return Standing(role, "WS" if role in (Role.FOCAL_POINT, Role.PARTICIPANT) else "")


def test_the_table_names_every_kind_and_class() -> None:
    assert set(DECLARED) == set(KINDS)
    assert {kind: row["class"] for kind, row in DECLARED.items()} == {k: str(v.audience) for k, v in KINDS.items()}


@pytest.mark.parametrize(("kind", "role", "cell"), CELLS)
def test_who_may_write(kind: str, role: Role, cell: str) -> None:
    found = reason(kind, standing_of(role))
    if cell == "-":
        assert found == ("sender_unknown" if role is Role.UNKNOWN else "not_their_role")
    else:
        assert found is None


@pytest.mark.parametrize(("kind", "role", "cell"), CELLS)
def test_whose_record_it_may_be(kind: str, role: Role, cell: str) -> None:
    if cell == "own":
        assert reason(kind, standing_of(role), OTHER) == "not_their_record"
    elif cell != "-":
        assert reason(kind, standing_of(role), OTHER) is None


@pytest.mark.parametrize(("kind", "role", "cell"), CELLS)
def test_of_which_administration_it_may_speak(kind: str, role: Role, cell: str) -> None:
    if cell == "here":
        assert reason(kind, standing_of(role), administration="FJ") == "wrong_administration"
        assert reason(kind, standing_of(role), administration="") == "wrong_administration"
    elif cell != "-":
        assert reason(kind, standing_of(role), administration="FJ") is None


@pytest.mark.parametrize(("kind", "role", "cell"), CELLS)
def test_a_header_cannot_claim_another_administration(kind: str, role: Role, cell: str) -> None:
    expected = "wrong_administration" if role in (Role.FOCAL_POINT, Role.PARTICIPANT) else None
    if cell != "-":
        assert reason(kind, standing_of(role), header="FJ") == expected
        assert reason(kind, standing_of(role), header="") == expected


@pytest.mark.parametrize(("kind", "role", "cell"), CELLS)
def test_a_class_that_is_not_the_kinds_is_held(kind: str, role: Role, cell: str) -> None:
    others = {str(audience) for audience in Audience} | {"later"}
    for audience in others - {str(KINDS[kind].audience)} - KINDS[kind].older:
        assert reason(kind, standing_of(role), audience=audience) == "wrong_class"


def test_the_class_of_an_earlier_version_is_still_read() -> None:
    assert {kind: {*row.older} for kind, row in KINDS.items() if row.older} == {"received": {Audience.ROCB}}
    assert reason("received", standing_of(Role.FOCAL_POINT), audience="rocb") is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("target", KINDS)
def test_no_kind_writes_into_the_record_of_another(kind: str, target: str) -> None:
    """Else a focal point's receipt could overwrite a reply, and a workshop's title a grant."""
    if kind == target:
        return
    fields = record_of(kind, ME)[1]
    for owner in (ME, OTHER):
        change = ME.change((record_of(target, owner)[0], kind, fields))
        for role in Role:
            standing = standing_of(role)
            held = held_reason(change, ME.key, standing, KINDS[kind].audience, standing.administration)
            assert held is not None


@pytest.mark.parametrize("kind", [kind for kind, row in KINDS.items() if row.key])
def test_a_record_stays_with_the_fields_its_id_is_made_of(kind: str) -> None:
    record, fields = record_of(kind, ME)
    name = KINDS[kind].key[0]
    role = Role.FOCAL_POINT if Role.FOCAL_POINT in KINDS[kind].writers else Role.ROCB
    standing = standing_of(role)
    wrongs: tuple[Value, ...] = ("another", None, 7, ["x"], "a\x1fb")
    for wrong in wrongs:
        change = ME.change((record, kind, {**fields, name: wrong}))
        assert held_reason(change, ME.key, standing, KINDS[kind].audience, standing.administration) == (
            "not_their_record"
        )


def test_a_replacement_key_writes_the_records_of_the_first_key_and_not_of_its_own() -> None:
    standing = replace(standing_of(Role.PARTICIPANT), person=OTHER.person)
    for kind in ("person", "contact", "action", "reply"):
        assert reason(kind, standing, OTHER) is None
        assert reason(kind, standing, ME) == "not_their_record"
    assert reason("card", standing, OTHER) == "not_their_record"
    assert (standing.speaks_for(ME.key), standing_of(Role.PARTICIPANT).speaks_for(ME.key)) == (OTHER.person, ME.person)


def test_only_the_anchor_makes_officers() -> None:
    assert reason("grant", Standing(Role.ANCHOR), role="rocb") is None
    assert reason("grant", Standing(Role.ROCB), role="rocb") == "not_their_role"


@pytest.mark.parametrize("kind", ["grant", "vouch"])
def test_a_key_may_end_itself_and_say_nothing_else(kind: str) -> None:
    standing = standing_of(Role.PARTICIPANT)
    audience = KINDS[kind].audience

    def held(of: Author, **fields: Value) -> str | None:
        change = ME.change((derive(kind, of.key), kind, {"key": of.key, **fields}))
        return held_reason(change, ME.key, standing, audience, "WS")

    assert held(ME, ends=[]) is None
    assert held(ME, ends=[], admits=[]) is None
    assert held(OTHER, ends=[]) == "not_their_role"
    assert held(ME, ends=[], administration="FJ") == "not_their_role"


def test_kinds_and_texts_that_are_not_known_yet() -> None:
    change = ME.change((derive("later", "x"), "later", {"a": 1}))
    assert held_reason(change, ME.key, Standing(Role.ROCB), "all", "") == "kind_unknown"
    record, fields = record_of("reply", ME)
    missing = replace(ME.change((record, "reply", fields)), fields=None)
    assert held_reason(missing, ME.key, Standing(Role.ROCB), "all", "") == TEXT_MISSING


def test_every_reason_has_a_sentence() -> None:
    reasons = {"kind_unknown", "wrong_class", "wrong_administration", "sender_unknown", "not_their_role"}
    reasons |= {"not_their_record", "key_in_dispute", "key_ended", "erased", TEXT_MISSING}
    assert all(held_sentence(one).endswith(".") for one in reasons)


def test_a_person_is_named_by_the_first_key_alone() -> None:
    assert person_of(ME.key) != person_of(OTHER.key)
    assert contact_id(ME.person) != ME.person
