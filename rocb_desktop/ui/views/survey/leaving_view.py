"""Exactly what leaves this computer with a reply, who can open it, and what stays here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from rocb_desktop.domain.administration import ROCB, ROCB_NAME, name_of
from rocb_desktop.services.survey.replies import OPEN, Outgoing
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.views.survey.check_view import answer_words, person_labels
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.columns import SideBySide
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.widgets.summary import SummaryList, SummaryRow


class LeavingView(PageScroll):
    """Nothing is made while this is shown."""

    def __init__(self, leaving: Outgoing) -> None:
        super().__init__()
        columns = SideBySide(side_width=312)
        columns.main.addWidget(_file_card(leaving))
        columns.side.addWidget(_receiver_card(leaving))
        count, size = len(leaving.evidence), sum(one.file.size for one in leaving.evidence)
        said = ngettext(
            "With {n} file kept with your actions ({size})", "With {n} files kept with your actions ({size})", count
        )
        self.with_evidence = tick(said.format(n=count, size=size_words(size)))
        if leaving.evidence:
            columns.side.addWidget(_evidence_card(leaving, self.with_evidence))
        columns.side.addWidget(_stays_card())
        self.add(columns)


def _file_card(leaving: Outgoing) -> Card:
    card = Card(_("The file holds this and nothing else"), leaving.name)
    person, form = leaving.person, leaving.form
    given = {"name": person.name, "post": person.post, "division": person.division, "email": person.email}
    about = [
        (_("{label}: {answer}").format(label=person_labels()[id], answer=text), False)
        for id, text in given.items()
        if text
    ]
    about.append((_("Administration: {name}").format(name=name_of(person.administration)), False))
    rows = [
        SummaryRow(_("Workshop"), [(form.workshop.title, False)]),
        SummaryRow(_("About you"), about),
    ]
    for question in form.questionnaire.questions:
        name = _("{n}. {question}").format(n=question.number, question=question.short)
        rows.append(SummaryRow(name, answer_words(form.questionnaire, question, leaving.answers)))
    rows.append(SummaryRow(_("Added by the app"), [(_("Version, date and your signature"), False)]))
    card.add(SummaryList(rows))
    return card


def _receiver_card(leaving: Outgoing) -> Card:
    card = Card(_("Goes to"))
    if leaving.to == OPEN:
        card.add(_told("message-square-text", _("Everybody can read this file. It holds no e-mail, post or division.")))
        return card
    if leaving.receiver == ROCB:
        card.add(label(ROCB_NAME, "body", weight=500))
        card.add(label(_("The pack names no focal point for your administration."), "hint"))
        card.add(_told("lock", _("Only ROCB A/P and you can open it")))
        return card
    country = name_of(leaving.receiver)
    card.add(label(leaving.receiver_name, "body", weight=500))
    card.add(label(_("National focal point, {administration}").format(administration=country), "hint"))
    both = len({code for code, _office in leaving.offices}) > 1  # should the focal point have left
    every, one = _("Only the focal point’s office, ROCB A/P and you"), _("Only the focal point’s office and you")
    card.add(_told("lock", every if both else one))
    return card


def _evidence_card(leaving: Outgoing, with_evidence: QCheckBox) -> Card:
    card = Card(_("Evidence"))
    card.add(with_evidence)
    card.add(label(", ".join(one.file.shown for one in leaving.evidence), "hint"))
    hint = _("Then only the focal point’s office and you can open the file, and the actions go along with their texts.")
    card.add(label(hint, "hint"))
    with_evidence.setAccessibleDescription(hint)
    return card


def _stays_card() -> Card:
    card = Card(_("Stays on this computer"))
    stays = (
        _("Your action log with its texts"),
        _("Actions that you plan"),
        _("Answers that are no longer shown"),
    )
    for words in stays:
        card.add(_told("hard-drive", words))
    card.add(label(_("The date, channel, audience and number of a ticked action go with the reply."), "hint"))
    return card


def _told(icon: str, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(current().space["s"])
    row.addWidget(IconView(icon, "primary", 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words), 1)
    return holder
