"""Files into the mailbox folder: each under a name of its own, whole or not there, never changed afterwards."""

import hashlib
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import ENDING
from rocb_desktop.reports.files import file_error, staged
from rocb_desktop.services.arriving.gathering import whole_bytes
from rocb_desktop.services.arriving.inspection import inspect_file
from rocb_desktop.services.arriving.mailbox import mailbox_folder
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.outbox import MAILBOX, find_sent, note_handed, sent_bytes
from rocb_desktop.services.sending.replaced import replaced_files
from rocb_desktop.services.sending.sent import list_sent, newest_of
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _, ngettext

_CHANGED = frozenset({"sent", "mailbox"})


@lane("write")
def put_in_mailbox(session: Session, file: str) -> Outcome:
    """Put a file that was made here into the mailbox folder; the value is its path there.

    Raises UserError: no_mailbox, bad_path (the folder is gone), file_gone, disk_full, cannot_open.
    """
    sent = find_sent(session, file)
    path = _put(_there(session), sent.name, sent_bytes(sent))
    note_handed(session, file, MAILBOX)
    return Outcome(_CHANGED, _("The file is in the mailbox folder."), None, path)


@lane("write")
def put_path_in_mailbox(session: Session, path: Path) -> Outcome:
    """Put any file of ours into the mailbox folder, to pass it on; the value is its path there.

    Raises the UserErrors of put_in_mailbox, and of reading a file.
    """
    folder = _there(session)
    digest = hashlib.sha256(data := whole_bytes(path)).hexdigest()
    made = next((one for one in list_sent(session) if one.digest == digest), None)
    if made is None:
        inspect_file(session, path)  # what is no file of ours does not get there
        return Outcome(_CHANGED, _("The file is in the mailbox folder."), None, _put(folder, path.name, data))
    return put_in_mailbox(session, made.file)


@lane("write")
def put_everything_in_mailbox(session: Session) -> Outcome:
    """Put the newest version of every file made here into the folder; the value is the paths of all of them."""
    folder = _there(session)
    paths: list[Path] = []
    for sent in newest_of(list_sent(session)):
        try:
            data = sent_bytes(sent)
        except UserError:
            continue  # it was moved away or made elsewhere: the page of sent files says so
        paths.append(_put(folder, sent.name, data))
        note_handed(session, sent.file, MAILBOX)
    said = ngettext("{n} file is in the mailbox folder.", "{n} files are in the mailbox folder.", len(paths))
    return Outcome(_CHANGED, said.format(n=len(paths)), None, paths)


@lane("write")
def tidy_mailbox(session: Session) -> Outcome:
    """Delete from the folder what was made here and a newer file there replaces, because it holds all that they hold.
    Nothing of anybody else is touched. The value is the names.
    """
    folder = _there(session)
    made = {sent.file: folder / _name(sent.name, sent.digest) for sent in list_sent(session)}
    lying = {file: path for file, path in made.items() if path.is_file()}
    gone: list[str] = []
    for path in sorted(replaced_files(session, lying)):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise file_error(error, path) from error
        gone.append(path.name)
    said = ngettext("{n} older file was deleted.", "{n} older files were deleted.", len(gone))
    return Outcome(_CHANGED, said.format(n=len(gone)), None, gone)


def _there(session: Session) -> Path:
    folder = mailbox_folder(session)
    if folder is None:
        raise UserError("no_mailbox")
    if not folder.is_dir():
        raise UserError("bad_path", path=str(folder))
    return folder


def _name(name: str, digest: str) -> str:
    """No two files of different bytes share a name, whoever makes them: nothing is ever overwritten."""
    return f"{Path(name).stem}_{digest[:8]}{ENDING}"


def _put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / _name(name, hashlib.sha256(data).hexdigest())
    if not path.exists():
        with staged(path, hidden=True) as put:
            put(data)
    return path
