"""`self-test`: every resource, one exchange, every format written, every page; proves a bundle that was just built."""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rocb_desktop.cli.demo import throw_away_folder
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import REFUSED, Verbs
from rocb_desktop.services.demo.demo import DAYS, make_demo
from rocb_desktop.services.profile import self_checks
from rocb_desktop.services.session import Clock
from rocb_desktop.texts import _

if TYPE_CHECKING:
    from rocb_desktop.ui.theme import ThemeName


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: `why` it failed, or "" when all is well."""

    check: str
    ok: bool
    seconds: float
    why: str

    @property
    def line(self) -> str:
        return f"{'ok    ' if self.ok else 'FAILED'}  {self.check} ({self.seconds:.1f} s) {self.why}".rstrip()


def register(verbs: Verbs) -> None:
    test = verbs.add_parser("self-test", help=_("check that every part of the app works on this computer"))
    test.set_defaults(handler=test_all)


def test_all(parsed: argparse.Namespace) -> int:
    with throw_away_folder() as folder:
        checks: dict[str, Callable[[], None]] = {
            "resources": self_checks.read_resources,
            "exchange": lambda: self_checks.exchange_files(folder / "exchange"),
            "formats": lambda: self_checks.write_formats(folder / "formats"),
            "icons": _draw_icons,
        }
        for role in DAYS:
            for theme_name in ("light", "dark"):
                pages = _page_check(folder / f"{role}-{theme_name}", role, "dark" if theme_name == "dark" else "light")
                checks[f"pages {role} {theme_name}"] = pages
        done = [_check(name, check) for name, check in checks.items()]
    lines = [one.line for one in done]
    ok = all(one.ok for one in done)
    show(parsed, {"ok": ok, "checks": done}, "\n".join(lines))
    return 0 if ok else REFUSED


def _check(name: str, check: Callable[[], None]) -> Checked:
    began = time.perf_counter()
    why = ""
    try:
        check()
    except Exception as error:  # whatever is broken: the report names it, and the other checks go on
        why = f"{type(error).__name__}: {error}"
    return Checked(name, not why, round(time.perf_counter() - began, 2), why)


def _draw_icons() -> None:
    from rocb_desktop import paths
    from rocb_desktop.ui import icons
    from rocb_desktop.ui.screens import offscreen

    offscreen()
    for file in paths.resource("icons").glob("*.svg"):
        image = icons.pixmap(file.stem).toImage()
        if all(image.pixelColor(x, y).alpha() == 0 for x in range(image.width()) for y in range(image.height())):
            raise ValueError(f"{file.name} is blank")


def _page_check(folder: Path, role: str, theme_name: "ThemeName") -> Callable[[], None]:
    def draw() -> None:
        from rocb_desktop.ui.screens import draw_pages

        profile = make_demo(folder / "demo", role)
        drawn = draw_pages(profile, folder / "pages", theme_name=theme_name, clock=Clock(DAYS[role]))
        if drawn.problems:
            raise ValueError("; ".join(drawn.problems))
        for file in drawn.files:
            if file.stat().st_size < self_checks.BLANK:
                raise ValueError(f"{file.name} is blank")

    return draw
