"""A region with one of each level, each of them with a key, and the grants that let them in."""

from authors import Author, grant, plain, vouch

from rocb_desktop.domain.authority import NOBODY, Verdict, admit, held_in
from rocb_desktop.exchange.block import SignedBlock


class Levels:
    """The people, and the blocks of grants in their order; `verdict` hears more blocks after them."""

    def __init__(self) -> None:
        self.anchor, self.paper = Author("anchor"), Author("paper")
        self.rocb, self.second = Author("rocb"), Author("second officer")
        self.lani, self.tavita = Author("lani", "WS"), Author("tavita", "FJ")
        self.sina, self.mallory = Author("sina", "WS"), Author("mallory", "WS")
        self.chain = [
            self.anchor.say(grant(self.rocb, role="rocb")),
            self.rocb.say(grant(self.lani)),
            self.rocb.say(grant(self.tavita)),
            self.lani.say(vouch(self.sina)),
        ]

    @property
    def keys(self) -> tuple[str, str]:
        return self.anchor.key, self.paper.key

    def verdict(self, of: Author, *more: SignedBlock, without: int = 0) -> Verdict:
        kept = self.chain[: len(self.chain) - without]
        return admit(plain([*kept, *more]), self.keys).get(of.key, NOBODY)

    def officer(self) -> SignedBlock:
        return self.anchor.say(grant(self.second, role="rocb"))


def held(signed: SignedBlock, verdict: Verdict) -> list[str | None]:
    return [reason for _change, reason in held_in(signed.block, verdict)]
