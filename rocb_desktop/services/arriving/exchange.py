"""Receiving files: what importing them would do, and doing it - whole or not at all, file by file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path

from rocb_desktop.domain.collecting import uncollected
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.file import READER, read_file
from rocb_desktop.exchange.questionnaire_reader import is_questionnaire
from rocb_desktop.services.arriving.answers import NO_ANSWERS, Answers, with_trust
from rocb_desktop.services.arriving.arrival import NEWEST_READER, Arrival, examine, receive, wait_for_update
from rocb_desktop.services.arriving.blob_intake import StagedBlobs, copied_words, staged_blobs, take_blobs
from rocb_desktop.services.arriving.erased_senders import erased_words
from rocb_desktop.services.arriving.file_result import COUNTS, NEWER, FileResult
from rocb_desktop.services.arriving.gathering import Gathered, Parcel, gather
from rocb_desktop.services.arriving.hiding import MOST_HIDDEN
from rocb_desktop.services.arriving.import_log import undo_of_import
from rocb_desktop.services.arriving.part_arrival import PART, Joined, joined_parts
from rocb_desktop.services.arriving.waiting_files import WaitingFiles, drop_files_of_gone
from rocb_desktop.services.erasure.following import follow_erasures
from rocb_desktop.services.isolation import only_this_file
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.taking_over import left_words, take_keys
from rocb_desktop.services.safety.backups import backup_if_old
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.colleagues import PASSED_ON, colleagues
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.blocks import known_ids
from rocb_desktop.store.database import STORE_CODES
from rocb_desktop.store.imports import read_waiting, read_waiting_data
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.texts import _, ngettext

_CAME = ("new", "changed", "same", "conflicts")
PARTS = 100  # steps of progress for each file


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing `files` does: totals are counts of records, but `refused`, which counts files.

    `asked` is how many of the files were asked for; the others waited for their sender, who is known now. `others` are
    the names in a folder that are no files of ours. `taken_over` says that this profile got the keys of its office.
    """

    files: tuple[FileResult, ...]
    import_id: str = ""
    totals: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    others: tuple[str, ...] = ()
    taken_over: str = ""

    @property
    def refused(self) -> int:
        return sum(1 for result in self.files if result.error is not None)

    @property
    def offers(self) -> tuple[str, str]:
        """What the office's keys in these files would make of this profile, and who hands them over; "" for nothing."""
        found = next((result for result in self.files if result.offers), None)
        return (found.offers, found.sender.name) if found is not None and found.sender is not None else ("", "")

    @property
    def workshops(self) -> tuple[str, ...]:
        """Ids of the workshops that the packs among these files are of: where a person goes on when they came in."""
        packs = [result for result in self.files if result.kind == "pack" and result.error is None]
        brought = [one for pack in packs for one in pack.details if one.kind == "workshop" and one.result in _CAME]
        return tuple(dict.fromkeys(one.record for one in brought))

    @property
    def hides(self) -> int:
        """How many records are not shown any more."""
        return sum(result.hides for result in self.files)

    @property
    def must_confirm(self) -> bool:
        """Whether a person has to type how many records are hidden before that happens."""
        return self.hides > MOST_HIDDEN

    @property
    def came_in(self) -> bool:
        """Whether anything was added: then it can be taken back."""
        return any(self.totals[name] for name in ("new", "changed", "conflicts", "held"))

    @property
    def nothing_new(self) -> bool:
        counted = any(self.totals[name] for name in ("new", "changed", "conflicts", "waiting", "held"))
        return not counted and not self.blobs

    @property
    def blobs(self) -> int:
        """How many materials and pieces of evidence come that were missing here."""
        return sum(result.blobs for result in self.files)


@dataclass(slots=True)
class _Round:
    """One go over some parcels, with what the person said before."""

    session: Session
    answers: Answers
    blobs: StagedBlobs
    import_id: str = ""  # "" in a preview: nothing is remembered
    tables: set[str] = field(default_factory=set)
    files: WaitingFiles = field(init=False)

    def __post_init__(self) -> None:
        self.files = WaitingFiles(self.session, bool(self.import_id))

    def over(self, gathered: Gathered) -> Preview:
        with joined_parts(self.session, gathered.parcels, keep=bool(self.import_id)) as joined:
            return self._over(joined, gathered.others)

    def _over(self, joined: Joined, others: tuple[str, ...]) -> Preview:
        parcels = joined.parcels
        results = [self._one(parcel, number, len(parcels)) for number, parcel in enumerate(parcels)] + joined.results
        asked = len(results)
        for parcel in _no_longer_waiting(self.session):
            self._let_in(parcel, results)
        totals = {name: sum(result.counts.get(name, 0) for result in results) for name in COUNTS}
        return Preview(tuple(results), self.import_id, totals, asked, others)

    def _let_in(self, parcel: Parcel, results: list[FileResult]) -> None:
        """A file that waited comes in; one that began to wait just now, before a later file told who sent it, is told
        once.
        """
        place = next((at for at, one in enumerate(results) if one.waits == parcel.waits), None)
        if place is None:
            results.append(self._one(parcel, len(results), len(results) + 1))
            return
        before = results[place]
        result = self._one(replace(parcel, path=before.path, parts=before.parts), place, len(results))
        results[place] = replace(result, waited=False)

    def _one(self, parcel: Parcel, number: int, of: int) -> FileResult:
        def progress(at: int, lines: int) -> None:
            self.session.progress(number * PARTS + PARTS * at // max(lines, 1), of * PARTS)

        progress(0, 1)
        try:
            with only_this_file(parcel.name):
                result = self._received(parcel, progress)
        except UserError as error:
            if error.code in STORE_CODES:  # not the file's fault: nothing of the whole import may stay
                raise
            result = FileResult(parcel.name, error=_bare(error))
        path = parcel.parts[0] if parcel.parts else parcel.path
        return replace(result, path=path, waited=bool(parcel.waits), parts=parcel.parts)

    def _received(self, parcel: Parcel, progress: Callable[[int, int], None]) -> FileResult:
        data = parcel.read()
        try:
            arrival = _open(self.session, parcel.name, data, progress)
        except UserError as error:
            if error.code == "not_rocb_file" and is_questionnaire(BytesIO(data)):
                raise _questionnaire(self.session) from error
            if error.code != "newer_format":
                raise
            with self.session.db.atomic(), self.files.bundle_of(parcel, data, self.blobs) as bundle:
                return self.files.note(parcel, wait_for_update(self.session, parcel.name, data), bundle)
        with self.session.db.atomic(), self.files.bundle_of(parcel, data, self.blobs) as bundle:
            result = receive(self.session, arrival, self.answers, self.import_id, self.tables)
            if result.waits:
                return self.files.note(parcel, result, bundle)
            taken = take_blobs(self.blobs, bundle, keep=bool(self.import_id), progress=progress)
        return replace(result, blobs=taken)


def _questionnaire(session: Session) -> UserError:
    """What to do with a questionnaire in Excel: it is none of the files that are imported."""
    said = _("This is an Excel questionnaire. As a command: intake enters its reply.")
    if session.profile.role == Role.PARTICIPANT:
        said = _("This is an Excel questionnaire. Give it to your focal point, who enters your reply.")
    return UserError("not_rocb_file", problem=said, then=_("Nothing was changed."))


def _bare(error: UserError) -> UserError:
    """An error to be kept: the frames of its traceback would hold the bytes of the file with it."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _no_longer_waiting(session: Session) -> list[Parcel]:
    """The files of the waiting room whose sender is known by now, and those that an older app could not read."""
    rows = read_waiting(session.db)
    known = {key for key in {str(row[4]) for row in rows} if standing_of(session.db, key).role is not Role.UNKNOWN}
    mine = colleagues(session)
    updated = was_updated(session)
    if updated:
        write_setting(session.db, NEWEST_READER, str(READER))
    return [
        waiting_parcel(session, str(file), str(name))
        for file, _at, name, kind, sender, *_more in rows
        if sender in known or (kind == PASSED_ON and sender in mine) or (kind == NEWER and updated)
    ]


def was_updated(session: Session) -> bool:
    """Whether this app reads more than the one that last kept a file for an update."""
    return int(read_setting(session.db, NEWEST_READER, str(READER))) < READER


def waiting_parcel(session: Session, file: str, name: str) -> Parcel:
    """A file of the waiting room."""
    return Parcel(name, partial(read_waiting_data, session.db, file), waits=file)


@lane("write")
def preview(session: Session, paths: Sequence[Path], trust: bool = False, answers: Answers = NO_ANSWERS) -> Preview:
    """Do the import in a transaction and take it back: what is shown is what would happen. Changes nothing.

    `paths` are files and folders; see gathering.gather.
    """
    return preview_parcels(session, gather(session, paths), with_trust(answers, trust))


def preview_parcels(session: Session, gathered: Gathered, answers: Answers = NO_ANSWERS) -> Preview:
    with uncollected(), staged_blobs(session) as blobs, session.db.taken_back():
        return _without_keys(_Round(session, answers, blobs).over(gathered))


@lane("write")
def accept(session: Session, paths: Sequence[Path], trust: bool = False, answers: Answers = NO_ANSWERS) -> Outcome:
    """Import files and folders. `trust`: the eight words of all unknown senders were compared and are the same.

    A file that is refused leaves no trace; the others count. The value is a Preview with the import's id. Raises the
    UserError of the file when all were refused, and hides_records when more than a few records would no longer be
    shown and `answers` do not name that number.
    """
    return accept_parcels(session, gather(session, paths), with_trust(answers, trust))


def accept_parcels(session: Session, gathered: Gathered, answers: Answers = NO_ANSWERS) -> Outcome:
    backup_if_old(session)
    with uncollected(), staged_blobs(session) as blobs, session.db.atomic():
        going = _Round(session, answers, blobs, session.ids.token(8).hex())
        done = going.over(gathered)
        if done.must_confirm and answers.hide != done.hides:
            raise UserError("hides_records", count=done.hides)
        followed = follow_erasures(session)
    drop_files_of_gone(session)
    if done.asked and done.refused == len(done.files):
        error = done.files[0].error
        assert error is not None
        raise error
    undo = undo_of_import(going.import_id) if done.came_in else None
    taken = {take_keys(session, result.passed) for result in done.files if result.passed is not None}
    left = [] if taken or not done.offers[0] else [left_words()]
    done = replace(_without_keys(done), taken_over=" ".join(sorted(taken)))
    message = " ".join(filter(None, (said(done), *taken, *left, followed.words)))
    return Outcome(frozenset(going.tables | followed.tables | {"import", "waiting"}), message, undo, done)


def _without_keys(done: Preview) -> Preview:
    """What is shown of an import holds no secret."""
    return replace(done, files=tuple(replace(result, passed=None) for result in done.files))


def said(done: Preview) -> str:
    """One sentence for what an import did."""
    if not done.files:
        return _("There is no file of ROCB Desktop in this folder.")
    if done.nothing_new and {result.why for result in done.files} == {erased_words()}:
        return erased_words()
    if done.nothing_new and done.totals["taken_back"]:
        return _("Nothing new. What you took back was left out.")
    if done.nothing_new:
        return ngettext("Nothing new in this file.", "Nothing new in these files.", len(done.files))
    count = done.totals["new"] + done.totals["changed"] + done.totals["conflicts"]
    if not count and done.blobs:
        return copied_words(done.blobs)
    if not count:
        return _said_of_waiting(done)
    sentence = ngettext("{count} record imported.", "{count} records imported.", count)
    return sentence.format(count=count)


def _said_of_waiting(done: Preview) -> str:
    waiting = [result for result in done.files if result.result == "waiting"]
    if all(result.kind == PART for result in waiting):
        return " ".join(result.why for result in waiting)
    if all(result.kind == NEWER for result in done.files if result.result == "waiting"):
        return _("Kept until you update this computer: a newer version of the app made it.")
    return ngettext(
        "The file waits until you know its sender.", "The files wait until you know their senders.", len(done.files)
    )


def _open(session: Session, name: str, data: bytes, progress: Callable[[int, int], None]) -> Arrival:
    """Read and verify a file, and say who sent it. Raises UserError; writes nothing."""

    def known(ids: Sequence[str]) -> set[str]:
        return known_ids(session.db, ids)

    file = read_file(data, session.keys.identities, progress, known)
    return examine(session, name, data, file)
