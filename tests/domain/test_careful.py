"""Two computers of one desk disagree: until somebody decides, the narrower word counts."""

import pytest

from rocb_desktop.domain.careful import careful_values
from rocb_desktop.domain.change import Change, Value, make_change, state_of

TOKEN = bytes(12)


def apart(kind: str, *said: dict[str, Value]) -> list[Change]:
    """Changes of one record, none of which knows of another; the last is the newest."""
    return [
        make_change("0" * 32, kind, f"{kind.replace('_', '-')}@1", hlc, (), TOKEN, fields)
        for hlc, fields in enumerate(said, 1)
    ]


def test_the_narrowest_limit_of_a_quote_counts() -> None:
    said = apart("quote_limit", {"consent": "count_only"}, {"consent": "members_anonymous"}, {"consent": None})
    state = state_of(said)
    assert state.values["consent"] is None  # the newest
    assert careful_values(state)["consent"] == "count_only"
    assert careful_values(state_of(said[1:]))["consent"] == "members_anonymous"


@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [("draft", "cleared", "draft"), ("with_head", "cleared", "with_head"), ("cleared", "who knows", "cleared")],
)
def test_a_clearance_is_as_far_as_both_say(one: str, other: str, counts: str) -> None:
    for first, second in ((one, other), (other, one)):
        state = state_of(apart("clearance", {"state": first}, {"state": second}))
        assert careful_values(state)["state"] == counts


def test_naming_and_what_the_head_has_seen() -> None:
    state = state_of(
        apart(
            "clearance",
            {"naming": "not_named", "judged": ["a", "b"], "name": "Ratu Isoa"},
            {"naming": "named", "judged": ["b", "c"], "name": "Adi Mere"},
        )
    )
    found = careful_values(state)
    assert (found["naming"], found["judged"], found["name"]) == ("not_named", ["b"], "Adi Mere")
    state = state_of(apart("clearance", {"judged": ["a"]}, {"judged": None}))
    assert careful_values(state)["judged"] == []


def test_what_is_agreed_and_other_records_stay_as_they_are() -> None:
    agreed = state_of(apart("quote_limit", {"consent": "public"}))
    assert careful_values(agreed) is agreed.values
    other = state_of(apart("desk_note", {"text": "One"}, {"text": "Two"}))
    assert careful_values(other) is other.values
    unknown = state_of(apart("quote_limit", {"consent": "nobody"}, {"consent": "somebody"}))
    assert careful_values(unknown)["consent"] == "somebody"
