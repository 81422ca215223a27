"""The head's sign-off of a national return: it clears what nobody cleared yet, and the return says how that stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rocb_desktop.domain.clearing import CLEARED, NAMING
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.national.clearance import Clearance, SignOff, clearance_edit, clearance_id, clearance_of
from rocb_desktop.services.national.counted import counted_in_round
from rocb_desktop.services.national.stale_nationals import changed_since_compiled
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.texts import _, ngettext


def sign_off_edits(session: Session, round_number: int, said: SignOff) -> list[Edit]:
    """What a sign-off adds to the clearance: all of it when it is another one than the head gave before, which stays
    as it was given; the naming alone when only that was said.
    """
    if said.naming not in ("", *NAMING):
        raise UserError("bad_value", field="naming", value=said.naming)
    before = clearance_of(session, round_number)
    day = said.date or session.clock.today().isoformat()
    wanted = (said.name.strip(), said.post.strip(), day)
    if wanted[0] and before.items and before.signed != wanted:
        how = said.how or (before.how if before.name == wanted[0] else "")
        return [clearance_edit(session, round_number, CLEARED, replace(said, date=day, how=how))]
    if said.naming and said.naming != before.naming:
        key = {"round": str(round_number), "administration": before.administration}
        return [Edit(clearance_id(round_number, before.administration), "clearance", {**key, "naming": said.naming})]
    return []


def return_words(number: int, counted: Sequence[Reply], nationals: Sequence[Reply], clearance: Clearance) -> str:
    """What a return that was made holds, and whether the head has cleared just that."""
    said = ngettext(
        "National return no. {number} is ready. It holds {count} reply.",
        "National return no. {number} is ready. It holds {count} replies.",
        len(counted),
    )
    parts = [said.format(number=number, count=len(counted))]
    if nationals:
        more = ngettext("{n} national reply counts instead.", "{n} national replies count instead.", len(nationals))
        parts.append(more.format(n=len(nationals)))
    if not counted and not nationals:
        parts.append(_("It says that the replies of the return before are not accepted any more."))
    if clearance.state == CLEARED and clearance.changed:
        parts.append(_("It says that it changed after clearance."))
    return " ".join(parts)


def older_nationals(session: Session, workshops: Sequence[Workshop], nationals: Sequence[Reply]) -> Iterator[str]:
    """A sentence for each national reply that is older than what its people say now."""
    rounds = {workshop.round for workshop in workshops} if nationals else ()
    code = session.profile.administration
    counted = {place: one for each in rounds for place, one in counted_in_round(session, each, code).items()}
    changed = changed_since_compiled(session, nationals, counted)
    for workshop in workshops:
        if names := changed.get(workshop.id):
            who = ", ".join(filter(None, names)) or _("a reply that is gone")
            said = _("The national reply of {workshop} is older than the answers of {names}. Compile it again.")
            yield said.format(workshop=workshop.short_title or workshop.title, names=who)
