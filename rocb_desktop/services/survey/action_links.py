"""What an action of the log may be linked to: materials, recommendations and plans."""

from dataclasses import dataclass

from rocb_desktop.domain.action import TYPES, carried_out
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.action_log import own_actions
from rocb_desktop.services.survey.actions import me
from rocb_desktop.texts import _

_LONG = 80  # characters of a recommendation that name it


@dataclass(frozen=True, slots=True)
class Linkable:
    """Ids with their names: materials of the workshop and own ones, own recommendations, plans that are open."""

    materials: tuple[tuple[str, str], ...] = ()
    recommendations: tuple[tuple[str, str], ...] = ()
    plans: tuple[tuple[str, str], ...] = ()


@lane("read")
def linkable(session: Session, workshop: str, action: str = "") -> Linkable:
    """What an action after this workshop (its id) may be linked to; `action` is the one that is being changed."""
    person = me(session)
    materials = session.db.execute(
        "SELECT id, coalesce(nullif(title, ''), name) AS shown FROM material WHERE workshop=?1 AND shown <> ''"
        " UNION SELECT id, coalesce(nullif(title, ''), name) FROM own_material"
        " WHERE workshop=?1 AND person=?2 AND name <> '' ORDER BY shown COLLATE NOCASE",
        (workshop, person),
    ).fetchall()
    told = session.db.execute(
        "SELECT id, text FROM recommendation WHERE workshop=? AND person=? AND text <> '' ORDER BY number, id",
        (workshop, person),
    ).fetchall()
    return Linkable(
        tuple((str(id), str(shown)) for id, shown in materials),
        tuple((str(id), _shortened(str(text))) for id, text in told),
        _plans(session, workshop, action),
    )


def _plans(session: Session, workshop: str, action: str) -> tuple[tuple[str, str], ...]:
    log = own_actions(session)
    carried = carried_out(one for one in log if one.id != action)
    found = []
    for one in log:
        if one.planned and one.workshop == workshop and one.id not in carried and not one.handed_to:
            kind = TYPES.get(one.type, TYPES["others"]).label
            words = _("{action}, planned for {date}").format(action=kind, date=one.due.shown()) if one.due else kind
            found.append((one.id, ": ".join(part for part in (words, _shortened(one.text)) if part)))
    return tuple(found)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"
