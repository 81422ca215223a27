"""What Home asks a focal point to do: the words of the one next task."""

from dataclasses import dataclass

from rocb_desktop.services.national.focal_home import FocalHome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.national.return_contents import due_words, missing_words


@dataclass(frozen=True, slots=True)
class Task:
    """`action` is the words of the button, "" for none; `lead` is "" when there is nothing to do."""

    task: str
    sentence: str
    action: str = ""
    icon: str = ""
    lead: bool = True


def next_task(home: FocalHome) -> Task:
    """The words for home.task."""
    return _WORDS[home.task](home)


def _make_card(_home: FocalHome) -> Task:
    return Task(
        _("Make your key card"),
        _("Send it to ROCB A/P. They compare your eight words, then their packs tell your people to write to you."),
        _("Make my key card"),
        "key-round",
    )


def _send_card(_home: FocalHome) -> Task:
    return Task(
        _("Send your key card to ROCB A/P"),
        _("When they have taken it in, open the next workshop pack. Then the replies of your people come to you."),
        _("Send my key card"),
        "send",
    )


def _open_pack(_home: FocalHome) -> Task:
    return Task(
        _("Open a workshop pack"),
        _("It brings the workshop, its dates and the survey. ROCB A/P sends it to you."),
        _("Open a workshop pack"),
        "folder-open",
    )


def _check_sender(home: FocalHome) -> Task:
    count = len(home.waiting)
    said = ngettext("Check the sender of {n} file", "Check the senders of {n} files", count)
    return Task(
        said.format(n=count),
        _("Nothing of it is used before that. Call the person, and compare the eight words."),
        _("Compare the words"),
        "shield-check",
    )


def _review(home: FocalHome) -> Task:
    count = len(home.desk.to_review) if home.desk else 0
    said = ngettext("Review {n} reply", "Review {n} replies", count).format(n=count)
    return Task(said, due_words(home.desk) if home.desk else "", _("Review replies"), "inbox")


def _make_return(home: FocalHome) -> Task:
    ready = home.desk.ready if home.desk else 0
    said = ngettext(
        "Make the national return: {n} reply is ready", "Make the national return: {n} replies are ready", ready
    )
    sentence = f"{due_words(home.desk)} {missing_words(home.desk)}".strip() if home.desk else ""
    return Task(said.format(n=ready), sentence, _("Make national return"), "package")


def _hand_on(home: FocalHome) -> Task:
    count = home.desk.receipts_due if home.desk else 0
    said = ngettext("Hand on {n} receipt", "Hand on {n} receipts", count).format(n=count)
    return Task(said, _("They tell your people how far their replies came."), _("Go to the national return"), "send")


def _up_to_date(home: FocalHome) -> Task:
    number = home.desk.number if home.desk else 0
    sentence = _("All that is accepted is in national return no. {n}.").format(n=number) if number else ""
    waits = sentence or _("Replies of your people appear on the page National return.")
    return Task(_("You are up to date."), waits, lead=False)


_WORDS = {
    "make_card": _make_card,
    "send_card": _send_card,
    "open_pack": _open_pack,
    "check_sender": _check_sender,
    "review": _review,
    "make_return": _make_return,
    "hand_on": _hand_on,
    "up_to_date": _up_to_date,
}
