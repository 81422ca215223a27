"""What a newer version wrote is kept and passed on to the letter, and counts once this version knows its kind."""

from collections.abc import Iterator

import pytest
from authors import WORKSHOP, Said, reply, rows
from desks import Store

from rocb_desktop.domain import kinds
from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Kind
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.store.blocks import read_blocks
from rocb_desktop.store.changes import add_blocks, states_of
from rocb_desktop.store.projections import dump
from rocb_desktop.store.taken_back import bring_back_import, take_back_import
from rocb_desktop.store.upkeep import keep_up

CERTIFICATE: Said = (derive("certificate", WORKSHOP), "certificate", {"workshop": WORKSHOP, "text": "Well done"})


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store().begin()
    yield made
    made.db.close()


def test_a_kind_of_a_later_version_counts_after_the_update(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rocb, sina = store.who["rocb"], store.who["sina"]
    later, forged = rocb.say(CERTIFICATE, audience="all"), sina.say(CERTIFICATE, audience="all")
    store.add(later, forged)
    assert store.held(later) == store.held(forged) == ["kind_unknown"]
    assert keep_up(store.db, store.desk)
    assert not keep_up(store.db, store.desk)
    assert [SignedBlock(*one) for one in read_blocks(store.db, "id=?", (later.block.id,))] == [later]
    monkeypatch.setitem(dict_of_kinds(), "certificate", Kind(Audience.ALL, kinds.OFFICE))
    before = dump(store.db)
    assert keep_up(store.db, store.desk)
    assert (store.held(later), store.held(forged)) == ([None], ["not_their_role"])
    assert states_of(store.db, [CERTIFICATE[0]])[CERTIFICATE[0]].values["text"] == "Well done"
    assert dump(store.db) == before
    assert not keep_up(store.db, store.desk)


def dict_of_kinds() -> dict[str, Kind]:
    assert isinstance(kinds.KINDS, dict)
    return kinds.KINDS


def test_forms_and_fields_of_a_later_version_count_at_once_and_stay_as_they_came(store: Store) -> None:
    sina = store.who["sina"]
    said = sina.say(reply(sina, q3="yes", later_field=["x", None, 5], q9="maybe"))
    store.add(said)
    assert store.held(said) == [None]
    assert [SignedBlock(*one) for one in read_blocks(store.db, "id=?", (said.block.id,))] == [said]


def test_what_is_unknown_is_taken_back_and_brought_in_like_all_else(store: Store) -> None:
    later = store.who["rocb"].say(CERTIFICATE, audience="later")
    before = dump(store.db)
    add_blocks(store.db, store.desk, rows([later]), "file")
    take_back_import(store.db, store.desk, "file")
    assert dump(store.db) == before
    bring_back_import(store.db, store.desk, "file")
    assert store.held(later) == ["kind_unknown"]


def test_a_damaged_store_is_told_plainly(store: Store) -> None:
    store.db.execute("UPDATE change SET body=x'7b' WHERE seq=1")
    with pytest.raises(UserError) as refused:
        keep_up(store.db, store.desk)
    assert refused.value.code == "store_damaged"
