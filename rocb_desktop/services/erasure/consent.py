"""Consent taken back: the reply counts on, and none of its texts may be used any more."""

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.replies import reply_form, save_reply
from rocb_desktop.texts import _

COUNT_ONLY = "count_only"
_QUESTION = "q7"


@lane("write")
def withdraw_consent(session: Session, workshop: str) -> Outcome:
    """Answer question 7 with: only count my answers. The next file of this reply, its next version, tells the others.

    Raises UserError: unknown_workshop, nothing_to_send (there is no reply yet).
    """
    form = reply_form(session, workshop)
    kept = {field.id for field in form.questionnaire.fields}
    answers = {name: value for name, value in form.answers.items() if name in kept}
    if not form.version and not answers:
        raise UserError("nothing_to_send")
    done = save_reply(session, form.workshop.id, {**answers, _QUESTION: COUNT_ONLY})
    said = _("Your texts will not be used. Your answers still count. Make the file, so that the others learn of it.")
    return Outcome(done.changed, said, done.undo, done.value)
