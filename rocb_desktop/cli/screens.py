"""`screens`: every page of the demo as a picture, to look at and to find what does not fit."""

import argparse
import re
import sys
from pathlib import Path

from rocb_desktop import texts
from rocb_desktop.cli.demo import throw_away_folder
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import REFUSED, Verbs
from rocb_desktop.cli.profiles import ROLES, role_word
from rocb_desktop.services.demo.demo import DAYS, make_demo
from rocb_desktop.services.session import Clock
from rocb_desktop.texts import _

THEMES = ("light", "dark", "contrast")
_SIZE = re.compile(r"([1-9]\d{2,3})x([1-9]\d{2,3})", re.ASCII)


def register(verbs: Verbs) -> None:
    screens = verbs.add_parser("screens", help=_("draw every page of the demo to PNG files"))
    screens.add_argument("--out", required=True, type=Path, metavar="DIR")
    screens.add_argument("--role", type=role_word, choices=list(ROLES), help=_("without it, all roles"))
    screens.add_argument("--theme", choices=THEMES, default="light")
    screens.add_argument("--lang", choices=texts.LANGUAGES, default="en")
    screens.add_argument("--size", type=pixels, default=(1366, 768), help=_("in pixels, as 1366x768"))
    screens.add_argument("--scale", type=float, choices=(1.0, 1.25, 1.5, 1.75, 2.0, 3.0), default=1.0)
    screens.set_defaults(handler=draw_screens)


def pixels(text: str) -> tuple[int, int]:
    """(1366, 768) for 1366x768."""
    found = _SIZE.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(_("Write the size as 1366x768."))
    return int(found[1]), int(found[2])


def draw_screens(parsed: argparse.Namespace) -> int:
    """Exit code 1 when a page does not load or cannot shrink to the size, with a line for each."""
    from rocb_desktop.ui.screens import draw_pages

    files: list[Path] = []
    problems: list[str] = []
    for role in [ROLES[parsed.role]] if parsed.role else ROLES.values():
        clock = Clock(parsed.today or DAYS[role])
        with throw_away_folder() as folder:
            drawn = draw_pages(
                make_demo(folder / "demo", role, clock.today(), parsed.lang),
                parsed.out,
                theme_name=parsed.theme,
                lang=parsed.lang,
                size=parsed.size,
                scale=parsed.scale,
                clock=clock,
            )
        files += drawn.files
        problems += [f"{role_word(role)}, {problem}" for problem in drawn.problems]
    show(parsed, {"files": files, "problems": problems}, "\n".join(map(str, files)))
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    return REFUSED if problems else 0
