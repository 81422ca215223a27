"""The one fixed list of badges: each state of a thing has its word, icon and colour here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rocb_desktop.texts import N_, _, language


@dataclass(frozen=True)
class BadgeKind:
    """Word (a gettext key, perhaps with {names}), icon and tone; `many` is the plural form of a word with {n}."""

    word: str
    icon: str
    tone: str
    many: str = ""

    @property
    def ink_role(self) -> str:
        """Colour role of word and icon."""
        return "on_primary_soft" if self.tone == "primary" else self.tone

    @property
    def ground_role(self) -> str:
        """Colour role behind them."""
        return f"{self.tone}_soft"


BADGES: Mapping[str, BadgeKind] = {
    # A reply, its questions and an action, while somebody works on them.
    "ready": BadgeKind(N_("Ready"), "circle-check", "ok"),
    "problem": BadgeKind(N_("{n} problem"), "octagon-alert", "err", N_("{n} problems")),
    "optional": BadgeKind(N_("Optional"), "circle-dashed", "neutral"),
    "not_started": BadgeKind(N_("Not started"), "circle-dashed", "neutral"),
    "from_log": BadgeKind(N_("From your log"), "notebook-pen", "primary"),
    "draft": BadgeKind(N_("Draft"), "pencil", "info"),
    "saved": BadgeKind(N_("Saved"), "circle-check", "ok"),
    "done": BadgeKind(N_("Done"), "circle-check", "ok"),
    "planned": BadgeKind(N_("Planned"), "clock", "info"),
    "carried_out": BadgeKind(N_("Carried out"), "circle-check", "ok"),
    "handed_over": BadgeKind(N_("Handed over to {name}"), "arrow-right", "neutral"),
    "finished": BadgeKind(N_("Finished"), "circle-check", "ok"),
    # What became of a recommendation, and how far a project is.
    "proposed": BadgeKind(N_("Proposed"), "lightbulb", "info"),
    "advice_accepted": BadgeKind(N_("Accepted"), "check", "ok"),
    "funded": BadgeKind(N_("Funded"), "circle-check", "ok"),
    "rejected": BadgeKind(N_("Rejected"), "circle-x", "neutral"),
    "idea": BadgeKind(N_("Idea"), "lightbulb", "neutral"),
    "approved": BadgeKind(N_("Approved"), "check", "ok"),
    "under_way": BadgeKind(N_("Under way"), "clock", "info"),
    "good": BadgeKind(N_("Good"), "circle-check", "ok"),
    # The way of a reply from the participant to the published report.
    "file_made": BadgeKind(N_("File made"), "file-check", "info"),
    "sent": BadgeKind(N_("Sent"), "send", "info"),
    "not_sent": BadgeKind(N_("Not sent yet"), "send", "warn"),
    "with_focal_point": BadgeKind(N_("With focal point"), "inbox", "info"),
    "to_review": BadgeKind(N_("To review"), "circle-dot", "info"),
    "accepted": BadgeKind(N_("Accepted"), "circle-check", "ok"),
    "correction_asked": BadgeKind(N_("Correction asked"), "reply", "warn"),
    "in_return": BadgeKind(N_("In national return no. {n}"), "package", "ok"),
    "received_by_rocb": BadgeKind(N_("Received by ROCB A/P"), "circle-check", "ok"),
    "received": BadgeKind(N_("Received"), "circle-check", "ok"),
    "reply_received": BadgeKind(N_("Reply received"), "circle-check", "ok"),
    "published": BadgeKind(N_("Published"), "badge-check", "ok"),
    "withdrawn": BadgeKind(N_("Withdrawn"), "undo-2", "neutral"),
    # Dates.
    "reply_due": BadgeKind(N_("Reply due"), "clock", "warn"),
    "overdue": BadgeKind(N_("Overdue"), "triangle-alert", "warn"),
    "late": BadgeKind(N_("Late"), "clock", "warn"),
    "open_until": BadgeKind(N_("Open until {date}"), "clock", "info"),
    "opens": BadgeKind(N_("Opens in {month}"), "calendar", "neutral"),
    "opens_on": BadgeKind(N_("Opens on {date}"), "calendar", "neutral"),
    "opens_about": BadgeKind(N_("Opens {when}"), "calendar", "neutral"),
    "not_surveyed": BadgeKind(N_("Not surveyed"), "ban", "neutral"),
    "not_asked": BadgeKind(N_("Not asked yet"), "clock", "neutral"),
    "closed": BadgeKind(N_("Closed"), "archive", "neutral"),
    "closed_late": BadgeKind(N_("Closed, late replies accepted"), "inbox", "neutral"),
    # Who took part and who did not.
    "no_reply": BadgeKind(N_("No reply"), "circle-x", "err"),
    "did_not_take_part": BadgeKind(N_("Did not take part"), "circle-dashed", "neutral"),
    "not_known": BadgeKind(N_("Not known"), "circle-question-mark", "neutral"),
    "own_reply": BadgeKind(N_("Own reply"), "user", "neutral"),
    "on_behalf": BadgeKind(N_("Entered on behalf"), "pencil", "neutral"),
    "left": BadgeKind(N_("Left"), "arrow-right", "neutral"),
    "no_stand_in": BadgeKind(N_("Left, nobody answers"), "triangle-alert", "warn"),
    "new_name": BadgeKind(N_("New name"), "plus", "info"),
    "no_key": BadgeKind(N_("No key here yet"), "circle-dashed", "neutral"),
    "reminded": BadgeKind(N_("Reminded {date}"), "bell", "neutral"),
    # What a received file did.
    "new": BadgeKind(N_("New"), "plus", "ok"),
    "new_reply": BadgeKind(N_("New reply"), "plus", "info"),
    "version": BadgeKind(N_("Version {n}"), "git-compare", "info"),
    "updated": BadgeKind(N_("Updated"), "git-compare", "info"),
    "already_here": BadgeKind(N_("Already here"), "copy", "neutral"),
    "conflict": BadgeKind(N_("Conflict"), "triangle-alert", "warn"),
    "waiting": BadgeKind(N_("Waiting"), "clock", "warn"),
    "held": BadgeKind(N_("Held"), "lock", "warn"),
    "refused": BadgeKind(N_("Refused"), "ban", "err"),
    "taken_back": BadgeKind(N_("Taken back"), "undo-2", "neutral"),
    "files": BadgeKind(N_("{n} file"), "inbox", "neutral", N_("{n} files")),
    "replies": BadgeKind(N_("{n} reply"), "inbox", "neutral", N_("{n} replies")),
    # Trust.
    "trusted": BadgeKind(N_("Trusted"), "shield-check", "ok"),
    "not_checked": BadgeKind(N_("Not checked"), "shield-alert", "warn"),
    "words_checked": BadgeKind(N_("Checked"), "shield-check", "ok"),
    "key_not_checked": BadgeKind(N_("Key not checked"), "shield-alert", "warn"),
    "words_different": BadgeKind(N_("Words different"), "ban", "err"),
    "key_ended": BadgeKind(N_("Ended"), "ban", "neutral"),
    "offices_disagree": BadgeKind(N_("Two offices disagree"), "triangle-alert", "err"),
    "two_copies": BadgeKind(N_("Two copies"), "copy", "warn"),
    "old_key": BadgeKind(N_("Old key"), "archive", "neutral"),
    "signature_good": BadgeKind(N_("Signature is good"), "shield-check", "ok"),
    # Places and materials.
    "stick_found": BadgeKind(N_("{n} stick found"), "check", "ok", N_("{n} sticks found")),
    "no_stick": BadgeKind(N_("No USB stick found"), "unplug", "neutral"),
    "damaged": BadgeKind(N_("Damaged"), "octagon-alert", "err"),
    "on_computer": BadgeKind(N_("On this computer"), "hard-drive", "ok"),
    "written_here": BadgeKind(N_("On this computer"), "hard-drive", "neutral"),
    "in_file": BadgeKind(N_("In the file"), "file-input", "info"),
    "not_copied": BadgeKind(N_("Not copied yet"), "download", "neutral"),
    # Findings, which say no more than the data.
    "suggestive": BadgeKind(N_("Suggestive"), "circle-dot", "info"),
    "not_clear": BadgeKind(N_("No clear difference"), "circle-dashed", "neutral"),
    "chosen": BadgeKind(N_("Chosen"), "check", "ok"),
    "may_be_quoted": BadgeKind(N_("May be quoted"), "quote", "ok"),
    "not_quoted": BadgeKind(N_("Not to be quoted"), "ban", "neutral"),
    "shortened": BadgeKind(N_("Shortened"), "pencil", "info"),
    "operational": BadgeKind(N_("Operational"), "settings", "info"),
    "strategic": BadgeKind(N_("Strategic"), "target", "primary"),
}


@dataclass(frozen=True)
class BadgeSpec:
    """One badge to be shown: a key of BADGES and the values of its word, as `badge("version", n=2)` makes it."""

    key: str
    values: tuple[tuple[str, Any], ...] = ()

    @property
    def kind(self) -> BadgeKind:
        """Word, icon and tone; KeyError for a badge that is not on the list."""
        return BADGES[self.key]

    @property
    def text(self) -> str:
        """The word in the language of the person."""
        kind, values = self.kind, dict(self.values)
        # Both forms are keys of their own in the catalogue; French counts 0 as one.
        many = bool(kind.many) and (int(values["n"]) > 1 or (values["n"] == 0 and language() == "en"))
        return _(kind.many if many else kind.word).format(**values)


def badge(key: str, **values: Any) -> BadgeSpec:
    """The badge `key` with the values its word names; KeyError when it is not on the list."""
    if key not in BADGES:
        raise KeyError(key)
    return BadgeSpec(key, tuple(sorted(values.items())))
