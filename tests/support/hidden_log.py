"""A person's log of many actions on its way to the focal point, and the file that takes them all out of sight."""

from pathlib import Path

from forgery import keys_of
from region import WORKSHOP, Region

from rocb_desktop.domain.kinds import Audience
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import Addressee, office_mark, write_file
from rocb_desktop.services.sending.signing import blocks_where, make_header, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import log_action


def many_actions(region: Region, count: int) -> Path:
    """A file of Sina's to her focal point with `count` logged actions."""
    with region.at("sina") as session:
        for _number in range(count):
            log_action(session, WORKSHOP, "inhouse_workshop", "2021-06-01")
        return for_focal(region, session, "actions")


def for_focal(region: Region, session: Session, name: str) -> Path:
    """Everything of class administration that the session's person wrote."""
    sign_waiting(session, Audience.ADMINISTRATION)
    where = "audience='administration' AND author=?"
    return written(region, session, name, blocks_where(session, where, (session.desk.key,)))


def written(region: Region, session: Session, name: str, blocks: list[SignedBlock]) -> Path:
    office = keys_of(region, "focal").office
    header = make_header(session, "reply", [])
    header = type(header)(
        header.file, "reply", header.sender, (Addressee("WS", office_mark(office)),), (), header.created
    )
    region.file(name).write_bytes(write_file(header, blocks, session.keys.seed, [office]))
    return region.file(name)


def delete_all(region: Region) -> Path:
    with region.at("sina") as session:
        rows = session.db.execute("SELECT id, person, workshop FROM action WHERE type='inhouse_workshop'").fetchall()
        session.commit(Edit(record, "action", {"deleted": True, "person": person}) for record, person, _w in rows)
        return for_focal(region, session, "deleting")
