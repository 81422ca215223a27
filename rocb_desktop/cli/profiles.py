"""`init`: makes a profile."""

import argparse
from pathlib import Path

from rocb_desktop import texts
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.keys import second_key_words
from rocb_desktop.services.profiles import create_profile, profile_folder
from rocb_desktop.services.session import Clock
from rocb_desktop.texts import _

# A role as it is typed: as it is kept.
ROLES = {"participant": "participant", "focal-point": "focal_point", "rocb": "rocb"}


def role_word(text: str) -> str:
    """focal-point and focal_point are one."""
    return text.replace("_", "-")


def register(verbs: Verbs) -> None:
    init = verbs.add_parser("init", help=_("make a profile: keys and an empty store"))
    init.add_argument("--role", required=True, type=role_word, choices=list(ROLES))
    init.add_argument("--administration", required=True, metavar="CODE", help=_("a code such as FJ, or ROCB"))
    init.add_argument("--name", required=True, help=_("the person's name"))
    init.add_argument("--lang", choices=texts.LANGUAGES, default="en")
    init.add_argument("--email", default="", help=_("stays out of open files"))
    init.add_argument("--post", default="", help=_("stays out of open files"))
    init.set_defaults(handler=make_profile)


def make_profile(parsed: argparse.Namespace) -> int:
    texts.use(parsed.lang)
    folder: Path = parsed.profile or profile_folder(parsed.name, parsed.administration)
    profile = create_profile(
        folder,
        ROLES[parsed.role],
        parsed.administration,
        parsed.name,
        parsed.lang,
        clock=Clock(parsed.today),
        email=parsed.email,
        post=parsed.post,
    )
    told = {
        "profile": profile.path,
        "role": role_word(profile.role),
        "administration": profile.administration,
        "name": profile.name,
        "lang": profile.lang,
    }
    said = _("The profile of {name}, {administration}, is ready in {folder}.")
    office = name_of(profile.administration)
    ready = said.format(name=profile.name, administration=office, folder=profile.path)
    second = second_key_words(profile.keys_folder)
    return show(parsed, told, f"{ready}\n{second}" if second else ready)
