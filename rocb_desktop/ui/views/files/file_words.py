"""What is said about a file made here: its size, its kind, who it is for."""

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.sending.outbox import OutboxFile
from rocb_desktop.texts import N_, _, format_number
from rocb_desktop.ui.views.workshop.workshop_words import short_title

_KINDS = {
    "reply": N_("Survey reply"),
    "return": N_("National return"),
    "pack": N_("Workshop pack"),
    "card": N_("Key card"),
    "office": N_("Office file"),
    "receipt": N_("Receipt"),
    "give-back": N_("Work given back"),
    "hand-over": N_("Hand-over"),
    "office-copy": N_("Copy for the office"),
    "erasure": N_("Request to erase"),
    "workbook": N_("Round workbook"),
    "feedback": N_("Feedback"),
    "passed-on": N_("Actions handed over"),
    "part": N_("Part of a file"),
}
_MEGA, _KILO = 1_000_000, 1_000


def size_words(size: int) -> str:
    """2 KB, 7.4 MB; never 0."""
    if size >= _MEGA:
        return _("{n} MB").format(n=format_number(size / _MEGA, 1))
    return _("{n} KB").format(n=format_number(max(round(size / _KILO), 1)))


def kind_name(kind: str) -> str:
    """Survey reply; a kind of another version of the app is a file."""
    return _(_KINDS.get(kind, N_("File")))


def kind_words(file: OutboxFile) -> str:
    """What a file made here is."""
    return kind_name(file.sent.kind)


def about_words(file: OutboxFile) -> str:
    """Survey reply, Canines, version 2."""
    parts = [kind_words(file)]
    if file.workshop is not None:
        parts.append(short_title(file.workshop))
    if file.sent.kind == "reply":
        parts.append(_("version {n}").format(n=file.sent.version))
    if file.sent.kind == "return":
        parts.append(_("no. {n}").format(n=file.sent.version))
    if file.sent.kind == "receipt":
        parts.append(file.receiver)
    return ", ".join(parts)


def receiver_words(file: OutboxFile) -> tuple[str, str]:
    """Who a file is for: a name, and what they are."""
    if not file.receiver:
        return _("Everybody"), _("They may open it and pass it on")
    if file.administration == ROCB:
        return file.receiver, _("Regional office")
    if file.role == Role.PARTICIPANT:
        return file.receiver, _("Participant, {administration}").format(administration=name_of(file.administration))
    return file.receiver, _("National focal point, {administration}").format(
        administration=name_of(file.administration)
    )
