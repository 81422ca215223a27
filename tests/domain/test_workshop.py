"""Who took part: the rules that every reply rate stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.administration import all_administrations
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.workshop import (
    ATTENDED,
    KINDS,
    ROLES,
    Participation,
    TookPart,
    Workshop,
    default_surveyed,
    gets_survey,
    parse_natural_name,
    took_part,
)


def workshop(
    administrations: tuple[str, ...] = (), participated: int | None = None, end: str = "2021-04-15"
) -> Workshop:
    day = PartialDate.parse(end)
    return Workshop("w", 2021, 7, "A workshop", "regional", day, day, "", "online", administrations, participated)


def went(administration: str, attended: str = "yes", role: str = "participant") -> Participation:
    return Participation("", "w", "Somebody", administration, role, attended)


def test_a_workshop_knows_its_round_its_window_and_its_name() -> None:
    one = workshop(end="2021-06-30")
    assert one.natural_name == "2021/7"
    assert one.fiscal_round == 2021
    assert str(one.window.opens) == "2021-12-30"


@pytest.mark.parametrize(
    ("people", "codes"),
    [
        ([went("FJ"), went("FJ"), went("TO")], ("FJ", "TO")),
        ([went("FJ", "partly"), went("TO", "no")], ("FJ",)),
        ([went("FJ", "no"), went("FJ", "partly")], ("FJ",)),
        ([went("FJ"), went("NZ", role="observer"), went("AU", role="facilitator")], ("FJ",)),
        ([went("FJ"), went("JP", role="resource person")], ("FJ",)),
        ([went("FJ"), went("ROCB"), went("WCO Secretariat")], ("FJ",)),
        ([went("PNG"), went("PG")], ("PG",)),
        ([went("CK"), went("FJ")], ("CK", "FJ")),  # every customs administration counts, WCO member or not
        ([went("FJ", "no")], ()),
    ],
)
def test_an_administration_took_part_when_one_participant_attended(
    people: list[Participation], codes: tuple[str, ...]
) -> None:
    """Rules 2 and 3."""
    took = took_part(workshop(), people)
    assert took.codes == codes
    assert took.count == len(codes)
    assert took.listed


def test_without_participants_the_listed_administrations_took_part() -> None:
    """Rule 4."""
    took = took_part(workshop(("TO", "FJ", "FJ")), [went("WS", role="observer")])
    assert (took.count, took.codes) == (2, ("FJ", "TO"))
    assert took.warnings() == []


def test_a_bare_number_is_a_number_and_nothing_is_nothing() -> None:
    assert took_part(workshop(participated=22)) == TookPart(22)
    assert took_part(workshop()) == TookPart(None)
    assert not took_part(workshop(participated=22)).listed


def test_when_list_and_number_differ_the_list_counts_and_says_so() -> None:
    took = took_part(workshop(("FJ", "TO"), participated=6))
    assert took.count == 2
    assert took.warnings() == ["The list has 2 administrations, the number says 6. The list counts."]
    assert took_part(workshop(("FJ", "TO"), participated=2)).warnings() == []
    assert took_part(workshop(participated=1), [went("FJ", "no")]).count == 0


def test_unmarked_people_count_and_are_counted() -> None:
    took = took_part(workshop(), [went("FJ", ""), went("TO", ""), went("WS", "yes")])
    assert took.codes == ("FJ", "TO", "WS")
    assert took.warnings() == ["For 2 people it is not known who attended. They count as attended."]
    assert took_part(workshop(), [went("FJ", "")]).warnings() == [
        "For 1 person it is not known who attended. They count as attended."
    ]


@pytest.mark.parametrize(
    ("end", "not_members"), [("2023-01-25", ("CK", "SB")), ("2023-01-26", ("CK",)), ("2023-01", ("CK",))]
)
def test_membership_is_that_of_the_last_day(end: str, not_members: tuple[str, ...]) -> None:
    """Rule 3."""
    assert took_part(workshop(("SB", "CK", "FJ"), end=end)).not_members == not_members


@pytest.mark.parametrize(
    ("role", "attended", "gets"),
    [
        ("participant", "yes", True),
        ("participant", "partly", True),
        ("participant", "", True),
        ("participant", "no", False),
        ("observer", "yes", False),
        ("facilitator", "yes", False),
        ("resource person", "yes", False),
    ],
)
def test_who_gets_the_survey(role: str, attended: str, gets: bool) -> None:
    assert gets_survey(went("FJ", attended, role)) is gets


PEOPLE = st.lists(
    st.builds(
        went,
        st.sampled_from([one.code for one in all_administrations()] + ["ROCB", "", "XX"]),
        st.sampled_from([*ATTENDED, ""]),
        st.sampled_from(list(ROLES)),
    )
)


@given(PEOPLE, st.none() | st.integers(0, 40))
def test_nobody_is_counted_twice_and_nobody_who_did_not_go(people: list[Participation], stated: int | None) -> None:
    took = took_part(workshop(participated=stated), people)
    if any(person.role == "participant" for person in people):
        assert took.count == len(set(took.codes))
        assert set(took.codes) <= {person.administration for person in people if gets_survey(person)}
        assert set(took.not_members) <= set(took.codes)
        assert took == took_part(workshop(participated=stated), reversed(people))
    else:
        assert took.count == stated


@pytest.mark.parametrize("kind", KINDS)
def test_regional_and_sub_regional_workshops_are_surveyed(kind: str) -> None:
    assert default_surveyed(kind) is (kind in ("regional", "sub-regional"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021/4", (2021, 4)),
        (" 2021/12 ", (2021, 12)),
        ("4", None),
        ("2021-4", None),
        ("2021/", None),
        ("²⁰²¹/4", None),
    ],
)
def test_natural_names(text: str, found: tuple[int, int] | None) -> None:
    assert parse_natural_name(text) == found
