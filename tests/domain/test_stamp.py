"""The clock that orders what is shown: it only runs forward, and a wrong computer does not drag it along."""

from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.stamp import DAY_MS, is_ahead, next_stamp, observe, stamp_ms

NOW = 1_634_000_000_000
times = st.integers(0, 2**46)
stamps = st.integers(0, 2**62)


@given(stamps, times)
def test_every_edit_comes_after_the_last(last: int, now: int) -> None:
    stamp = next_stamp(last, now)
    assert stamp > last
    assert stamp_ms(stamp) >= now


def test_a_full_counter_takes_a_millisecond() -> None:
    last = (NOW << 16) | 0xFFFF
    assert stamp_ms(next_stamp(last, NOW)) == NOW + 1


def test_a_clock_set_back_does_not_go_back() -> None:
    last = next_stamp(0, NOW)
    assert next_stamp(last, NOW - DAY_MS) == last + 1


@given(stamps, stamps, times)
def test_reading_moves_forward_or_not_at_all(last: int, seen: int, now: int) -> None:
    moved = observe(last, seen, now)
    assert moved == (last if is_ahead(seen, now) else max(last, seen))


def test_a_day_ahead_is_still_believed() -> None:
    edge = (NOW + DAY_MS) << 16
    assert not is_ahead(edge, NOW) and observe(0, edge, NOW) == edge
    beyond = (NOW + DAY_MS + 1) << 16
    assert is_ahead(beyond, NOW) and observe(5, beyond, NOW) == 5
