"""Mails as programs send and save them, around a file that somebody attached."""

import base64
from email import policy
from email.message import EmailMessage


def attached(data: bytes, name: str = "reply.rocb", *more: bytes, html: bool = False) -> bytes:
    """A mail as Thunderbird saves it: words, perhaps also in HTML, and attachments in base64."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = "Sina Leota <sina.leota@example.ws>"
    mail["To"] = "Lani Fuimaono <lani@example.ws>"
    mail["Subject"] = "Réponse à l’enquête"
    mail.set_content("Talofa Lani,\r\nplease find my reply. 3/4 of it is new.\r\n")
    if html:
        mail.add_alternative("<p>Talofa <img src='cid:sign'></p>", subtype="html")
    for number, one in enumerate((data, *more)):
        mail.add_attachment(one, maintype="application", subtype="octet-stream", filename=f"{number}{name}")
    return mail.as_bytes()


def forwarded(inner: bytes, times: int = 1) -> bytes:
    """A mail in a mail, as often as wanted."""
    for number in range(times):
        head = (
            b'MIME-Version: 1.0\r\nSubject: Fwd\r\nContent-Type: multipart/mixed; boundary="level%d"\r\n\r\n' % number
        )
        part = b"--level%d\r\nContent-Type: message/rfc822\r\n\r\n" % number
        inner = head + part + inner + b"\r\n--level%d--\r\n" % number
    return inner


def in_the_text(data: bytes, *, quoted: bool = False) -> bytes:
    """A mail in whose text somebody pasted the file as base64."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["Subject"] = "My reply"
    lines = base64.encodebytes(data).decode()
    mail.set_content(
        f"Hello,\n\n{lines}\nRegards\nSina\n", cte="quoted-printable" if quoted else "7bit", charset="utf-8"
    )
    return mail.as_bytes()
