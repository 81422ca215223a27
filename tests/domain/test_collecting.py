"""The collector is let be for a while, and is on again afterwards; who has switched it off keeps it off."""

import gc

import pytest

from rocb_desktop.domain.collecting import uncollected


def test_off_for_a_while_and_on_again_whatever_happens() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError), uncollected():
        raise ValueError
    assert gc.isenabled()
