"""What the dialog says that gives somebody's work back: the same from a key and from a name on the list."""

from rocb_desktop.services.sending.give_back import give_back
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.new_key_dialog import Steps


def give_back_steps(key: str, name: str, administration: str) -> Steps:
    """Everything this person ever sent, in a file for them alone."""
    words = _(
        "For {name}, who lost the computer or its data. The file holds everything that {name} ever sent here.\n"
        "The key is lost too: {name} sets the app up again and makes a key card (menu Tools, My key). "
        "Choose that file here.\n"
        "Only the data is lost: no card is needed, the old key opens the file."
    )
    return Steps(
        _("Give the work back to {name}").format(name=name),
        words.format(name=name),
        lambda card, path: (give_back, (key, path, card)),
        _("Make the file for the old key"),
        f"{administration}_give-back.rocb",
        lambda card: ("give-back", key, card),
    )
