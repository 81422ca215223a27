"""Who wrote something: the person behind a signing key, by the name the levels above vouched for."""

from collections.abc import Collection
from dataclasses import dataclass

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.domain.kinds import Role, Standing
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.trust.colleagues import colleagues
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class Author:
    """`own`: the person of this profile. `name` is "" when nobody here knows it."""

    key: str
    name: str
    administration: str
    role: str
    own: bool = False

    @property
    def words(self) -> str:
        """Sina Leota, Samoa; the office alone where no name is known."""
        place = name_of(self.administration) if self.administration else ""
        if not self.name:
            return place or _("Somebody you do not know")
        return _("{name}, {administration}").format(name=self.name, administration=place) if place else self.name

    @property
    def short(self) -> str:
        """The name alone, where there is one."""
        return self.name or self.words


def authors_of(session: Session, keys: Collection[str]) -> dict[str, Author]:
    """Who is behind each of `keys`; a page of history has few of them."""
    myself = me(session)
    return {key: _author(session, key, myself) for key in keys}


def _author(session: Session, key: str, myself: str) -> Author:
    if key == session.desk.key:
        profile = session.profile
        return Author(key, profile.name, profile.administration, profile.role, True)
    if key in session.anchor:
        return Author(key, "", ROCB, Role.ROCB)
    standing = standing_of(session.db, key)
    if standing.role is Role.UNKNOWN and (known := colleagues(session).get(key)) is not None:
        return Author(key, known.name, session.profile.administration, Role.PARTICIPANT)
    place = ROCB if standing.role is Role.ROCB else standing.administration
    return Author(key, _name(session, key, standing), place, standing.role, standing.speaks_for(key) == myself)


def _name(session: Session, key: str, standing: Standing) -> str:
    """As a person says it, else as somebody vouched for it, else as the own key card has it."""
    row = session.db.execute(
        "SELECT coalesce(nullif((SELECT name FROM person WHERE id=?), ''),"
        " nullif((SELECT name FROM standing WHERE key=?), ''), (SELECT name FROM card WHERE key=?), '')",
        (standing.speaks_for(key), key, key),
    ).fetchone()
    return str(row[0])
