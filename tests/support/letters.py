"""Files made by hand from the people of `authors`: one reply, its sender and its readers."""

from collections.abc import Sequence

from authors import WORKSHOP, Author, contact, person, reply

from rocb_desktop.domain.change import Value
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import Addressee, Header, Sender, office_mark, write_file
from rocb_desktop.exchange.seal import new_identity, recipient_of

# Private keys of nobody. A reply goes to its reader and to a third, as to its sender.
READER, THIRD, STRANGER = new_identity(), new_identity(), new_identity()

ANSWERS: dict[str, Value] = {
    "version": 1,
    "date": "2021-10-14",
    **dict.fromkeys(("q1_submit_report", "q1_make_recommendations", "q1_inhouse_workshop", "q1_others"), "no"),
    "q1_share_materials": "yes",
    "q1_share_materials_date": "2021-05-03",
    "q1_share_materials_reached": 14,
    "q1_operational_manual": "not_yet",
    "q3": "yes",
    "q3_text": "Queues at the counter are shorter since the new check list.",
    "q4": "yes",
    "q5": "no",
    "q7": "members_attributed",
}


def header_of(sender: Author, kind: str = "reply", to: Sequence[Addressee] | None = None) -> Header:
    office = recipient_of(READER)
    readers = (Addressee("WS", office_mark(office)),) if to is None else tuple(to)
    return Header(
        "3f9a3f9a3f9a3f9a",
        kind,
        Sender(sender.key, sender.name, "participant", sender.administration, office),
        readers,
        (),
        "2021-10-14T09:05:00Z",
    )


def reply_block(sender: Author) -> SignedBlock:
    """What a participant sends first: a name, a post, and the answers."""
    return sender.sign(
        sender.change(person(sender)),
        sender.change(contact(sender, post="Senior Officer", email="sina.leota@example.ws")),
        sender.change(reply(sender, WORKSHOP, **ANSWERS)),
    )


def reply_file(sender: Author, *blocks: SignedBlock, sealed: bool = True) -> bytes:
    """A reply for one office, as a participant makes it; `sealed` False leaves it open."""
    header = header_of(sender, to=None if sealed else ())
    readers = [recipient_of(READER), recipient_of(THIRD)] if sealed else []
    return write_file(header, blocks or [reply_block(sender)], sender.seed, readers)
