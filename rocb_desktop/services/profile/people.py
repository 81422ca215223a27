"""People and keys: the own key card, and what a person says about themselves."""

from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Role, contact_id
from rocb_desktop.domain.person import clean_name
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.key_places import write_private
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import blocks_about, make_header, seal_file, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.store.people import PersonRow, read_person
from rocb_desktop.store.settings import write_setting
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The public half of a profile's keys. `anchor_words` are those of the office this profile goes by, if any."""

    key: str
    ssh: str
    office: str
    words: tuple[Word, ...]
    anchor_words: tuple[Word, ...]
    administration: str = ""


@lane("read")
def show_key(session: Session) -> OwnKey:
    key, anchor = session.keys.key, session.anchor
    return OwnKey(
        key,
        sshsig.public_line(key),
        session.keys.office,
        words_of([key]),
        words_of(anchor) if anchor else (),
        session.profile.administration,
    )


@dataclass(frozen=True, slots=True)
class PrivateKeys:
    """A profile's secrets as age and OpenSSH read them."""

    age_identity: str
    ssh_private_key: str


@lane("read")
def export_keys(session: Session) -> PrivateKeys:
    """The private keys, for an audit with stock tools. Whoever asks was asked before."""
    pem = sshsig.private_pem(session.keys.seed, session.profile.name)
    return PrivateKeys(session.keys.identity, pem.decode())


@lane("read")
def save_keys(session: Session, folder: Path) -> list[Path]:
    """Write the private keys to files that only their owner can read. Raises UserError cannot_open."""
    found = export_keys(session)
    files = {"age-identity.txt": found.age_identity, "id_ed25519": found.ssh_private_key.rstrip("\n")}
    try:
        for name, text in files.items():
            write_private(folder, name, text)
    except OSError as error:
        raise UserError("cannot_open", path=str(folder)) from error
    return [folder / name for name in files]


@lane("write")
def make_card(session: Session, path: Path) -> Outcome:
    """Write this profile's self-signed key card, an open file."""
    profile, keys = session.profile, session.keys
    record = derive("card", keys.key)
    fields = {
        "key": keys.key,
        "name": profile.name,
        "role": profile.role,
        "administration": profile.administration,
        "office": keys.office,
    }
    session.commit([Edit(record, "card", fields)])
    sign_waiting(session, Audience.ALL, [record])
    header = make_header(session, "card", [])
    data = seal_file(session, header, blocks_about(session, Audience.ALL, [record]), [])
    write_whole(path, data)
    sent = keep_sent(session, header, path, data, "", record, 0)
    return Outcome(frozenset({"sent"}), _("Your key card is ready. It holds no secret."), None, sent)


@lane("read")
def show_me(session: Session) -> PersonRow:
    found = read_person(session.db, me(session))
    return found or PersonRow("", session.profile.name, session.profile.administration, "", "", "")


@lane("write")
def change_me(
    session: Session,
    name: str | None = None,
    post: str | None = None,
    division: str | None = None,
    email: str | None = None,
    phone: str | None = None,
) -> Outcome:
    """Change what the own replies say about their author; None leaves a part as it is.

    What says already what it shall say is not said again: that would decide between two versions of it. Raises
    UserError missing_name, bad_value, not_allowed.
    """
    if session.profile.role == Role.ROCB:
        raise UserError("not_allowed")
    person, before = me(session), show_me(session)
    said = {"post": post, "division": division, "email": email, "phone": phone}
    contact = {name: text.strip() for name, text in said.items() if text is not None}
    contact = {name: text for name, text in contact.items() if text != getattr(before, name)}
    edits = [Edit(contact_id(person), "contact", {"person": person, **contact})] if contact else []
    name = before.name if name is None else clean_name(name)
    if name != before.name or not before.id:
        fields = {"name": name, "administration": session.profile.administration}
        edits.insert(0, Edit(person, "person", fields))
    with session.db.atomic():
        written = session.commit(edits)[1]
        write_setting(session.db, "name", name)
    return Outcome(frozenset(written.tables | {"setting"}), _("Saved."))
