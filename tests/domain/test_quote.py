"""Consent can be lowered by a focal point or head, and never raised."""

from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.quote import effective_consent, is_attributed, is_quotable, narrower
from rocb_desktop.domain.reply import CONSENTS

words = st.sampled_from([*CONSENTS, "", "of a newer version"])


@given(words, words)
def test_no_limit_raises_what_its_author_allowed(author: str, limit: str) -> None:
    found = effective_consent(author, limit)
    if author not in CONSENTS:
        assert found == ""
    else:
        assert CONSENTS.index(found) >= CONSENTS.index(author)
        assert limit not in CONSENTS or CONSENTS.index(found) >= CONSENTS.index(limit)


@given(words)
def test_a_text_is_named_only_where_it_may_be_quoted(consent: str) -> None:
    assert is_quotable(consent) or not is_attributed(consent)


def test_what_it_can_be_lowered_to() -> None:
    assert narrower("members_attributed") == ("members_attributed", "members_anonymous", "count_only")
    assert narrower("") == ()
    assert not is_quotable("count_only")
