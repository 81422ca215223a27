"""Mails: a draft that every program opens, whatever names stand in it; a saved mail gives what it carries."""

import base64
import email
from email import policy
from email.message import EmailMessage
from time import perf_counter

import pytest
from authors import Author
from hypothesis import given
from hypothesis import strategies as st
from letters import READER, reply_file
from mails import attached, forwarded, in_the_text

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.mail import is_mail, write_mail
from rocb_desktop.exchange.wrapping import unwrap

SINA = Author("sina", "WS")
SEALED = reply_file(SINA)
OPEN = reply_file(SINA, sealed=False)
TO = ("Lani Fuimaono", "lani@example.ws")


def read_back(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def code(data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        unwrap(data)
    return refused.value.code


def test_a_draft_has_receiver_subject_words_and_the_file() -> None:
    draft = read_back(write_mail("WS_reply.rocb", SEALED, TO, "Ma réponse", "Bonjour,\nvoici ma réponse.\n"))
    assert draft["X-Unsent"] == "1"
    assert draft["To"] == "Lani Fuimaono <lani@example.ws>"
    assert draft["Subject"] == "Ma réponse"
    (file,) = draft.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("WS_reply.rocb", SEALED)
    body = draft.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Bonjour,\nvoici ma réponse.\n"


def test_our_own_draft_is_read_again() -> None:
    assert unwrap(write_mail("x.rocb", SEALED, TO, "s", "w")) == SEALED
    assert unwrap(write_mail("x.rocb", OPEN, TO, "s", "w")) == OPEN


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_names_from_outside_add_no_header(name: str, address: str, subject: str) -> None:
    draft = read_back(write_mail(name + ".rocb", b"data", (name, address), subject, "words"))
    assert set(map(str.lower, draft.keys())) <= {
        "x-unsent", "to", "subject", "mime-version", "content-type", "content-transfer-encoding",
    }  # fmt: skip
    assert len(list(draft.iter_attachments())) == 1


@pytest.mark.parametrize(
    "evil",
    [
        "a@b.c\r\nBcc: all@example.org",
        "a@b.c, all@example.org",
        "a@b.c>\nX: y",
        '"a\r\n b"@c.d',
        "a b@c.d",
        "@",
        "",
        "é@example.org",
    ],
)
def test_a_bad_address_is_left_to_the_person(evil: str) -> None:
    draft = write_mail("x.rocb", b"data", ("Name\r\nBcc: all@example.org", evil), "Sub\r\nBcc: all@example.org", "w")
    assert b"\nBcc" not in draft
    assert read_back(draft)["To"] is None
    assert read_back(draft)["Subject"] == "Sub Bcc: all@example.org"


@pytest.mark.parametrize("data", [SEALED, OPEN])
def test_a_saved_mail_gives_the_file_it_carries(data: bytes) -> None:
    assert unwrap(attached(data)) == data
    assert unwrap(attached(data, "reply.rocb.zip", b"\x1f\x8b not ours", html=True)) == data
    assert unwrap(forwarded(attached(data))) == data
    assert unwrap(forwarded(attached(data), 3)) == data
    assert unwrap(in_the_text(data)) == data
    assert unwrap(in_the_text(data, quoted=True)) == data
    assert unwrap(attached(data).replace(b"\r\n", b"\n")) == data
    assert read_file(attached(data), [READER]) == read_file(data, [READER])


def test_the_same_file_twice_is_one_and_two_files_are_asked_for() -> None:
    assert unwrap(attached(SEALED, "a.rocb", SEALED)) == SEALED
    assert code(attached(SEALED, "a.rocb", reply_file(SINA))) == "not_rocb_file"


def test_a_mail_with_nothing_of_ours_stays_one() -> None:
    mail = attached(b"%PDF-1.7 not ours")
    assert is_mail(mail)
    assert unwrap(mail) == mail


@pytest.mark.parametrize(
    "more", [0, 1, 2, 57, 56, 55]
)  # with one sign of filling, two and none; a last line that is full
def test_quoted_and_pasted_base64_is_found_in_a_text(more: int) -> None:
    sealed = SEALED + bytes(more + -len(SEALED) % 57)
    lines = base64.encodebytes(sealed)
    quoted = b"\r\n".join(b"> > " + line for line in lines.splitlines())
    assert unwrap(b"Sina wrote:\r\n> > Hello\r\n> >\r\n" + quoted + b"\r\n> >\r\n> > Regards\r\n") == sealed
    assert unwrap(b"Here it is: " + base64.b64encode(sealed) + b"\nThanks\n") == sealed
    assert unwrap(b"Here it is, " + base64.b64encode(sealed) + b"\nBest\n") == sealed
    assert unwrap(b"Here it is:\n" + lines + b"Thanks\n") == sealed
    assert unwrap(lines.replace(b"\n", b"\r\r\n")) == sealed
    assert unwrap(("Text: \n" + lines.decode()).encode("utf-16")) == sealed


@pytest.mark.parametrize(
    "hostile",
    [
        forwarded(b"Subject: x\r\n\r\nend", 60),
        b"Subject: x\r\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(5000)),
        b'Subject: x\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n'
        + b"--a\r\n\r\nx\r\n" * 100_000
        + b"--a--\r\n",
    ],
)
def test_a_mail_that_is_deeper_or_has_more_parts_than_mails_is_refused_at_once(hostile: bytes) -> None:
    began = perf_counter()
    assert code(hostile) == "too_large"
    assert perf_counter() - began < 5


@pytest.mark.parametrize(
    "header", [b"Subject: ", b"Content-Type: text/plain; ", b"To: ", b"Content-Transfer-Encoding: "]
)
def test_a_header_without_end_costs_nothing(header: bytes) -> None:
    began = perf_counter()
    unwrap(b"From: a\r\n" + header + b"a=(b;" * 1_000_000 + b"\r\n\r\nwords")
    assert perf_counter() - began < 5


@given(st.binary(max_size=300))
def test_no_mail_breaks_the_reader(rest: bytes) -> None:
    for head in (b"Subject: x\r\n", b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\n'):
        try:
            unwrap(head + rest)
        except UserError as error:
            assert error.code in ("too_large", "damaged_file", "not_rocb_file")
