"""What a person should know before a file comes in: clocks, older files, restored computers, erasures."""

from collections.abc import Sequence

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.stamp import is_ahead
from rocb_desktop.exchange.file import Header, RocbFile, Sender
from rocb_desktop.services.profile.office_renewals import is_renewal
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.trust import as_known, were_different
from rocb_desktop.store.chains import read_have
from rocb_desktop.store.forks import forked_by
from rocb_desktop.store.imports import last_made
from rocb_desktop.store.replies import count_unchecked
from rocb_desktop.texts import N_, _, ngettext

_NAMED = 3  # people of whom two copies are told by name
# The records that count their own versions, with the words for an older file; a return speaks for its replies.
_NUMBERED = (
    ("national_return", "number", N_("This is an older file: no. {n}, you have no. {here}.")),
    ("reply", "version", N_("This is an older file: version {n}, you have version {here}.")),
)


def older_words(session: Session, file: RocbFile) -> str:
    """What to say of a file that is older than what is here already; "" for any other."""
    changes = [change for item in file.blocks for change in item.block.changes if change.fields]
    for kind, name, words in _NUMBERED:
        numbers: dict[str, int] = {}
        for change in changes:
            value = (change.fields or {}).get(name)
            if change.kind == kind and isinstance(value, int):
                numbers[change.record] = max(value, numbers.get(change.record, 0))
        if len(numbers) == 1:
            ((record, number),) = numbers.items()
            state = session.state(record)
            here = state.values.get(name) if state is not None else None
            return _(words).format(n=number, here=here) if isinstance(here, int) and number < here else ""
    return ""


def warnings_before(session: Session, file: RocbFile, known: bool, older: str) -> list[str]:
    """What speaks against trusting the file blindly, from what was here before it came. `older`: see older_words."""
    now = int(session.clock.now().timestamp() * 1000)
    changes = (change for item in file.blocks for change in item.block.changes)
    said: list[str] = []
    if any(is_ahead(change.hlc, now) for change in changes):
        said.append(_("The date of the sender's computer looks wrong. Everything was read all the same."))
    if is_renewal(session, file.header):
        said.append(_("ROCB A/P has new office keys, signed with the ones you know. Compare the new eight words."))
    if not known and were_different(session, file.header.sender.key):
        said.append(_("The words of this sender were different before. Compare them again with care."))
    if _went_back(session, file.header, older):
        said.append(_("The sender's computer seems to have been restored from an older copy. Tell them."))
    return said


def _went_back(session: Session, header: Header, older: str) -> bool:
    """Whether a file that was made later than all others of its sender knows less than they did."""
    before = last_made(session.db, header.sender.key, header.file)
    if not before or header.created <= before:
        return False
    held = read_have(session.db, header.sender.key)
    lost = any(number < held.get(stream, (0, ""))[0] for stream, (number, _block) in header.have.items())
    return lost or bool(older)


def warnings_after(session: Session, fresh: Sequence[Block], erased: int, hidden: int) -> list[str]:
    """What the import shows once its new blocks are here: copies of a person's work, and what goes out of sight."""
    said = _forked(session, fresh)
    replies = {change.record for block in fresh for change in block.changes if change.kind == "reply"}
    unchecked = count_unchecked(session.db, sorted(replies))
    if unchecked:
        words = ngettext(
            "{count} reply is of a person whose key nobody checked.",
            "{count} replies are of people whose keys nobody checked.",
            unchecked,
        )
        said.append(words.format(count=unchecked))
    if erased:
        words = ngettext(
            "It erases {count} entry, here and wherever its files go. That cannot be undone.",
            "It erases {count} entries, here and wherever its files go. That cannot be undone.",
            erased,
        )
        said.append(words.format(count=erased))
    if hidden:
        words = ngettext(
            "{count} record is not shown any more after this import.",
            "{count} records are not shown any more after this import.",
            hidden,
        )
        said.append(words.format(count=hidden))
    return said


def _forked(session: Session, fresh: Sequence[Block]) -> list[str]:
    authors = sorted(forked_by(session.db, [block.id for block in fresh]))
    names = [as_known(session, Sender(key, "", "", "", "")).name or key[:8] for key in authors]
    return [copies_words(name) for name in names[:_NAMED]]


def copies_words(name: str) -> str:
    """What a fork in somebody's blocks means."""
    words = _("Two copies of the work of {name} exist. Both are kept. Ask which computer is used now.")
    return words.format(name=name)
