"""A message with a made file attached, ready for any e-mail program; the app itself sends nothing."""

from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, person_of
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.mail import one_line, write_mail
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.arriving.gathering import read_bytes, whole_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.outbox import find_sent, sent_bytes
from rocb_desktop.services.sending.sent import files_folder
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.colleagues import PASSED_ON
from rocb_desktop.store.people import read_officers, read_person
from rocb_desktop.texts import N_, _

ENDING = ".eml"
_SUBJECTS = {
    "reply": N_("Survey reply, {administration}: {file}"),
    "return": N_("National return, {administration}: {file}"),
    "pack": N_("Workshop pack: {file}"),
    "card": N_("Key card of {name}: {file}"),
    "receipt": N_("Receipt from {name}: {file}"),
}
_ANY_SUBJECT = N_("File for ROCB Desktop: {file}")


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of a message. `name` and `address` are the receiver's, "" when they are not known here."""

    name: str
    address: str
    subject: str
    words: str


@lane("write")
def write_letter(session: Session, file: str) -> Outcome:
    """Write the message with a file that was made here beside that file; the value is its path.

    Raises UserError: file_gone, disk_full, cannot_open.
    """
    sent = find_sent(session, file)
    data = sent_bytes(sent)
    path = files_folder(session) / f"{Path(sent.name).stem}{ENDING}"
    return _write(session, sent.name, data, path, Path(sent.path))


@lane("write")
def write_letter_at(session: Session, file: Path, path: Path) -> Outcome:
    """Write the message with any file of ours. Raises the UserErrors of reading a file and of writing one."""
    return _write(session, file.name, whole_bytes(file), path, file)


@lane("read")
def letter_about(session: Session, file: str) -> Letter:
    """The words of the message alone, for a person who attaches the file. Raises UserError file_gone."""
    sent = find_sent(session, file)
    return _letter(session, sent.kind, sent.name, sent.receiver)


def _write(session: Session, name: str, data: bytes, path: Path, lies: Path) -> Outcome:
    """`data` is all of the file at `lies`; what it says is read without the files that go along."""
    try:
        header = read_file(read_bytes(lies), session.keys.identities).header
    except UserError as error:
        if error.code != "not_for_you":
            raise
        letter = _letter(session, "", name, "")  # a file that is passed on unread
    else:
        letter = _letter(session, header.kind, name, header.to[0].administration if header.to else "")
    write_whole(path, write_mail(name, data, (letter.name, letter.address), letter.subject, letter.words))
    return Outcome(message=_("The message with the file is ready."), value=path)


def _letter(session: Session, kind: str, name: str, receiver: str) -> Letter:
    profile = session.profile
    subject = _(_SUBJECTS.get(kind, _ANY_SUBJECT))
    called, address = _receiver(session, receiver if kind != PASSED_ON else "")  # a colleague's address is not here
    words = _(
        "Here is the file {file}.\n\nOpen it in ROCB Desktop: save it, then choose “Receive a file”. You see what is"
        " inside before anything changes.\n\n{name}\n"
    )
    return Letter(
        called,
        address,
        one_line(subject.format(administration=profile.administration, name=profile.name, file=name)),
        words.format(file=one_line(name), name=one_line(profile.name)),
    )


def _receiver(session: Session, receiver: str) -> tuple[str, str]:
    """Name and e-mail address of an office, as far as they are known: packs name the contact of ROCB A/P, people say
    their own address.
    """
    if not receiver:
        return "", ""
    if receiver == ROCB:
        row = session.db.execute("SELECT contact_name, contact_email FROM office WHERE contact_email<>''").fetchone()
        if row is not None:
            return str(row[0] or ""), str(row[1])
    role = Role.ROCB if receiver == ROCB else Role.FOCAL_POINT
    for officer in read_officers(session.db, role, "" if receiver == ROCB else receiver):
        person = read_person(session.db, person_of(officer.key))
        if person is not None and person.email:
            return officer.name, person.email
    return "", ""
