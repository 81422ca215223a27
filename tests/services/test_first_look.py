"""A pack before there is a profile: its workshops and names, and what is no pack."""

from pathlib import Path

import pytest
from fiji import make_fiji
from region import Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.first_look import look_into_pack


def test_a_pack_without_names(region: Region) -> None:
    look = look_into_pack(region.file("pack"))
    assert look.workshops == ("WTO TFA",)
    assert look.people == ()


def test_a_pack_with_names(tmp_path: Path) -> None:
    fiji = make_fiji(tmp_path / "fiji")
    look = look_into_pack(fiji.packs[0])
    assert look.people == (("FJ", "Jone Ratu"), ("FJ", "Litia Bola"))
    assert look.workshops == ("Post Clearance Audit (Pacific)",)


@pytest.mark.parametrize(("name", "code"), [("card", "not_a_pack"), ("reply", "not_for_you"), ("gone", "bad_path")])
def test_what_is_no_pack_for_everybody(region: Region, name: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        look_into_pack(region.file(name))
    assert refused.value.code == code
