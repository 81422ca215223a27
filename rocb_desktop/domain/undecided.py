"""Which differences between two versions a person is asked about, and which fields are decided together."""

from collections.abc import Collection, Mapping

# Written by the app with each deed: when two copies of a computer differ here, the next deed settles it.
_SETTLES_ITSELF: Mapping[str, frozenset[str]] = {
    "reply": frozenset({"version", "date"}),
    "reply_on_behalf": frozenset({"version", "date", "source"}),
    "national_reply": frozenset({"date", "judged", "replies", "taken"}),
    "national_return": frozenset({"number", "date", "replies"}),
    "received": frozenset({"date", "blocks", "stage"}),
    "grant": frozenset({"ends", "admits", "replaces"}),
    "vouch": frozenset({"ends", "admits", "replaces"}),
    "review": frozenset({"judged", "date", "reviewer"}),
}
# One deed in several fields: who decides takes all of one side. The first that differs stands for the whole.
_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "review": ("decision", "text", "judged", "date", "reviewer"),
    "clearance": ("state", "since", "name", "post", "date", "how", "judged"),
    "grant": ("role", "administration", "name", "office", "checked"),
    "vouch": ("administration", "name", "office", "checked"),
}
DELETED = "deleted"


def is_asked(kind: str, field: str) -> bool:
    """Whether a person is asked when this field differs."""
    return field not in _SETTLES_ITSELF.get(kind, frozenset())


def settles_itself(kind: str) -> frozenset[str]:
    """Fields of a kind that nobody is asked about."""
    return _SETTLES_ITSELF.get(kind, frozenset())


def asked_fields(kind: str, differing: Collection[str]) -> list[str]:
    """The questions that the differing fields of one record make, each named by one field; deletion comes first."""
    asked = sorted(name for name in differing if is_asked(kind, name))
    if DELETED in asked:
        return [DELETED]  # whether it stays at all decides whether the rest matters
    together = _TOGETHER.get(kind, ())
    lead = [name for name in together if name in asked][:1]
    return lead + [name for name in asked if name not in together]


def decided_with(kind: str, field: str) -> tuple[str, ...]:
    """The fields that are taken from one side together with `field`, itself included."""
    together = _TOGETHER.get(kind, ())
    return together if field in together else (field,)
