"""What it takes to enter a reply for somebody: the place and the day, the names there are, the record, its source."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from rocb_desktop.domain.administration import by_code
from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, own_id
from rocb_desktop.domain.material import MAX_NAME, type_of
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.questionnaire import normalise
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.arriving.blob_intake import StagedBlobs
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of, require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.blobs import size_of, ticks
from rocb_desktop.store.cells import cell
from rocb_desktop.store.roster import read_attendance
from rocb_desktop.store.source_documents import read_source_documents, reply_names
from rocb_desktop.store.workshops import read_name_list, read_participations
from rocb_desktop.texts import _


def where_to_enter(session: Session, workshop: str, administration: str) -> tuple[Workshop, str]:
    """The workshop, and the administration a reply is entered for: a focal point's own, or ROCB A/P's choice."""
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    the_workshop = find_workshop(session, workshop)
    if not the_workshop.surveyed:
        raise UserError("not_surveyed", then=_("Nothing was changed. Ask ROCB A/P if you think it should be surveyed."))
    if session.profile.role == Role.FOCAL_POINT:
        return the_workshop, session.profile.administration
    office = by_code(administration) if administration else None
    if administration and office is None:
        raise UserError("unknown_administration", field="administration", administration=administration)
    return the_workshop, office.code if office is not None else ""


def names_at(session: Session, workshop: str, administration: str) -> tuple[str, ...]:
    """Everybody of an administration who is known at a workshop: listed, noted by the office, or with a reply."""
    db = session.db
    people = [one for one in read_participations(db, workshop) if one.role == "participant"]
    found = [one.name for one in people if one.administration == administration]
    found += [name for code, name in read_name_list(db, workshop) if code == administration]
    noted = read_attendance(db, administration, [workshop])
    found += [one.name or one.listed for one in noted if one.role in ("", "participant")]
    found += reply_names(db, workshop, administration)
    first: dict[str, str] = {}
    for name in found:
        first.setdefault(normalise_name(name), name)
    return tuple(sorted(first.values(), key=str.casefold))


def check_day(text: str, today: date) -> str:
    """The day on which a reply came: a whole day, and not after today. Raises UserError bad_date, bad_value."""
    day = PartialDate.parse(text)
    if not day.exact:
        problem = _("Write the day on which the reply came. It decides whether the reply is late.")
        raise UserError("bad_value", field="received", problem=problem)
    if day.first() > today:
        problem = _("This day is after today. Choose an earlier day.")
        raise UserError("bad_value", field="received", problem=problem)
    return str(day)


def free_participant(session: Session, workshop: str, administration: str, name: str) -> str:
    """A participant of this name under whom nothing stands yet: two people can have one name."""
    number = 1
    while True:
        participant = name if number == 1 else f"{name} #{number}"
        state = session.state(derive("reply_on_behalf", workshop, administration, participant))
        if state is None or state.deleted:
            return participant
        number += 1


def entered_edit(
    session: Session,
    workshop: Workshop,
    administration: str,
    participant: str,
    name: str,
    answers: Mapping[str, Value],
    source: str,
    received: str,
    day: str = "",
    *,
    corrects: bool = False,
) -> Edit:
    """A reply on behalf as an edit: the next version where its answers differ from what is kept.

    The day that decides lateness is that of the first version, as for a signed reply; a later version keeps its own
    day apart. Whoever `corrects` the reply that stands says the first day itself.
    """
    record = derive("reply_on_behalf", workshop.id, administration, participant)
    questionnaire = questionnaire_of(session, workshop)
    wanted = normalise(answers, questionnaire)
    state = session.state(record)
    live = state is not None and not state.deleted
    before: Mapping[str, Value] = state.values if state is not None else {}
    told: dict[str, Value] = {}
    for id in (one.id for one in questionnaire.fields):
        if (wanted.get(id) or None) != (before.get(id) or None):
            told[id] = wanted.get(id)
    version = before.get("version")
    number = version if isinstance(version, int) and live else 0 if not live else 1
    fields: dict[str, Value] = {
        "workshop": workshop.id,
        "administration": administration,
        "participant": participant,
        "name": name,
        **told,
        "version": number + 1 if told or not number else number,
        "source": source,
        **_days(before if live else {}, received, corrects),
        **({"date": day} if day else {}),
        **({"deleted": False} if state is not None and state.deleted else {}),
    }
    return Edit(record, "reply_on_behalf", fields, workshop.questionnaire)


def _days(before: Mapping[str, Value], received: str, corrects: bool) -> dict[str, Value]:
    """The day the first version came, and that of the newest where it is another."""
    first = cell("received", before.get("received"))
    if corrects or not isinstance(first, str):
        return {"received": received}
    if received == first:
        return {"received": first}
    earliest = min(first, received, key=lambda text: PartialDate.parse(text).first())
    return {"received": earliest, "version_received": received}


def changed_since_looked() -> UserError:
    """Of a file that is another one than somebody looked at."""
    said = _("This file was changed after you looked at it.")
    return UserError(
        "not_the_file", problem=said, then=_("Nothing of it was entered. Look at it again, then enter it.")
    )


def attach(session: Session, staged: StagedBlobs, reply: str, files: Sequence[Path], read: str = "") -> list[Edit]:
    """The files a reply was taken from, copied into the store; one that is with it already is left out. `read` is the
    hash of a file whose answers were read before: another one is not its source. Raises UserError not_the_file ...
    """
    known = {one.file.hash for one in read_source_documents(session.db, "reply=?", (reply,))}
    edits: list[Edit] = []
    for path in files:
        digest, size = staged.add_file(path, ticks(session, size_of(path)))
        if read and digest != read:
            raise changed_since_looked()
        if digest in known:
            continue
        known.add(digest)
        staged.wanted[digest] = size
        name = path.name[-MAX_NAME:]
        fields: dict[str, Value] = {
            "reply": reply,
            "hash": digest,
            "size": size,
            "name": name,
            "media": type_of(name).media,
            "title": "",
            "date": session.clock.today().isoformat(),
        }
        record = own_id("source_document", session.desk.key, session.ids.token(8))
        edits.append(Edit(record, "source_document", fields))
    return edits
