"""`demo`: the window on a throw-away profile filled with Survey 2021."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rocb_desktop import texts
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.profiles import ROLES, role_word
from rocb_desktop.services.demo.demo import DAYS, about_demo, make_demo
from rocb_desktop.services.session import Clock
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    demo = verbs.add_parser("demo", help=_("open the window on a throw-away profile filled with Survey 2021"))
    demo.add_argument("--role", type=role_word, choices=list(ROLES), default="participant")
    demo.add_argument("--lang", choices=texts.LANGUAGES, default="en")
    demo.set_defaults(handler=open_demo)


def open_demo(parsed: argparse.Namespace) -> int:
    """Until the window is closed; then nothing of the demo is left."""
    from rocb_desktop.ui.app import run
    from rocb_desktop.ui.display import check_display

    check_display()
    texts.use(parsed.lang)
    role = ROLES[parsed.role]
    clock = Clock(parsed.today or DAYS[role])
    with throw_away_folder() as folder:
        profile = make_demo(folder / "demo", role, clock.today(), parsed.lang)
        print(about_demo(), flush=True)
        return run([], profile, clock=clock, remember=False, said=about_demo())


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """A folder that is gone afterwards; on Windows a virus scanner may still hold a file, which is no mistake."""
    with tempfile.TemporaryDirectory(prefix="rocb-demo-", ignore_cleanup_errors=True) as place:
        yield Path(place)
