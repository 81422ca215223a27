"""A recovery sheet gives back the very keys it was made of, and says of anything else that it is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from rocb_desktop.exchange import age_key, sshsig
from rocb_desktop.exchange.recovery_sheet import MAX_OLDER, SecondKey, SheetKeys, read_sheet, sheet_bytes
from rocb_desktop.exchange.text_lines import read_lines, write_code, write_lines

KEY = st.binary(min_size=32, max_size=32)
IDENTITY = KEY.map(age_key.key_text)
PUBLIC = KEY.map(bytes.hex)


@st.composite
def keys(draw: st.DrawFn) -> SheetKeys:
    role = draw(st.sampled_from(("participant", "focal_point", "rocb")))
    office = role == "rocb"
    anchor_seed = draw(st.none() | KEY) if office else None
    first = draw(PUBLIC) if anchor_seed is None else sshsig.public_key(anchor_seed)
    return SheetKeys(
        role,
        "ROCB" if office else draw(st.sampled_from(("WS", "FJ"))),
        draw(st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable())),
        draw(KEY),
        draw(IDENTITY),
        tuple(draw(st.lists(IDENTITY, max_size=MAX_OLDER))),
        (first, draw(PUBLIC)) if office else (),
        anchor_seed,
    )


def back(lines: tuple[str, ...], between: str) -> SheetKeys | SecondKey | None:
    data = read_lines(between.join(lines)).data
    assert data is not None
    return read_sheet(data)


@given(keys() | st.builds(SecondKey, KEY), st.sampled_from((" ", "\n")))
def test_what_was_printed_comes_back(made: SheetKeys | SecondKey, between: str) -> None:
    data = sheet_bytes(made)
    assert back(write_lines(data), between) == made
    assert back((write_code(data),), between) == made


def test_a_sheet_never_changes_its_form() -> None:
    """A sheet printed with this version: it is read for ever."""
    made = SheetKeys("focal_point", "FJ", "Tevita Rakai", bytes(range(32)), age_key.key_text(bytes(range(32, 64))))
    lines = (
        "1/4 7D 01A02 08000 00008 20C20 A1G71 04GM2 RC1M7 0Y40H D1",
        "2/4 7D 289H8 58P2W C1J6G V3GEH W7S04 4H269 154RK JGA9A 2Q",
        "3/4 7D 5CP2T BHF60 RK4CS M6MV3 EE1S7 8XKRF 9Y7W1 4CJJM T4",
        "4/4 7D CNV6J X3141 962TV 1D63V NTNF0 00000 00000 00000 H7",
    )
    assert back(lines, "\n") == made
    second = (
        "1/2 38 00GG4 00108 1G818 60W40 J2GB1 G6GW3 RG249 1650N 5E",
        "2/2 38 2RBHG 68T3C E1T7G Z28F0 3Z800 00000 00000 00000 6Z",
    )
    assert back(second, " ") == SecondKey(bytes(range(32)))


@given(st.binary(max_size=200))
def test_other_bytes_are_no_sheet_and_no_mistake_of_ours(data: bytes) -> None:
    read_sheet(data)


@given(keys(), st.integers(0, 100))
def test_a_sheet_cut_short_is_none(made: SheetKeys, cut: int) -> None:
    assert read_sheet(sheet_bytes(made)[: min(cut, 68)]) is None  # all before the administration's code


@given(KEY)
def test_an_age_key_is_spelt_as_age_spells_it(key: bytes) -> None:
    text = age_key.key_text(key)
    assert age_key.key_bytes(text) == key
    assert str(x25519.Identity.from_str(text)) == text


def test_age_keys_are_read_and_a_wrong_letter_is_seen() -> None:
    for _each in range(20):
        text = str(x25519.Identity.generate())
        assert age_key.key_text(age_key.key_bytes(text)) == text
        for wrong in (text[:-1] + ("Q" if text[-1] != "Q" else "P"), text.replace("AGE", "EGA"), text + "b", ""):
            with pytest.raises(ValueError, match="no private age key"):
                age_key.key_bytes(wrong)
