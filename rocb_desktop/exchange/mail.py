"""A mail with a file attached, written as a draft for any mail program (.eml), and what a saved mail carries.

Names and addresses come from outside: the email package refuses a header with a line break, and nothing that has one
gets that far.
"""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice

from rocb_desktop.domain.errors import UserError
from rocb_desktop.texts import _

MAX_MAIL = 8 * 1024 * 1024  # the parser takes twenty times that; a larger file is saved from the mail by hand
_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{0,60}:[ \t])")
_IN_A_MAIL = re.compile(rb"^(?:MIME-Version|Received|Message-ID|From|To|Subject|Content-Type):", re.I | re.M)
_LIMITS = {  # the parser goes one call deeper for each mail or list of parts within another
    re.compile(rb"\bboundary\*?\d*\*?\s*=", re.I): 30,
    re.compile(rb"^content-type:\s*message/", re.I | re.M): 30,
    re.compile(rb"^--", re.M): 1000,  # lines that may part two parts
}
_NOT_IN_HEADERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}\Z")


def write_mail(name: str, data: bytes, to: tuple[str, str], subject: str, words: str) -> bytes:
    """A draft with the file `name` attached. `to` is a name and an address; a bad address is left for the person."""
    mail = _draft(to, subject, words)
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=one_line(name))
    return mail.as_bytes()


def write_words(to: tuple[str, str], subject: str, words: str) -> bytes:
    """A draft of words alone. `to` is a name and an address; a bad address is left for the person."""
    return _draft(to, subject, words).as_bytes()


def _draft(to: tuple[str, str], subject: str, words: str) -> EmailMessage:
    mail = EmailMessage(policy=policy.SMTP)
    mail["X-Unsent"] = "1"  # Outlook and Thunderbird open it for sending
    receiver = _address(*to)
    if receiver is not None:
        mail["To"] = receiver
    mail["Subject"] = one_line(subject)
    mail.set_content(words.encode("utf-8", "replace").decode("utf-8"))
    return mail


def one_line(text: str) -> str:
    """Text that can stand in a header: no line breaks, no control characters, no half characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(_NOT_IN_HEADERS.sub(" ", whole).split())[:200]


def _address(name: str, address: str) -> Address | None:
    if not _ADDRESS.match(address):
        return None
    try:
        return Address(one_line(name), addr_spec=address)
    except (ValueError, MessageError):
        return None


def is_mail(data: bytes) -> bool:
    """Whether the first lines are the header of a mail."""
    head = data[:4096]
    return _HEADER.match(head.lstrip(b"\r\n")) is not None and _IN_A_MAIL.search(head) is not None


def mail_parts(data: bytes) -> Iterator[bytes]:
    """What a mail carries, part by part, unpacked from base64 and quoted-printable. Raises UserError too_large for one
    that is larger, or deeper, than mails are.
    """
    if len(data) > MAX_MAIL:
        large = _("This mail is too large to open here. Save what is attached, and open that file.")
        raise UserError("too_large", problem=large)
    for pattern, most in _LIMITS.items():
        if sum(1 for _found in islice(pattern.finditer(data), most + 1)) > most:
            raise UserError("too_large")
    # the older policy: no header is looked at but how a part is packed, and it does not parse the others
    mail = BytesParser(policy=policy.compat32).parsebytes(data.lstrip(b"\r\n"))
    for part in mail.walk():
        content = None if part.is_multipart() else part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content
