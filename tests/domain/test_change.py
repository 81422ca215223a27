"""Changes: their two lines, their ids, what is refused, and the state that follows from a set of them."""

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.change import (
    MAX_AFTER,
    MAX_INTEGER,
    MAX_LINE,
    BadLine,
    Change,
    RecordState,
    Value,
    change_id,
    derive,
    erased_body,
    is_marked,
    is_own_record,
    make_change,
    own_record,
    parse_change,
    read_json,
    state_of,
)
from rocb_desktop.domain.kinds import KINDS

RECORD = derive("action", "1")
SALT = bytes(range(12))
META = f'["{RECORD}","action","action@1",1,[]]'.encode()
BODY = b'["00",{"text":"a"}]'

scalars = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | st.text(max_size=8)
values = scalars | st.lists(scalars, max_size=3)
names = st.from_regex(r"\A[a-z][a-z0-9_]{0,8}\Z")


def say(fields: Mapping[str, Value], after: Sequence[Change] = (), hlc: int = 1, salt: int = 0) -> Change:
    ids = [change.id for change in after]
    return make_change(RECORD, "action", "action@1", hlc, ids, salt.to_bytes(12, "big"), fields)


# Ids


def test_the_id_is_the_hash_of_meta_and_of_the_hash_of_body() -> None:
    expected = hashlib.sha256(META + b"\n" + hashlib.sha256(BODY).hexdigest().encode()).hexdigest()[:32]
    assert change_id(META, BODY) == expected == parse_change(META, BODY).id


def test_an_erased_body_keeps_the_id_and_loses_text_and_salt() -> None:
    erased = erased_body(BODY)
    assert erased_body(erased) == erased
    change = parse_change(META, erased)
    assert (change.id, change.fields) == (parse_change(META, BODY).id, None)
    assert b"text" not in change.body


def test_derived_ids_tell_their_kind_and_differ() -> None:
    marks = {derive(kind, "x")[:4] for kind in (*KINDS, "own")}
    assert len(marks) == len(KINDS) + 1
    assert is_marked(derive("round", "2021"), "round") and not is_marked(derive("round", "2021"), "workshop")
    assert derive("reply", "a", "b") != derive("reply", "b", "a")
    assert len(derive("reply", "a")) == 32


def test_an_own_record_names_its_owner() -> None:
    record = own_record("ana", b"123456789")
    assert len(record) == 32
    assert is_own_record(record, "ana") and not is_own_record(record, "ben")


# Lines


def test_what_a_person_typed_becomes_one_form_of_unicode() -> None:
    change = say({"text": "Te\u0301", "list": ["e\u0301", 1], "number": 5, "nothing": None})
    assert change.fields == {"text": "T\u00e9", "list": ["\u00e9", 1], "number": 5, "nothing": None}


def test_what_no_file_may_hold_is_left_out_of_what_was_typed() -> None:
    change = say({"text": "a\0b\ud800c\ud83d\ude00", "list": ["\0"]})
    assert change.fields == {"text": "ab\ufffdc\U0001f600", "list": [""]}


def test_received_text_is_never_changed() -> None:
    body = '["00", {"text": "Te\u0301\\r\\n"}]'.encode()
    change = parse_change(META, body)
    assert (change.fields, change.body) == ({"text": "Te\u0301\r\n"}, body)


@given(st.dictionaries(names, values, max_size=4), st.integers(0, MAX_INTEGER))
def test_a_change_is_read_back_as_it_was_made(fields: dict[str, Value], hlc: int) -> None:
    made = make_change(RECORD, "action", "action@1", hlc, ["0" * 32, "0" * 32], SALT, fields)
    again = parse_change(made.meta, made.body)
    assert again == made
    assert again.after == ("0" * 32,)
    assert b"\n" not in made.meta + made.body


BAD_META = [
    b"",
    b"[]",
    b"{}",
    b"nonsense",
    f'["{RECORD}","action","action@1",1]'.encode(),
    f'["{RECORD[1:]}","action","action@1",1,[]]'.encode(),
    f'["{RECORD.upper()}","action","action@1",1,[]]'.encode(),
    f'["{RECORD}","Action","action@1",1,[]]'.encode(),
    f'["{RECORD}",7,"action@1",1,[]]'.encode(),
    f'["{RECORD}","action","action",1,[]]'.encode(),
    f'["{RECORD}","action","action@1",-1,[]]'.encode(),
    f'["{RECORD}","action","action@1",{MAX_INTEGER + 1},[]]'.encode(),
    f'["{RECORD}","action","action@1",true,[]]'.encode(),
    f'["{RECORD}","action","action@1",1.0,[]]'.encode(),
    f'["{RECORD}","action","action@1","1",[]]'.encode(),
    f'["{RECORD}","action","action@1",1,{{}}]'.encode(),
    f'["{RECORD}","action","action@1",1,["x"]]'.encode(),
    f'["{RECORD}","action","action@1",1,[1]]'.encode(),
    f'["{RECORD}","action","action@1",1,[]] '.encode() + b"x",
    json.dumps([RECORD, "action", "action@1", 1, ["0" * 32] * (MAX_AFTER + 1)]).encode(),
    b"[" * 100_000,
]
BAD_BODY = [
    b"",
    b"null",
    b"[]",
    b'["00"]',
    b'["00",[]]',
    b'[1,{"text":"a"}]',
    b'["00",{"text":1.5}]',
    b'["00",{"text":1e3}]',
    b'["00",{"text":NaN}]',
    b'["00",{"text":-Infinity}]',
    b'["00",{"text":{"a":1}}]',
    b'["00",{"text":[[1]]}]',
    b'["00",{"text":[1.5]}]',
    b'["00",{"text":"a","text":"b"}]',
    b'["00",{"Text":"a"}]',
    b'["00",{"":"a"}]',
    b'["00",{"text":%d}]' % (MAX_INTEGER + 1),
    b'["00",{"text":-%d}]' % (MAX_INTEGER + 1),
    b'["00",{"text":' + b"9" * 100_000 + b"}]",
    b'["00",{"text":"\\ud800"}]',
    b'["00",{"text":"\xed\xa0\x80"}]',
    b'["00",{"text":"\xff"}]',
    b'["00",{"text":"a\x00b"}]',
    b'["00",{"text":"a\\u0000b"}]',
    b'["00",{"text":"\\\\\\u0000"}]',
    b'["00",{"text":"a\nb"}]',
    b'["00",{"text":"a"}',
    b'["00",{"text":"a"}]]',
    b'\xef\xbb\xbf["00",{"text":"a"}]',
    b'["00",' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"]",
    b"sha256:" + b"0" * 63,
    b"sha256:" + b"0" * 65,
    b"sha256:" + b"G" * 64,
    b'["00",{"text":"' + b"a" * MAX_LINE + b'"}]',
]


@pytest.mark.parametrize("meta", BAD_META, ids=range(len(BAD_META)))
def test_a_bad_first_line_is_refused(meta: bytes) -> None:
    with pytest.raises(BadLine):
        parse_change(meta, BODY)


@pytest.mark.parametrize("body", BAD_BODY, ids=range(len(BAD_BODY)))
def test_a_bad_second_line_is_refused(body: bytes) -> None:
    with pytest.raises(BadLine):
        parse_change(META, body)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b'["00",{"text":"\\\\u0000"}]', "\\u0000"),  # a backslash and five letters, no NUL
        (b'["00",{"text":"\\u00e9\\ud83d\\ude00"}]', "\u00e9\U0001f600"),
        (b'["00",{"text":"\xe2\x80\xa8\xc2\x85"}]', "\u2028\u0085"),
        (b'[ "00" , {"text":"a"} ] ', "a"),
    ],
)
def test_unusual_lines_that_are_good(body: bytes, text: str) -> None:
    assert parse_change(META, body).fields == {"text": text}


@given(st.integers(0, len(META + BODY) * 8 - 1))
def test_no_flipped_bit_goes_unseen(bit: int) -> None:
    """Refused, or another change: never the same id with other words."""
    lines = bytearray(META + BODY)
    lines[bit // 8] ^= 1 << bit % 8
    try:
        read = parse_change(bytes(lines[: len(META)]), bytes(lines[len(META) :]))
    except BadLine:
        return
    assert read.id != change_id(META, BODY)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(line: bytes) -> None:
    try:
        read_json(line)
    except BadLine:
        return


# The state of a record


def shown(state: RecordState) -> tuple[object, ...]:
    return (
        dict(state.values),
        {name: [head.id for head in heads] for name, heads in state.heads.items()},
        {name: [head.id for head in heads] for name, heads in state.conflicts.items()},
        state.deleted,
        state.kind,
    )


def test_a_later_change_that_knew_of_the_first_replaces_it_whatever_the_clocks_say() -> None:
    first = say({"text": "a", "audience": "b"}, hlc=900)
    second = say({"text": "c"}, [first], hlc=1)
    state = state_of([first, second])
    assert state.values == {"text": "c", "audience": "b"}
    assert not state.conflicts
    assert [head.id for head in state.heads["audience"]] == [first.id]


def test_two_who_did_not_know_of_each_other_are_in_conflict_until_somebody_decides() -> None:
    mine, theirs = say({"text": "a"}, hlc=1), say({"text": "b"}, hlc=2)
    state = state_of([mine, theirs])
    assert state.values == {"text": "b"}
    assert [head.id for head in state.conflicts["text"]] == [mine.id, theirs.id]
    decided = say({"text": "a"}, [mine, theirs], hlc=0)
    assert state_of([mine, theirs, decided]).values == {"text": "a"}
    assert not state_of([mine, theirs, decided]).conflicts


def test_the_same_stamp_is_decided_by_the_id() -> None:
    some = [say({"text": text}, hlc=7, salt=number) for number, text in enumerate("abcd")]
    assert state_of(some).values["text"] == dict(max(some, key=lambda one: one.id).fields or {})["text"]


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        (b'"a\\r\\nb"', b'"a\\nb"', False),
        (b'"a\\rb"', b'"a\\nb"', False),
        ('"\u00e9"'.encode(), '"e\u0301"'.encode(), False),
        (b"1", b'"1"', True),
        (b"1", b"true", True),
        (b'["a","b"]', b'["b","a"]', True),
        (b'"a"', b'"a "', True),
    ],
)
def test_unicode_form_and_line_endings_are_no_conflict(one: bytes, two: bytes, conflict: bool) -> None:
    changes = [parse_change(META, b'["00",{"text":' + text + b"}]") for text in (one, two)]
    assert bool(state_of(changes).conflicts) is conflict


def test_different_fields_merge_by_themselves() -> None:
    state = state_of([say({"text": "a"}), say({"audience": "b"})])
    assert (state.values, dict(state.conflicts)) == ({"text": "a", "audience": "b"}, {})


def test_a_deletion_that_knew_everything_hides_the_record() -> None:
    first = say({"text": "a"})
    gone = say({"deleted": True}, [first])
    assert state_of([first, gone]).deleted
    back = say({"deleted": False}, [gone])
    assert not state_of([first, gone, back]).deleted


def test_an_edit_that_the_deletion_did_not_know_keeps_the_record_in_sight() -> None:
    first = say({"text": "a"})
    gone, edited = say({"deleted": True}, [first]), say({"text": "b"}, [first])
    state = state_of([first, gone, edited])
    assert not state.deleted
    assert {head.id for head in state.conflicts["deleted"]} == {gone.id, edited.id}
    assert state_of([first, gone, edited, say({"deleted": True}, [gone, edited])]).deleted


def test_a_lone_deletion_hides() -> None:
    assert state_of([say({"deleted": True})]).deleted


def test_a_change_without_its_text_says_nothing_and_replaces_nothing() -> None:
    first = say({"text": "a"})
    second = say({"text": "b"}, [first])
    missing = parse_change(second.meta, erased_body(second.body))
    assert state_of([first, missing]).values == {"text": "a"}
    assert state_of([missing]).values == {}


def test_what_a_new_change_must_name() -> None:
    first = say({"text": "a", "audience": "x"}, hlc=1)
    second = say({"text": "b"}, [first], hlc=2)
    state = state_of([first, second])
    assert state.head_ids(["text", "audience", "unheard"]) == [second.id, first.id]
    many = [say({"text": str(number)}, hlc=number, salt=number) for number in range(MAX_AFTER + 3)]
    named = state_of(many).head_ids(["text"])
    assert named == [change.id for change in reversed(many)][:MAX_AFTER]


@given(st.data())
def test_order_and_repetition_do_not_matter(data: st.DataObject) -> None:
    changes: list[Change] = []
    for number in range(data.draw(st.integers(1, 6))):
        after = data.draw(st.lists(st.sampled_from(changes), unique_by=id)) if changes else []
        fields: dict[str, Value] = data.draw(
            st.dictionaries(st.sampled_from(["text", "audience"]), st.sampled_from(["a", "b"]), min_size=1)
        )
        if data.draw(st.booleans()):
            fields["deleted"] = data.draw(st.booleans())
        changes.append(say(fields, after, hlc=data.draw(st.integers(0, 5)), salt=number))
    expected = shown(state_of(changes))
    for order in itertools.islice(itertools.permutations(changes), 24):
        assert shown(state_of(order)) == expected


@given(st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=6))
def test_every_edit_is_a_head_or_replaced(texts: list[str]) -> None:
    changes = [say({"text": text}, salt=number) for number, text in enumerate(texts)]
    state = state_of(changes)
    assert {head.id for head in state.heads["text"]} == {change.id for change in changes}
