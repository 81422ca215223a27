"""`init`: makes a profile."""

import argparse
import sys
from pathlib import Path

from rocb_desktop import texts
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import WRONG_USAGE, Verbs
from rocb_desktop.cli.recovery import read_sheet_file
from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.profile.key_places import place_of
from rocb_desktop.services.profile.keys import place_words, second_key_words
from rocb_desktop.services.profile.preferences import remember_profile
from rocb_desktop.services.profile.profiles import create_profile, profile_folder, recover_profile
from rocb_desktop.services.session import Clock, Profile
from rocb_desktop.texts import _

# A role as it is typed: as it is kept.
ROLES = {"participant": "participant", "focal-point": "focal_point", "rocb": "rocb"}


def role_word(text: str) -> str:
    """focal-point and focal_point are one."""
    return text.replace("_", "-")


def register(verbs: Verbs) -> None:
    init = verbs.add_parser("init", help=_("make a profile: keys and an empty store"))
    init.add_argument("--role", type=role_word, choices=list(ROLES))
    init.add_argument("--administration", metavar="CODE", help=_("a code such as FJ, or ROCB"))
    init.add_argument("--name", help=_("the person's name"))
    init.add_argument(
        "--recover",
        type=Path,
        metavar="FILE",
        help=_(
            "a recovery sheet: its lines in a text file, or a picture of its code; the other words are not needed then"
        ),
    )
    init.add_argument("--lang", choices=texts.LANGUAGES, default="en")
    init.add_argument("--email", default="", help=_("stays out of open files"))
    init.add_argument("--post", default="", help=_("stays out of open files"))
    init.set_defaults(handler=make_profile)


def make_profile(parsed: argparse.Namespace) -> int:
    texts.use(parsed.lang)
    given = (parsed.role, parsed.administration, parsed.name)
    if any(given) if parsed.recover is not None else not all(given):
        said = _("Give --role, --administration and --name, or --recover with a recovery sheet.")
        print(said, file=sys.stderr)
        return WRONG_USAGE
    profile = _recovered(parsed) if parsed.recover is not None else _made(parsed)
    remember_profile(profile.path)
    place = place_of(profile.keys_folder)
    told = {
        "profile": profile.path,
        "role": role_word(profile.role),
        "administration": profile.administration,
        "name": profile.name,
        "lang": profile.lang,
        "keys": place.store or place.folder,
    }
    said = _("The profile of {name}, {administration}, is ready in {folder}.")
    office = name_of(profile.administration)
    ready = said.format(name=profile.name, administration=office, folder=profile.path)
    second = second_key_words(profile.keys_folder)
    return show(parsed, told, "\n".join(line for line in (ready, place_words(place), second) if line))


def _made(parsed: argparse.Namespace) -> Profile:
    return create_profile(
        parsed.profile or profile_folder(parsed.name, parsed.administration),
        ROLES[parsed.role],
        parsed.administration,
        parsed.name,
        parsed.lang,
        clock=Clock(parsed.today),
        email=parsed.email,
        post=parsed.post,
    )


def _recovered(parsed: argparse.Namespace) -> Profile:
    held = read_sheet_file(parsed.recover)
    folder = parsed.profile or profile_folder(held.name, held.administration)
    return recover_profile(folder, held, parsed.lang, clock=Clock(parsed.today))
