"""The feedback of ROCB A/P on the survey of the small region: enough others replied that nobody is read out of it."""

from pathlib import Path

from region import Region

from rocb_desktop.services.feedback.making import make_feedback
from rocb_desktop.services.national.on_behalf import Entry, enter_reply
from rocb_desktop.services.region.workshops import add_workshop

OTHERS = ("FJ", "TO", "VU")
ANSWERS = {"q1_share_materials": "yes", "q3": "no", "q4": "yes", "q5": "no"}


def feedback_file(region: Region) -> Path:
    """Made after the return of Samoa arrived."""
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        add_workshop(session, "Canines", "regional", "2021-06-08", "2021-06-10", OTHERS, number=8)
        for code in OTHERS:
            enter_reply(session, Entry("2021/8", code, f"Officer of {code}", "paper", "2021-10-12"), ANSWERS)
        return Path(make_feedback(session, 2021, region.folder).value.path)
