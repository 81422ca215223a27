"""What can go wrong for a person: a stable code, and the sentences that say what happened and what to do.

Code raises `UserError(code, **values)`; only the edge (a banner, the command line) asks for sentences, so the
language is the reader's. Anything that is not a UserError or Cancelled is a mistake in the app and is shown
as one.
"""

from datetime import date
from string import Formatter

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.error_words import arriving, deciding, leaving, places, profiles, store, typed
from rocb_desktop.texts import _, format_date

_ROOMS = (arriving, deciding, leaving, typed, places, profiles, store)
# code: (what happened, what to do). No named values here, so that every error can be said with nothing but
# its code.
ERRORS: dict[str, tuple[str, str]] = {code: said for room in _ROOMS for code, said in room.ERRORS.items()}
# Said instead of the first sentence of ERRORS: the first of these whose named values the error carries.
DETAILED: dict[str, tuple[str, ...]] = {code: said for room in _ROOMS for code, said in room.DETAILED.items()}


class Cancelled(Exception):
    """The person pressed Stop. Whatever was under way is rolled back, and nothing was changed."""

    def what(self) -> str:
        return _("Stopped. Nothing was changed.")


class UserError(Exception):
    """Something a person can put right.

    `code` is a key of ERRORS and never changes its meaning (scripts test for it). `values` are plain strings,
    numbers or dates, for the sentence; administrations are codes. `str()` is the code alone: logs hold no
    names and no answers.
    """

    def __init__(self, code: str, **values: object) -> None:
        if code not in ERRORS:
            raise KeyError(code)
        super().__init__(code)
        self.code = code
        self.values = values

    def what(self) -> str:
        """What happened, in the reader's language."""
        for detailed in DETAILED.get(self.code, ()):
            if placeholders(detailed) <= self.values.keys():
                return _(detailed).format(**{name: _shown(name, value) for name, value in self.values.items()})
        return _(ERRORS[self.code][0])

    def hint(self) -> str:
        """What to do, and that nothing is lost, in the reader's language. A value `then` says it better."""
        return str(self.values.get("then") or _(ERRORS[self.code][1]))


def placeholders(sentence: str) -> set[str]:
    """The names between braces in a sentence."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name is not None}


def _shown(name: str, value: object) -> str:
    if isinstance(value, date):
        return format_date(value)
    # an error carries codes, a person reads names
    return name_of(str(value)) if name in ("administration", "office", "receiver") else str(value)
