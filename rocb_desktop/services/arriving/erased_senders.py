"""A file all of whose words were erased: it brings nothing, and nobody is asked to let its sender in once more."""

from dataclasses import replace

from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.exchange.file import RocbFile
from rocb_desktop.services.arriving.file_result import FileResult, RecordResult, count, count_chief
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust import trust
from rocb_desktop.store.changes import add_blocks
from rocb_desktop.store.erasures import named_ids
from rocb_desktop.texts import _


def was_erased(session: Session, file: RocbFile) -> bool:
    """Whether all that its sender says in a file was erased, by requests that count. Changes nothing."""
    theirs = [signed for signed in file.blocks if signed.block.key == file.header.sender.key]
    ids = {change.id for signed in theirs for change in signed.block.changes if change.fields is not None}
    if not ids or named_ids(session.db, ids) != ids:
        return False
    with session.db.taken_back():
        add_blocks(session.db, session.desk, [(one.block, one.header, one.signature) for one in theirs], None, True)
        rows = session.db.execute(
            "SELECT c.id FROM change c JOIN block b ON b.seq = c.block WHERE b.author=? AND c.held=?",
            (file.header.sender.key, ERASED),
        )
        erased = ids <= {row[0] for row in rows}
    return erased


def erased_result(session: Session, name: str, file: RocbFile) -> FileResult:
    """What is said of such a file: no name, no words to compare."""
    kinds = {
        change.record: change.kind
        for signed in file.blocks
        for change in signed.block.changes
        if change.fields is not None
    }
    why = erased_words()
    details = tuple(RecordResult(record, kind, "same", why) for record, kind in kinds.items())
    sender = replace(trust.as_known(session, file.header.sender), name=_("Erased"))
    return FileResult(name, file.header.kind, sender, (), True, count(details), count_chief(details), details, why=why)


def erased_words() -> str:
    return _("What this file holds was erased.")
