"""Draws the picture of each page for its help, from the demo, in both languages: `python installer/help_pictures.py`.

Run it after a change of what pages look like, and commit what it writes below resources/help. Pictures have few
colours, so that all of them together stay small.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELP = ROOT / "resources" / "help"
SIZE = (1180, 700)  # px: every page fits, and its words can still be read in the help's narrow column
COLOURS = 48
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Writes a picture for every page; a page that two roles have is drawn for the first of them."""
    from rocb_desktop import texts
    from rocb_desktop.ui.registry import ENTRIES

    done: set[str] = set()
    for role in dict.fromkeys(entry.role for entry in ENTRIES):
        pages = {
            entry.key: entry.where.partition(":")[0].removesuffix("_page") for entry in ENTRIES if entry.role == role
        }
        new = {key: page for key, page in pages.items() if page not in done}
        for lang in texts.LANGUAGES:
            draw(role, new, lang)
        done |= set(new.values())
    print(len(done), "pages,", sum(file.stat().st_size for file in HELP.rglob("*.png")) // 1000, "KB")
    return 0


def draw(role: str, pages: dict[str, str], lang: str) -> None:
    """The pages (key: name of its help) of a role in a language."""
    from PIL import Image

    from rocb_desktop.services.demo.demo import DAYS, make_demo
    from rocb_desktop.services.session import Clock
    from rocb_desktop.ui.registry import entries_for
    from rocb_desktop.ui.screens import draw_pages

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ROCB_DATA_DIR"], os.environ["ROCB_CONFIG_DIR"] = str(folder / "data"), str(folder / "config")
        profile = make_demo(folder / "demo", role, lang=lang)
        drawn = draw_pages(
            profile, folder / "drawn", lang=lang, size=SIZE, clock=Clock(DAYS[role]), entries=entries_for
        )
        for file in drawn.files:
            key = file.name.split("-")[2]
            if key in pages:
                few = Image.open(file).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
                few.save(HELP / lang / f"{pages[key]}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
