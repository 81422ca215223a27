"""What a person said before files come in: whose words were compared, who comes in unchecked, what may be hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rocb_desktop.domain.errors import UserError
from rocb_desktop.texts import N_, _

# How a sender whose words were not compared is known; any other text is a person's own words.
HOW = {
    "phone": N_("Known phone number"),
    "in_person": N_("Handed over in person"),
    "email": N_("Known e-mail address"),
}
TAKE_OVER = "TAKE OVER"  # typed instead of the name of who hands an office over
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Answers:
    """`trusted`: keys whose eight words were compared, `everybody`: those of all unknown senders. `unchecked`: how the
    sender of a key is known whose words nobody compared; `all_unchecked` the same for all unknown senders.

    `again`: blocks that were taken back come in again. `hide`: the number of records that the person agreed to hide.
    `take_over`: what the person typed to become the keeper of an office key: who hands it over, or TAKE_OVER.
    """

    everybody: bool = False
    trusted: frozenset[str] = frozenset()
    unchecked: Mapping[str, str] = field(default_factory=dict)
    all_unchecked: str = ""
    again: bool = False
    hide: int = 0
    take_over: str = ""

    def compared(self, key: str) -> bool:
        """Whether somebody compared this key's words, and they are the same."""
        return self.everybody or key in self.trusted

    def how(self, key: str) -> str:
        """How an unchecked sender is known; "" when nobody said that this key may come in so."""
        return self.unchecked.get(key, self.all_unchecked)


NO_ANSWERS = Answers()


def with_trust(answers: Answers, everybody: bool) -> Answers:
    """The same, and that the eight words of all unknown senders were compared."""
    return replace(answers, everybody=True) if everybody else answers


def clean_how(text: str) -> str:
    """How a sender is known, as it is kept. Raises UserError bad_value for nothing, or for a story."""
    how = " ".join(text.split())
    if not how or len(how) > _LONGEST:
        raise UserError("bad_value", field="how", value=text[:_LONGEST])
    return how


def how_words(how: str) -> str:
    """How a sender is known, for the reader."""
    return _(HOW[how]) if how in HOW else how
