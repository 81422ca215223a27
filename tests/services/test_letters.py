"""A message with the file attached: to whom it goes, and that it can be opened as any saved mail."""

import email
import shutil
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from samoa import PCA, READY, Samoa, make_samoa

from rocb_desktop import texts
from rocb_desktop.domain.kinds import contact_id, person_of
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.sending.letters import letter_about, write_letter, write_letter_at
from rocb_desktop.services.sending.outbox import make_reply_file
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.replies import save_reply


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Samoa:
    """Made once; nobody writes into it."""
    return make_samoa(tmp_path_factory.mktemp("letters") / "samoa")


@pytest.fixture
def samoa(made: Samoa, tmp_path: Path) -> Samoa:
    return Samoa(Path(shutil.copytree(made.folder, tmp_path / "samoa")))


def reply(session: Session) -> str:
    save_reply(session, PCA, READY)
    return str(make_reply_file(session, PCA).value.file)


def opened(path: Path) -> EmailMessage:
    found = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_the_message_is_imported_as_the_file_itself(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        path = write_letter(session, reply(session)).value
    assert path.suffix == ".eml"
    draft = opened(path)
    assert draft["X-Unsent"] == "1"
    assert draft["To"] is None  # a pack carries no e-mail of a focal point
    assert draft["Subject"].startswith("Survey reply, WS: WS_reply_2021-01_")
    with samoa.at("focal") as session:
        assert [one.kind for one in preview(session, [path]).files] == ["reply"]
        assert accept(session, [path], trust=True).value.totals["new"] > 0


def test_the_receiver_is_known_when_the_office_says_its_address(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        session.db.execute(
            "INSERT INTO office VALUES ('o', 'ROCB A/P', 'Desk One', 'desk@rocb.example', 'Write to us')"
        )
        save_reply(session, PCA, READY)
        file = make_reply_file(session, PCA).value.file
        session.db.execute("UPDATE sent SET receiver='ROCB' WHERE file=?", (file,))
        assert letter_about(session, file).address == "desk@rocb.example"
        focal = session.db.execute("SELECT key FROM standing WHERE role='focal_point'").fetchone()[0]
        session.db.execute("UPDATE sent SET receiver='WS' WHERE file=?", (file,))
        assert letter_about(session, file).address == ""
        session.db.execute("INSERT INTO person(id, name, administration) VALUES (?, 'Lani', 'WS')", (person_of(focal),))
        session.db.execute(
            "INSERT INTO contact(id, person, email) VALUES (?,?,?)",
            (contact_id(person_of(focal)), person_of(focal), "lani@example.ws"),
        )
        assert (letter_about(session, file).name, letter_about(session, file).address) == (
            "Lani Fuimaono",
            "lani@example.ws",
        )
        assert opened(write_letter(session, file).value)["To"] == "Lani Fuimaono <lani@example.ws>"


def test_it_speaks_the_language_of_the_profile(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        file = reply(session)
        texts.use("fr")
        try:
            said = letter_about(session, file)
        finally:
            texts.use("en")
    assert said.words


def test_a_pack_and_a_file_that_is_passed_on(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("rocb") as session:
        path = write_letter_at(session, samoa.folder / "pack0.rocb", tmp_path / "pack.eml").value
    assert opened(path)["Subject"] == "Workshop pack: pack0.rocb"
    with samoa.at("sina") as session:
        save_reply(session, PCA, READY)
        sealed = Path(make_reply_file(session, PCA).value.path)
    with samoa.at("focal") as session:
        edit = Edit(
            person_of(session.keys.key), "person", {"name": "Lani\r\nBcc: all@example.org", "administration": "WS"}
        )
        session.commit([edit])
        path = write_letter_at(session, sealed, tmp_path / "on.eml").value
    assert b"\nBcc" not in path.read_bytes()
    assert len(list(opened(path).iter_attachments())) == 1
