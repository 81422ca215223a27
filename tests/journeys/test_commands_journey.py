"""A follow-up travels from a participant's laptop to Table 7, as commands in processes that cannot import Qt."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from forgery import keys_of, lines_of, write_signed
from region import Region

from rocb_desktop import paths

ROOT = Path(__file__).resolve().parents[2]
# The whole program but for a screen: what needs none must not even look for one.
PROGRAM = (
    "import sys; sys.modules.update({'PySide6': None, 'shiboken6': None});"
    " from rocb_desktop.__main__ import main; sys.exit(main(sys.argv[1:]))"
)
TODAY = "2021-10-20"
WORKSHOP = "2021/10"
COUNTS = ("new", "changed", "same", "conflicts", "waiting", "held", "refused")


@dataclass(frozen=True)
class Line:
    """People with a profile each below one folder, and a way to let them type a command."""

    folder: Path

    def types(self, who: str, *words: object, code: int = 0) -> Any:
        """What `who` gets told with --json; fails when the exit code is another."""
        command = [*map(str, words), "--profile", str(self.folder / who), "--today", TODAY, "--json"]
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *command],
            env=environ,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == code, done.stderr or done.stdout
        return json.loads(done.stdout)

    def refused(self, who: str, *words: object) -> str:
        """The stable word of a refusal."""
        return str(self.types(who, *words, code=1)["error"]["code"])

    def counts(self, who: str, *words: object) -> dict[str, int]:
        told = self.types(who, *words)
        return {name: told[name] for name in COUNTS if told[name]}


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """ROCB A/P has Survey 2021 and a coming workshop; its pack and the focal point's card have gone round."""
    made = Line(tmp_path_factory.mktemp("line"))
    made.types("rocb", "init", "--role", "rocb", "--administration", "ROCB", "--name", "Desk One")
    made.types("focal", "init", "--role", "focal-point", "--administration", "WS", "--name", "Lani Fuimaono")
    made.types("sina", "init", "--role", "participant", "--administration", "Samoa", "--name", "Sina Leota")
    made.types("focal", "key", "card", "--out", "card.rocb")
    made.types("rocb", "round", "import", paths.resource("demo", "survey-2021.xlsx"))
    days = ("--start", "2021-04-06", "--end", "2021-04-08", "--administrations", "WS;FJ")
    made.types("rocb", "workshop", "add", "--title", "Single Window", "--kind", "regional", *days)
    return made


def test_the_whole_line(line: Line) -> None:
    before = line.types("rocb", "tables", "--round", 2021)
    assert before["tables"]["1"]["totals"]["all"]["replied"] == 58

    # the focal point's card, with its words compared, goes into the packs made after that
    words = line.types("focal", "key", "show")["words"]
    seen = line.types("rocb", "preview", "card.rocb")
    assert seen["sender"] == {
        "name": "Lani Fuimaono",
        "administration": "WS",
        "words": words,
        "trusted": False,
    }
    assert line.counts("rocb", "import", "card.rocb") == {"waiting": 1}
    assert line.counts("rocb", "import", "card.rocb", "--trust") == {"new": 1}
    line.types("rocb", "pack", "make", "--workshop", WORKSHOP, "--out", "pack.rocb")

    # the participant compares the words of ROCB A/P, logs, answers, sends
    office = line.types("rocb", "key", "show")["anchor_words"]
    assert line.types("sina", "preview", "pack.rocb")["sender"]["words"] == office
    for who in ("sina", "focal"):
        line.types(who, "import", "pack.rocb", "--trust")
    done = ("--type", "inhouse_workshop", "--date", "2021-06-14", "--reached", 22, "--text", "Half a day")
    line.types("sina", "action", "add", "--workshop", WORKSHOP, *done)
    answers = ("q3=yes", "q3_text=Two hours less at the counter", "q4=yes", "q5=yes", "q7=public")
    sets = [word for answer in answers for word in ("--set", answer)]
    filled = line.types("sina", "reply", "fill", "--workshop", WORKSHOP, *sets)
    assert filled["ready"] and filled["answers"]["q1_inhouse_workshop_reached"] == 22
    made = line.types("sina", "reply", "make", "--workshop", WORKSHOP, "--out", "reply.rocb")
    assert made["to"] == "focal-point" and made["size"] < 2_000

    # the focal point lets the sender in, reviews, returns
    assert set(line.counts("focal", "import", "reply.rocb")) == {"waiting"}
    assert set(line.counts("focal", "import", "reply.rocb", "--trust")) == {"new"}
    reviewed = line.types("focal", "review", f"{WORKSHOP}/Sina Leota", "--accept")
    assert reviewed["status"] == "accepted"
    signed = ("--signed-by", "The Comptroller", "--date", TODAY)
    assert line.types("focal", "return", "make", "--round", 2021, "--out", "return.rocb", *signed)["number"] == 1

    # ROCB A/P imports it twice
    first = line.counts("rocb", "import", "return.rocb")
    assert set(first) == {"new"}
    assert line.counts("rocb", "import", "return.rocb") == {"same": first["new"]}

    after = line.types("rocb", "tables", "--round", 2021)["tables"]
    assert after["1"]["totals"]["all"]["replied"] == 59
    assert [row for row in after["1"]["rows"] if row["workshop"] == 10][0]["replied"] == 1
    assert after["4"]["rows"][-1]["inhouse_workshop"] == [{"code": "WS", "underline": True}]
    assert after["7"]["rows"][-1]["project"] == [{"code": "WS", "bold": False}]
    assert after["2"]["rows"][:9] == before["tables"]["2"]["rows"][:9]
    charts = line.types("rocb", "charts", "--round", 2021, "--out", "charts", "--format", "svg")["charts"]
    assert "Single Window" in (line.folder / charts[0]["file"]).read_text(encoding="utf-8")
    for who in ("rocb", "focal", "sina"):
        assert line.types(who, "check")["ok"]
    assert line.types("rocb", "inspect", "return.rocb")["records"]["reply"] == 1
    refuse_what_is_not_right(line)


def refuse_what_is_not_right(line: Line) -> None:
    """Re-addressed, damaged, forged, the wrong role: each a stable word, and the stores as they were."""
    data = bytearray((line.folder / "return.rocb").read_bytes())
    (line.folder / "short.rocb").write_bytes(data[:-20])
    data[len(data) // 2] ^= 1
    (line.folder / "bent.rocb").write_bytes(data)
    region = Region(line.folder)
    lines = lines_of(region, "return", "rocb")
    lines = [one.replace(b"Two hours less", b"Two hours more") for one in lines]
    write_signed(region.file("forged"), lines, keys_of(region, "focal"), [keys_of(region, "rocb")])
    assert line.refused("rocb", "import", "forged.rocb") == "forged"
    assert line.refused("sina", "import", "return.rocb") == "not_for_you"
    assert line.refused("rocb", "import", "short.rocb") == "damaged_file"
    assert line.refused("rocb", "preview", "bent.rocb") == "damaged_file"
    assert line.refused("rocb", "import", "short.rocb", "bent.rocb") == "damaged_file"
    assert line.refused("sina", "review", f"{WORKSHOP}/Sina Leota", "--accept") in ("not_allowed", "unknown_person")
    assert line.refused("sina", "round", "import", paths.resource("demo", "survey-2021.xlsx")) == "not_allowed"
    assert line.refused("focal", "pack", "make", "--workshop", WORKSHOP, "--out", "no.rocb") == "not_allowed"
    assert line.types("rocb", "tables", "--round", 2021)["tables"]["1"]["totals"]["all"]["replied"] == 59
