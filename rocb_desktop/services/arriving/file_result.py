"""What one received file did, record by record, with the reasons in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rocb_desktop.domain.change import RecordState
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import TEXT_MISSING
from rocb_desktop.exchange.file import Sender
from rocb_desktop.exchange.passed_keys import PassedKeys
from rocb_desktop.exchange.words import Word
from rocb_desktop.services.arriving.arrival_words import held_sentence
from rocb_desktop.store.changes import Written
from rocb_desktop.texts import _

CHIEF = ("reply", "reply_on_behalf", "workshop")  # what files are sent for
# What can happen to a record of a file; a file that is refused has none.
COUNTS = ("new", "changed", "same", "conflicts", "waiting", "held", "taken_back")
NEWER = "newer"  # the kind of a file that only a newer version of the app can read


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What happened to one record, and why."""

    record: str
    kind: str
    result: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class FileResult:
    """What one file did. `error` is set when it was refused: then nothing else is. `counts` are of all records, `chief`
    of those that files are sent for: asked often, so never counted again.

    `words` are the sender's eight, or, with `office`, those of ROCB A/P in the first file that came from there.
    `can_trust` tells whether this profile may let an unknown sender in, `can_pass` whether also unchecked; `how` is how
    a sender is known who is in unchecked (None for any other), `can_confirm` whether this profile may end that.
    `about` and `why` are for people; `hides` counts the records that are not shown any more. `path` is where the file
    lies, `waited` says that it came out of the waiting room, `waits` is its id there, `parts` are the files that it was
    or will be joined from.
    `blobs` counts the materials and evidence that it brings and that were missing here; `offers` says what the
    office's keys in it would make of this profile; `passed` are these keys, when the person agreed to that.
    """

    name: str
    kind: str = ""
    sender: Sender | None = None
    words: tuple[Word, ...] = ()
    known: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    chief: Mapping[str, int] = field(default_factory=dict)
    details: tuple[RecordResult, ...] = ()
    warnings: tuple[str, ...] = ()
    error: UserError | None = None
    office: bool = False
    can_trust: bool = False
    can_pass: bool = False
    how: str | None = None
    can_confirm: bool = False
    about: str = ""
    why: str = ""
    hides: int = 0
    path: Path | None = None
    waited: bool = False
    waits: str = ""
    parts: tuple[Path, ...] = ()
    blobs: int = 0
    offers: str = ""
    passed: PassedKeys | None = None

    @property
    def result(self) -> str:
        """The one word for the file: refused, waiting, conflicts, new, changed, taken_back, held or same.

        A file that brings anything new is new, whatever else was in it; a reply's or workshop's own record decides
        before the names and notes around it.
        """
        if self.error is not None:
            return "refused"
        for word in ("waiting", "conflicts"):
            if self.counts.get(word):
                return word
        both = (self.chief, self.counts)
        found = (word for some in both for word in ("new", "changed", "taken_back") if some.get(word))
        return next(found, "new" if self.blobs else "held" if self.counts.get("held") else "same")


def count(details: Iterable[RecordResult]) -> dict[str, int]:
    """How many records had each result."""
    return dict(Counter(detail.result for detail in details))


def count_chief(details: Iterable[RecordResult]) -> dict[str, int]:
    """The same of the records that files are sent for."""
    return count(detail for detail in details if detail.kind in CHIEF)


def record_results(
    records: Mapping[str, str],
    before: Mapping[str, RecordState],
    after: Mapping[str, RecordState],
    conflicted: Mapping[str, str],
    left_out: set[str],
    written: Written,
) -> tuple[RecordResult, ...]:
    """What happened to each of `records` (id: kind); `left_out` are those of blocks that were taken back before,
    `conflicted` those that differ now, with the words for it.
    """
    return tuple(
        RecordResult(record, kind, "taken_back", _("You took it back."))
        if record in left_out and record not in written.touched
        else _result(record, kind, before.get(record), after.get(record), conflicted.get(record, ""), written)
        for record, kind in records.items()
    )


def _result(
    record: str,
    kind: str,
    before: RecordState | None,
    after: RecordState | None,
    conflict: str,
    written: Written,
) -> RecordResult:
    reason = written.held.get(record, TEXT_MISSING)  # other words of it that came without their text hold up none
    if reason != TEXT_MISSING:
        return RecordResult(record, kind, "held", held_sentence(reason))
    if record not in written.touched:
        return RecordResult(record, kind, "same")
    if conflict:
        return RecordResult(record, kind, "conflicts", conflict)
    if before is None:
        return RecordResult(record, kind, "new")
    if after is None or after.values != before.values:
        return RecordResult(record, kind, "changed")
    return RecordResult(record, kind, "same")
