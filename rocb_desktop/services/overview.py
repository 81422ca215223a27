"""What the frame around every page shows: whose profile this is, what waits where, the last safe copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.pc_date import DateDoubt
from rocb_desktop.services.history.conflicts import count_to_decide
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.pc_date import doubt_about_today
from rocb_desktop.services.profile.recovery import COPIED
from rocb_desktop.services.safety.backups import last_backup
from rocb_desktop.services.sending.outbox import outbox
from rocb_desktop.services.session import Session, read_profile
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.store.database import told_plainly
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.texts import LANGUAGES, ngettext

_DUE = ("due", "due_soon", "overdue", "changed", "correction")


@dataclass(frozen=True, slots=True)
class Overview:
    """counts: things that wait, by page. waits: one sentence for the status bar, or "". last_backup: UTC or None.
    needs_sheet: files were made with keys that are on no recovery sheet, and belong on one. doubt: why the date of this
    computer looks wrong.
    """

    role: str
    administration: str
    name: str
    lang: str
    counts: Mapping[str, int]
    waits: str
    last_backup: datetime | None
    now: datetime
    needs_sheet: bool = False
    doubt: DateDoubt | None = None


@dataclass(frozen=True, slots=True)
class OthersWrote:
    """`version` is another number when anybody but this session wrote since; then any of `tables` may have changed."""

    version: int
    tables: frozenset[str]


@lane("write")
def others_wrote(session: Session) -> OthersWrote:
    """Asked on the connection that writes: its own writes do not count."""
    version = int(session.db.execute("PRAGMA data_version").fetchone()[0])
    return OthersWrote(version, frozenset(session.db.table_names()))


@lane("read")
def look_around(session: Session) -> Overview:
    """The frame's facts; cheap enough to ask for after every change."""
    with told_plainly():
        profile = read_profile(session.db, session.profile.path)
        counts, waits = _waiting(session, profile.role)
        undecided = count_to_decide(session)
        needs_sheet = profile.role != Role.PARTICIPANT and not read_setting(session.db, COPIED)
    copied = last_backup(session)
    return Overview(
        profile.role,
        profile.administration,
        profile.name,
        profile.lang,
        {**counts, "history": undecided} if undecided else counts,
        waits or _undecided(undecided),
        copied.replace(tzinfo=UTC) if copied is not None else None,
        session.clock.now(),
        needs_sheet,
        doubt_about_today(session),
    )


@lane("write")
def set_language(session: Session, lang: str) -> Outcome:
    """The language this profile opens in, "en" or "fr"; ValueError for another."""
    if lang not in LANGUAGES:
        raise ValueError(lang)
    with told_plainly(), session.db.atomic():
        write_setting(session.db, "lang", lang)
    return Outcome(frozenset({"setting"}))


def _waiting(session: Session, role: str) -> tuple[Mapping[str, int], str]:
    files = _count(session, "SELECT count(*) FROM waiting")
    if role == Role.PARTICIPANT:
        home = participant_home(session)
        due = sum(line.survey in _DUE for line in home.lines)
        made = sum(file.waits for file in home.files)
        said = ngettext("{count} survey reply to send", "{count} survey replies to send", due).format(count=due)
        return {"survey": due, "send": files + made}, _ready(made) or (said if due else _files(files))
    if role == Role.FOCAL_POINT:
        replies = _count(session, "SELECT count(*) FROM reply WHERE status='to_review'")
        said = ngettext("{count} reply to review", "{count} replies to review", replies).format(count=replies)
        made = sum(file.waits for file in outbox(session).files)
        return {"national_return": replies, "send": files + made}, _ready(made) or (said if replies else _files(files))
    return {"inbox": files}, _files(files)


def _ready(count: int) -> str:
    """Made and not sent: the one thing that must not be forgotten."""
    if not count:
        return ""
    return ngettext("{count} file ready to send", "{count} files ready to send", count).format(count=count)


def _undecided(count: int) -> str:
    if not count:
        return ""
    return ngettext("{count} conflict to decide", "{count} conflicts to decide", count).format(count=count)


def _files(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} file waits until you check its sender", "{count} files wait until you check their senders", count
    ).format(count=count)


def _count(session: Session, query: str) -> int:
    return int(session.db.execute(query).fetchone()[0])
