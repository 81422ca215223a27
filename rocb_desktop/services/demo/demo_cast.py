"""Who and what the demo shows. All people are invented, all days of workshops assumed, all texts marked as examples.

What Fiji and Samoa tick here is what the reconstruction of Survey 2021 says of them (resources/demo); how and when
they did it is not in the report, so nothing of it is a fact about an administration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.change import Value

ROCB_DAY, FOCAL_POINT_DAY, PARTICIPANT_DAY = date(2021, 12, 21), date(2021, 10, 15), date(2021, 10, 14)
OFFICER = "Anong Desai"
FOCAL_POINTS = {"FJ": "Mere Qalo", "WS": "Lani Fuimaono", "VU": "Eline Tabi"}
PARTICIPANT = ("WS", "Sina Leota")
COLLEAGUE = ("WS", "Tavita Lino")


@dataclass(frozen=True, slots=True)
class DemoWorkshop:
    """A workshop of Survey 2021 with its assumed days; PCA (Pacific) keeps the month that the report gives."""

    number: int
    title: str
    short_title: str
    kind: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class DemoAction:
    """An entry of the log: done on `day`, or planned for it."""

    workshop: str
    type: str
    day: str
    status: str = "done"
    reached: int | None = None
    audience: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class DemoReply:
    """A reply by its author: made on `day`, and what the focal point says to it.

    `decision` is accept, correct or "" (still to review).
    """

    name: str
    workshop: str
    day: date
    answers: Mapping[str, Value]
    decision: str = ""


WORKSHOPS = {
    one.short_title: one
    for one in (
        DemoWorkshop(
            1, "WCO Sub-regional Workshop on PCA (Pacific)", "PCA (Pacific)", "sub-regional", "2020-11", "2020-11"
        ),
        DemoWorkshop(4, "WCO Regional Workshop on E-Commerce", "E-Commerce", "regional", "2021-01-26", "2021-01-28"),
        DemoWorkshop(
            5,
            "WCO Regional Online Experience-sharing Workshop on Disruptive Technologies",
            "Disruptive Technologies",
            "regional",
            "2021-03-09",
            "2021-03-11",
        ),
        DemoWorkshop(
            7,
            "WCO Regional Workshop on the WTO Trade Facilitation Agreement",
            "Trade Facilitation Agreement",
            "regional",
            "2021-04-06",
            "2021-04-08",
        ),
        DemoWorkshop(8, "WCO Regional Workshop on Free Zone", "Free Zone", "regional", "2021-04-13", "2021-04-15"),
        DemoWorkshop(9, "WCO Regional Workshop on Canines", "Canines", "regional", "2021-06-08", "2021-06-10"),
    )
}
# Not of Survey 2021, whose figures stay those of the report: a round of its own that nobody takes for a real one.
EXAMPLE = DemoWorkshop(
    1, "Example workshop, invented for the demo", "Example workshop", "regional", "2020-06-02", "2020-06-04"
)
EXAMPLE_PEOPLE = (("WS", "Sina Leota"), ("FJ", "Jone Ratu"))
COMING = DemoWorkshop(
    1, "Coming example workshop, invented for the demo", "Coming example", "regional", "2022-03-15", "2022-03-17"
)

MATERIALS = {
    "tfa-overview.pdf": "TFA overview and categories A, B, C",
    "article-7-release-and-clearance.pdf": "Article 7: release and clearance",
    "self-assessment-checklist.csv": "Self-assessment checklist",
    "group-photo.png": "Group photo",
}
LOG = (
    DemoAction("PCA (Pacific)", "share_materials", "2020-12-02", reached=14, audience="Example: the audit team"),
    DemoAction("PCA (Pacific)", "submit_report", "2020-12-11", reached=4, audience="Example: the Comptroller"),
    DemoAction("PCA (Pacific)", "make_recommendations", "2021-01-20", reached=2, text="Example: two steps first"),
    DemoAction("PCA (Pacific)", "inhouse_workshop", "2021-02-17", reached=22, text="Example: half a day, with cases"),
    DemoAction("PCA (Pacific)", "operational_manual", "2021-04-30", reached=12, text="Example: a checklist for audits"),
    DemoAction("Trade Facilitation Agreement", "share_materials", "2021-04-20", reached=18),
    DemoAction("Trade Facilitation Agreement", "submit_report", "2021-04-28", reached=3),
    DemoAction("Trade Facilitation Agreement", "make_recommendations", "2021-05-27", reached=3),
    DemoAction(
        "Trade Facilitation Agreement",
        "inhouse_workshop",
        "2021-07-14",
        reached=22,
        audience="Example: officers of the wharf",
        text="Example: half a day on pre-arrival processing, with the slides of the workshop",
    ),
    DemoAction("Trade Facilitation Agreement", "others", "2021-11-05", "planned", text="Example: meet the brokers"),
)
# Begun and not finished: the example that question 3 asks for is missing.
BEGUN: Mapping[str, Value] = {
    "q2": ["operational"],
    "q2_operational_text": "Example: papers are checked before the ship arrives",
    "q3": "yes",
    "q4": "yes",
    "q5": "yes",
}
SENT: Mapping[str, Value] = {
    "q2": ["operational"],
    "q3": "no",
    "q4": "yes",
    "q4_text": "Example: audits are chosen by risk",
    "q5": "yes",
    "q5_text": "Example: a plan for audits after clearance",
    "q7": "members_attributed",
}
EXAMPLE_ANSWERS: Mapping[str, Value] = {
    "q1_share_materials": "yes",
    "q1_submit_report": "yes",
    "q2": ["strategic"],
    "q3": "yes",
    "q3_text": "Example: a reply that came signed in a national return",
    "q4": "yes",
    "q5": "no",
    "q7": "public",
}


_SHARED = {"q1_share_materials": "yes"}
_PCA = {**_SHARED, "q3": "yes", "q3_text": "Example: fewer audits, better chosen", "q4": "yes", "q5": "no"}
_PCA_OTHERWISE = {**_PCA, "q3_text": "Example: an audit takes two days less", "q4_text": "Example: one checklist"}
_E_COMMERCE = {**_SHARED, "q3": "yes", "q3_text": "Example: parcels leave the same day", "q4": "yes", "q5": "yes"}
_TRADE = {
    **_SHARED,
    "q1_make_recommendations": "yes",
    "q3": "yes",
    "q3_text": "Example: one form less at the counter",
    "q4": "yes",
    "q5": "yes",
}
_TRADE_OTHERWISE = {**_TRADE, "q3_text": "Example: papers are checked before the ship arrives"}
_FREE_ZONE = {**_SHARED, "q3": "yes", "q3_text": "Example: one list of companies", "q4": "yes", "q5": "yes"}
_TECHNOLOGIES = {"q3": "yes", "q3_text": "Example: scans are shared with one office more", "q4": "yes"}
_NONE_YET = {**_TECHNOLOGIES, "q1_none": "yes", "q5": "no"}
_SECOND = {**_TECHNOLOGIES, "q1_others": "yes", "q1_others_text": "Example: a working group was renewed", "q5": "yes"}
_DISRUPTIVE, _AGREEMENT = "Disruptive Technologies", "Trade Facilitation Agreement"

# In the order in which the focal point received them; the last five came together today.
FIJI = (
    DemoReply("Jone Ratu", "PCA (Pacific)", date(2021, 5, 20), {**_PCA, "q7": "public"}, "accept"),
    DemoReply("Asenaca Vuli", "E-Commerce", date(2021, 8, 5), {**_E_COMMERCE, "q7": "members_anonymous"}, "accept"),
    DemoReply("Jone Ratu", _DISRUPTIVE, date(2021, 9, 17), _NONE_YET, "correct"),
    DemoReply("Litia Bola", _DISRUPTIVE, date(2021, 9, 20), {**_SECOND, "q7": "count_only"}, "accept"),
    DemoReply("Tomasi Bale", _DISRUPTIVE, date(2021, 9, 22), _NONE_YET, "correct"),
    DemoReply("Vani Kuru", _AGREEMENT, date(2021, 10, 11), {**_TRADE, "q7": "members_attributed"}, "accept"),
    # Two replies of one workshop are accepted and differ: there is something to decide in its national reply.
    DemoReply("Jone Ratu", _AGREEMENT, date(2021, 10, 12), {**_TRADE_OTHERWISE, "q7": "members_anonymous"}, "accept"),
    DemoReply("Jone Ratu", _DISRUPTIVE, date(2021, 10, 15), _SECOND),
    DemoReply("Litia Bola", "PCA (Pacific)", date(2021, 10, 15), _PCA_OTHERWISE),
    DemoReply("Litia Bola", "E-Commerce", date(2021, 10, 15), _E_COMMERCE),
    DemoReply("Tomasi Bale", _AGREEMENT, date(2021, 10, 15), {**_TRADE, "q7": "public"}),
    DemoReply("Asenaca Vuli", "Free Zone", date(2021, 10, 15), _FREE_ZONE),
)
# Three more took part and have not replied; the pack's list of names says who.
FIJI_NOT_REPLIED = (("Jone Ratu", "Free Zone"), ("Asenaca Vuli", _DISRUPTIVE), ("Vani Kuru", "Free Zone"))
# On no list, and nobody has compared this person's eight words: the file waits.
FIJI_UNKNOWN = DemoReply("Ilai Naro", _AGREEMENT, date(2021, 10, 15), {**_TRADE, "q7": "public"})
ASKED = "Example: please write what you did, or tick what you plan"
