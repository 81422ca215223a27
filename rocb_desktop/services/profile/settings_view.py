"""What the page Settings shows: safe copies, keys, this computer, the office - gathered in one reading."""

from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile import key_places
from rocb_desktop.services.profile.clones import Noticed, noticed
from rocb_desktop.services.profile.faces import Face, list_profiles, read_face
from rocb_desktop.services.profile.key_places import Place
from rocb_desktop.services.profile.keys import place_words, unread_words
from rocb_desktop.services.profile.people import OwnKey, show_key
from rocb_desktop.services.profile.recovery import RecoveryState, recovery_state
from rocb_desktop.services.reminding.entry import ReminderState, reminder_state
from rocb_desktop.services.safety.backups import BackupState, find_backups
from rocb_desktop.services.session import Profile, Session
from rocb_desktop.store.imports import count_since
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class PersonHere:
    """A profile on this computer. `face` None: nobody has opened it here yet."""

    folder: Path
    face: Face | None
    current: bool


@dataclass(frozen=True, slots=True)
class SettingsView:
    """`noticed`: when this store took a new origin, None while it never had to. `came_in`: files since the newest good
    copy.
    """

    profile: Profile
    backups: BackupState
    place: Place
    recovery: RecoveryState
    key: OwnKey
    noticed: Noticed | None
    people: tuple[PersonHere, ...]
    unread_keys: str = ""  # that older office keys are damaged, in words
    came_in: int = 0
    reminder: ReminderState = ReminderState(False, False)


@lane("read")
def look_at_settings(session: Session) -> SettingsView:
    """Raises UserError keys_locked."""
    backups = find_backups(session)
    good = next((copy for copy in backups.copies if copy.good), None)
    return SettingsView(
        session.profile,
        backups,
        key_places.place_of(session.profile.keys_folder),
        recovery_state(session),
        show_key(session),
        noticed(session.db),
        _people_here(session.profile.path),
        unread_words(session.keys),
        count_since(session.db, good.at) if good is not None else 0,
        reminder_state(session),
    )


def _people_here(own: Path) -> tuple[PersonHere, ...]:
    """Those in the usual place, and the one who works now wherever the profile lies."""
    found = list_profiles()
    if own.resolve() not in [folder.resolve() for folder in found]:
        found.append(own)
    return tuple(PersonHere(folder, read_face(folder), folder.resolve() == own.resolve()) for folder in found)


@lane("write")
def move_keys(session: Session, to_store: bool) -> Outcome:
    """Move the private keys into the key store of this computer, or into files. Says where they lie now."""
    folder = session.profile.keys_folder
    if to_store:
        place = key_places.move_to_store(folder, session.ids.token(16).hex())
    else:
        place = key_places.move_to_files(folder)
    said = place_words(place)
    if to_store and not place.store:
        said = _("The key store of this computer says no.") + " " + said
    return Outcome(frozenset({"setting"}), said)
