"""Each service says its lane once; a missing or unknown lane is found at once."""

from typing import cast

import pytest

from rocb_desktop.services.lanes import LANES, Lane, lane, lane_of, report, reporting


@pytest.mark.parametrize("name", LANES)
def test_a_marked_service_is_still_the_same_function(name: Lane) -> None:
    def count_things(session: object, number: int) -> int:
        return number + 1

    marked = lane(name)(count_things)
    assert marked is count_things
    assert marked(None, 1) == 2
    assert lane_of(marked) == name


def test_an_unmarked_service_is_refused() -> None:
    def forgot(session: object) -> None: ...

    with pytest.raises(TypeError, match="does not say its lane"):
        lane_of(forgot)


def test_an_unknown_lane_is_refused() -> None:
    with pytest.raises(ValueError, match="no such lane"):
        lane(cast(Lane, "fast"))


def test_a_service_without_a_session_reports_to_whoever_listens() -> None:
    told: list[tuple[int, int]] = []
    report(0, 2)
    with reporting(lambda i, n: told.append((i, n))):
        report(1, 2)
    report(2, 2)
    assert told == [(1, 2)]
