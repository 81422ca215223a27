"""Which of several replies of one person counts: signed before entered, then the one received last, in any order."""

from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.one_person import Entry, passed_over

JOINED = {"FJ": {"l. bola": "litia bola"}}


def entry(record: str, name: str, received: str = "", own: bool = True, place: str = "w", code: str = "FJ") -> Entry:
    return Entry(record, place, code, name, own, received)


def test_a_signed_reply_comes_before_one_entered_for_the_same_person() -> None:
    some = [entry("a", "Litia Bola", "2021-09-01"), entry("b", "L. BOLA", "2021-10-01", own=False)]
    assert passed_over(some, {}) == set()
    assert passed_over(some, JOINED) == {"b"}
    assert passed_over([some[0], entry("b", "litia  bola", own=False)], {}) == {"b"}


def test_of_joined_spellings_the_one_received_last_counts() -> None:
    some = [entry("a", "L. Bola", "2021-10-01"), entry("b", "Litia Bola", "2021-09-01"), entry("c", "Litia Bola")]
    assert passed_over(some, JOINED) == {"b", "c"}
    same_day = [entry("a", "L. Bola", "2021-10-01"), entry("b", "Litia Bola", "2021-10-01")]
    assert passed_over(same_day, JOINED) == {"a"}
    entered = [entry("a", "L. Bola", "2021-10-01", own=False), entry("b", "Litia Bola", "2021-09-01", own=False)]
    assert passed_over(entered, JOINED) == {"b"}


def test_two_people_of_one_name_are_two_people() -> None:
    some = [entry("a", "Litia Bola", "2021-10-01"), entry("b", "Litia Bola", "2021-09-01")]
    assert passed_over(some, {}) == set()
    assert passed_over(some, {"FJ": {"litia bola": "litia bola"}}) == {"b"}
    assert passed_over([entry("a", ""), entry("b", "", own=False)], {}) == set()  # nobody knows who
    elsewhere = [
        some[0],
        entry("b", "Litia Bola", own=False, place="v"),
        entry("c", "Litia Bola", own=False, code="WS"),
    ]
    assert passed_over(elsewhere, JOINED) == set()


ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from("abcdefgh"),
        st.sampled_from(("Litia Bola", "L. Bola", "Jone Ratu", "")),
        st.sampled_from(("", "2021-09", "2021-09-01", "2021-10-01")),
        st.booleans(),
        st.sampled_from("wv"),
    ),
    max_size=8,
    unique_by=lambda one: one.record,
)


@given(ENTRIES)
def test_any_order_gives_the_same_and_every_person_keeps_a_reply(some: list[Entry]) -> None:
    found = passed_over(some, JOINED)
    assert passed_over(some[::-1], JOINED) == found
    assert {_seat(one) for one in some} == {_seat(one) for one in some if one.record not in found}


def _seat(one: Entry) -> tuple[str, str]:
    return one.workshop, one.name.replace("L. ", "Litia ")
