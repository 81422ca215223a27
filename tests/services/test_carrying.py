"""Whatever of what was said a file shows: its blocks are genuine, its chains whole, and no other word leaves."""

from pathlib import Path

from authors import rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from replicas import memory_store
from talk import ANCHOR, talk

from rocb_desktop.domain.kinds import Audience
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.session import Clock, Ids, Profile, Session
from rocb_desktop.store.changes import Desk, add_blocks


def session_of(blocks: list[SignedBlock]) -> Session:
    """A store in memory that holds these blocks."""
    db = memory_store()
    add_blocks(db, Desk(ANCHOR, "", ""), rows(blocks), None)
    return Session(Profile(Path(), "rocb", "ROCB", "Desk One", "en"), db, Clock(), Ids())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(talk(), st.data())
def test_a_file_shows_what_was_picked_and_lets_the_rest_be_judged(
    blocks: list[SignedBlock], data: st.DataObject
) -> None:
    session = session_of(blocks)
    audience = data.draw(st.sampled_from([Audience.ALL, Audience.ROCB]))
    every = rows_where(session, audience, "1")
    picked = data.draw(st.sets(st.sampled_from(sorted(every)))) if every else set()
    shown = {seq: every[seq] for seq in picked}
    made = carry(session, audience, shown)
    assert all(signed.genuine and signed.block.audience == audience for signed in made)
    changes = [change for signed in made for change in signed.block.changes]
    assert {change.id for change in changes if change.fields is not None} == set(shown.values())
    here = {signed.block.id for signed in made}
    for signed in made:
        back = signed.block.back
        assert not back or back in here  # every chain can be walked to its beginning
    ids = {signed.block.id for signed in blocks}
    assert here <= ids and len(here) == len(made)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(talk(), st.data())
def test_what_the_reader_surely_has_is_left_out_and_nothing_else(
    blocks: list[SignedBlock], data: st.DataObject
) -> None:
    session = session_of(blocks)
    shown = rows_where(session, Audience.ROCB, "1")
    whole = carry(session, Audience.ROCB, shown)
    streams = {(one.block.key, one.block.nonce, one.block.audience) for one in whole}
    known = {stream: data.draw(st.integers(0, 4)) for stream in sorted(streams)}
    some = carry(session, Audience.ROCB, shown, known)
    left = [one for one in whole if one not in some]
    assert [one for one in whole if one in some] == some
    assert all(one.block.number <= known[(one.block.key, one.block.nonce, one.block.audience)] for one in left)
    assert all(one.block.number > known[(one.block.key, one.block.nonce, one.block.audience)] for one in some)
