"""The keys of an office in the header of a sealed file: there and back, never in an open one, never in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.change import BadLine
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.file import Header, Sender, read_file, write_file
from rocb_desktop.exchange.passed_keys import PassedKeys, read_passed
from rocb_desktop.exchange.seal import new_identity, recipient_of

SEED = bytes(32)


def header(passes: PassedKeys | None) -> Header:
    sender = Sender(sshsig.public_key(SEED), "Lani", "focal_point", "WS", "")
    return Header("ab" * 8, "hand-over", sender, (), (), "2021-10-14T09:05:00Z", passes=passes)


def test_a_sealed_file_passes_keys_on_and_an_open_one_does_not() -> None:
    reader, passed = new_identity(), PassedKeys((new_identity(), new_identity()), "ab" * 32, ("cd" * 32,))
    sealed = write_file(header(passed), [], SEED, [recipient_of(reader)])
    assert read_file(sealed, [reader]).header.passes == passed
    assert read_file(write_file(header(passed), [], SEED, []), []).header.passes is None


def test_nobody_prints_a_secret_by_mistake() -> None:
    passed = PassedKeys((new_identity(),), "ab" * 32)
    assert "AGE-SECRET" not in repr(passed) + repr(header(passed)) and "abab" not in repr(passed)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"office": []},
        {"office": ["AGE-SECRET-KEY-1"]},
        {"office": "text"},
        {"office": ["AGE-SECRET-KEY-1" + "A" * 58]},
        {"office": [new_identity(), new_identity()[:-1] + "0"]},
        {"office": [new_identity()], "anchor": "short"},
        {"office": [new_identity()], "different": [1]},
        {"office": [new_identity()], "different": "ab"},
        {"office": [new_identity()] * 201},
    ],
)
def test_anything_but_the_declared_shape_is_a_damaged_file(value: object) -> None:
    with pytest.raises(BadLine):
        read_passed(value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_no_json_breaks_the_reader(value: object) -> None:
    with pytest.raises(BadLine):
        read_passed({"office": value})


def test_a_file_with_a_broken_field_is_refused_whole() -> None:
    reader = new_identity()
    data = write_file(header(PassedKeys(("no key",))), [], SEED, [recipient_of(reader)])
    with pytest.raises(UserError, match="damaged_file"):
        read_file(data, [reader])
