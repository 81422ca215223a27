"""Makes resources/exchange/dictionary-1.bin, the words that the small form of a reply need not carry.

    python installer/make_dictionary.py [OUT.bin]

It was run once. A dictionary that has shipped never changes, or what was made with it could not be read any more: a
test pins its SHA-256. A better one gets the next number and a script of its own numbers; readers keep them all.
Common words come last, where references to them are shortest.
"""

import json
import sys
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
PROSE = (
    "Nous avons les des une dans pour que sur est aux du la le de et en par plus formation douane atelier "
    "Customs Officer Director Deputy Principal Assistant Inspector Chief Section Division Unit Revenue Authority "
    "International Cooperation Training Compliance Risk Management Intelligence Enforcement Clearance Audit Trade "
    "Facilitation administration headquarters department ministry policy legislation standard operating procedure "
    "manual guidelines equipment funds skills priority assistance stakeholders traders importers brokers declaration "
    "valuation classification origin tariff goods cargo passengers border port airport inspection control release "
    "time release study selectivity post-clearance authorized economic operator e-commerce "
    "presentation meeting report recommendations submitted shared colleagues training materials in-house workshop "
    "by e-mail on the intranet with all staff of our of the and to the in the for the is are was were has have been "
    "that this with from will we it now more less than after before since new . The . We "
)
COMMON_VALUES = {"tick": "no", "date": "2026-01-", "text": "", "choices": "", "choice": "yes"}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _answers() -> str:
    """Every field of the first questionnaire in its order, as a reply says it, with its likely answers."""
    asked = json.loads((RESOURCES / "questionnaires" / "followup-1.json").read_text(encoding="utf-8"))
    rare: list[str] = []
    common: list[str] = []
    for field in (field for question in asked["questions"] for field in question["fields"]):
        answers = [option["id"] for option in field.get("options", [])]
        rare += [f'"{field["id"]}":{_text(answer)},' for answer in answers]
        value = 1 if field["kind"] == "number" else COMMON_VALUES[field["kind"]]
        detail = field["id"].endswith(("_channel", "_audience", "_reached"))
        (rare if detail else common).append(f'"{field["id"]}":{_text(value)},')
    return "".join(rare + common)


def dictionary() -> bytes:
    """Prose, then what a reply's file says around the answers, in the order in which it says it."""
    hole = "\x03"  # where the small form keeps a value of 16 bytes; see exchange/small_form.py
    parts = [
        PROSE,
        '"have":{"\x08/rocb":[1,"\x03"],"\x08/administration":[2,"\x03"],"\x08/all":[3,"\x03"]}}\n',
        '"reply_on_behalf","reply-on-behalf@1","participant":"","review","review@1","accept","correct","reason":"",',
        '"received","received@1","blocks":["\x03"],"stage":"","evidence","material","national_return",',
        "sha256:\x04\n",
        '{"format":"rocb/1","reader":1,"file":"\x01","kind":"card","sender":{"key":"\x04","name":"","role":"rocb",',
        '"kind":"correction","role":"focal_point","administration":"ROCB","office":"age1","anchor":["\x04","\x04"],',
        '{"format":"rocb/1","reader":1,"file":"\x01","kind":"reply","sender":{"key":"\x04","name":"","role":"participant",',
        '"administration":"FJ","office":"age1"},"to":[{"administration":"FJ","office":"\x01"},',
        '{"administration":"ROCB","office":"\x01"}],"anchor":[],"created":"2026-01-01T00:00:00Z"}\n',
        '{"author":"\x07!","nonce":"\x01","class":"rocb","administration":"FJ","no":1,"back":"","changes":4}\n',
        f'["{hole}","person","person@1",11,[]]\n["\x02",{{"name":"","administration":""}}]\n',
        f'["{hole}","contact","contact@1",11,[]]\n',
        '["\x02",{"person":"\x07$","post":"Senior Customs Officer","division":"","email":"@customs.gov."}]\n',
        f'["{hole}","reply","followup@1",11,["{hole}"]]\n["\x02",{{"workshop":"{hole}","person":"\x07$",',
        _answers(),
        '"q7":"members_anonymous"}]\n',
        f'["\x07\'","reply","followup@1",11,["{hole}"]]\n',
        '["\x02",{"workshop":"\x07(","person":"\x07$","version":1,"date":"2026-01-01"}]\n"\x05"\n\x06',
    ]
    return "".join(parts).encode()


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES / "exchange" / "dictionary-1.bin"
    out.write_bytes(dictionary())
    print(f"{out}: {out.stat().st_size} bytes")
