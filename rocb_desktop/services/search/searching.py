"""Search over everything a person can see: hits by group, each with its title, the line that holds the words, and the
place where it leads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.change import RecordState
from rocb_desktop.domain.record_words import kind_words
from rocb_desktop.domain.search_words import Parts, excerpt, finds_any, mark, typed_words
from rocb_desktop.services.history.record_names import RecordNames
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.search.places import Place, place_of
from rocb_desktop.services.session import Session
from rocb_desktop.store.changes import states_of
from rocb_desktop.store.search import Found, find, is_behind
from rocb_desktop.store.search_sources import searched_fields
from rocb_desktop.texts import N_, _

LIMIT = 50
_LEAST = 3  # hits of a group that are shown however many groups there are
_WORDS: Mapping[str, str] = {
    "workshops": N_("Workshops"),
    "people": N_("People"),
    "files": N_("Files of workshops and actions"),
    "log": N_("Action log"),
    "results": N_("Recommendations, projects, effects"),
    "reports": N_("Mission reports"),
    "replies": N_("Survey replies"),
    "returns": N_("National returns"),
    "notes": N_("Notes and reminders"),
    "feedback": N_("Feedback"),
    "sent": N_("Files sent and received"),
    "office": N_("Rounds and ROCB A/P"),
}
_ASIDE_ICONS = {"sent": "file-output", "import": "file-input", "waiting": "clock"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. `title` and `line` are plain texts in parts, some of them marked; `label` names the
    field that the line is from, "" for none.
    """

    record: str
    source: str
    icon: str
    title: Parts
    label: str
    line: Parts
    place: Place


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one sort, the newest first; `count` is how many there are, of which `hits` are shown."""

    key: str
    words: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found for the words of `text`. `behind`: some of what was written is not searched yet."""

    text: str
    typed: tuple[str, ...]
    groups: tuple[Group, ...]
    behind: bool

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


@lane("read")
def search_everything(session: Session, text: str, limit: int = LIMIT, group: str = "") -> SearchResult:
    """Everything that has a word beginning with each word of `text`; at most `limit` hits are told, of one group alone
    when it is named. Any text will do: what is no letter and no digit only parts words.
    """
    typed = typed_words(text)
    found = find(session.db, typed, limit)
    shown = [key for key in found.counts if group in ("", key)]
    told = _shared(found, shown, limit)
    hits = _hits(session, typed, told)
    groups = (Group(key, _(_WORDS[key]), found.counts[key], tuple(hits[key])) for key in shown)
    return SearchResult(text, typed, tuple(one for one in groups if one.hits), is_behind(session.db))


def _shared(found: Found, shown: Sequence[str], limit: int) -> dict[str, list[tuple[str, str]]]:
    """The rows to tell: `limit` in all, and some of every group."""
    each = max(limit // max(len(shown), 1), _LEAST)
    told = {key: list(found.rows[key][:each]) for key in shown}
    for key in shown:
        spare = limit - sum(map(len, told.values()))
        if spare > 0:
            told[key] += found.rows[key][each : each + spare]
    return told


def _hits(
    session: Session, typed: Sequence[str], told: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, list[Hit]]:
    records = {record for rows in told.values() for source, record in rows if source not in _ASIDE_ICONS}
    states, names = states_of(session.db, records), RecordNames(session)
    hits: dict[str, list[Hit]] = {key: [] for key in told}
    for key, rows in told.items():
        for source, record in rows:
            if source in _ASIDE_ICONS:
                hits[key] += _aside(session, typed, source, record)
            elif record in states and not states[record].deleted:
                hits[key].append(_hit(session, names, typed, source, states[record]))
    return hits


def _hit(session: Session, names: RecordNames, typed: Sequence[str], source: str, state: RecordState) -> Hit:
    values = state.values
    title = names.about(state.record, state.kind, values) or kind_words(state.kind).deed(new=True)
    label, line = "", ""
    for name in searched_fields(source, values):
        words = names.text(state.kind, name, values[name], values)
        found = finds_any(words, typed)
        if words and words not in title and (found or not line):
            label, line = names.label(state.record, state.kind, name, values), words
            if found:
                break
    place = place_of(session, source, state.record, values)
    icon = kind_words(state.kind).icon
    return Hit(state.record, source, icon, mark(title, typed), label, excerpt(line, typed), place)


def _aside(session: Session, typed: Sequence[str], source: str, record: str) -> list[Hit]:
    """A file that was made here, came in, or waits; nothing when it is gone."""
    by, who = ("file", "receiver, ''") if source == "sent" else ("id", "sender_name, administration")
    rows = session.db.execute(f"SELECT name, {who} FROM {source} WHERE {by}=?", (record,)).fetchall()
    if not rows:
        return []
    first = next((row for row in rows if finds_any(row[0], typed)), rows[0])
    title = mark(first[0], typed)
    said = ", ".join(filter(None, (first[1], name_of(first[2]) if first[2] else "")))
    label = _("For") if source == "sent" else _("From")
    place = place_of(session, source, record, {})
    return [Hit(record, source, _ASIDE_ICONS[source], title, label if said else "", excerpt(said, typed), place)]
