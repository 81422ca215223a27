"""Sina's computer was copied: the same person answers the same question twice, and both files arrive."""

import shutil
from datetime import date

from region import WORKSHOP, Region

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.survey.replies import make_reply, reply_form, save_reply

HERE, THERE = "Launched the AEO project.", "Launched the AEO project with a proposal to use ASYCUDA World."
DAY_HERE, DAY_THERE = date(2021, 10, 20), date(2021, 10, 21)


def make_copies(
    region: Region, field: str = "q3_text", here: str = HERE, there: str = THERE, *, meet: bool = True
) -> Region:
    """Profile `laptop` is a copy of `sina`; where they `meet`, she has a conflict. Files: `here`, `there`."""
    shutil.copytree(region.folder / "sina", region.folder / "laptop")
    for who, day, text, name in (("sina", DAY_HERE, here, "here"), ("laptop", DAY_THERE, there, "there")):
        with region.at(who, day) as session:
            kept = reply_form(session, WORKSHOP).answers
            save_reply(session, WORKSHOP, {**kept, field: text})
            make_reply(session, WORKSHOP, region.file(name))
    if meet:
        with region.at("sina", DAY_THERE) as session:
            accept(session, [region.file("there")])
    return region
