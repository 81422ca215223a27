"""Every verb that needs no eyes runs where PySide6 cannot be imported."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from enclosed import document
from region import WORKSHOP, Region
from workbooks import save_workbook

from rocb_desktop import paths
from rocb_desktop.cli.parser import make_parser
from rocb_desktop.services.arriving.import_log import list_imports
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.services.survey.evidence import add_evidence
from rocb_desktop.services.survey.materials import add_material
from rocb_desktop.services.survey.own_materials import add_own_material

NEED_A_SCREEN = {"demo", "screens", "self-test"}
PROGRAM = """
import json, sys
sys.modules.update({"PySide6": None, "shiboken6": None})
from rocb_desktop.cli.parser import run_command
for words in json.load(sys.stdin):
    code = run_command(words)
    print("exit", code, *words, file=sys.stderr)
"""


def test_every_verb_runs_without_qt(region: Region) -> None:
    save_workbook(region.folder / "roster.xlsx", {"Participants": [["name", "administration"], ["Ana", "FJ"]]})
    here = ["--workshop", WORKSHOP]
    commands = [
        ("new", "init --role participant --administration WS --name New"),
        ("rocb", "round import " + str(paths.resource("demo", "survey-2021.xlsx"))),
        ("rocb", "round list"),
        ("rocb", ["roster", "import", "roster.xlsx", *here]),
        ("rocb", "workshop add --title Coming --kind regional --start 2022-02-01 --end 2022-02-03"),
        ("rocb", "workshop list"),
        ("rocb", ["pack", "make", *here, "--out", "new.rocb", "--with-names"]),
        ("rocb", "import return.rocb"),
        ("rocb", "inspect return.rocb"),
        ("rocb", "tables --round 2021"),
        ("rocb", "charts --round 2021 --out charts"),
        ("focal", "key card --out again.rocb"),
        ("focal", "key show"),
        ("focal", "key export --yes"),
        ("focal", ["review", f"{WORKSHOP}/Sina Leota", "--accept"]),
        ("focal", ["compile", WORKSHOP]),
        ("focal", ["compile", WORKSHOP, "--remove"]),
        ("focal", "clearance --round 2021 --state with_head --out sheet.docx --lang fr"),
        ("focal", "return make --round 2021 --out second.rocb"),
        ("focal", "receipt make --for reply.rocb --out receipt.rocb"),
        ("focal", "receipt make-all --out ."),
        ("focal", "track --round 2021"),
        ("focal", "same --round 2021"),
        ("rocb", "board --round 2021"),
        ("rocb", ["workshop", "reopen", here[-1], "--closes", "2090-01-01", "--why", "Example"]),
        ("sina", "preview new.rocb"),
        ("sina", ["action", "add", *here, "--type", "others", "--text", "More", "--date", "2021-06-01"]),
        ("sina", "action list"),
        ("sina", ["action", "promise", *here, "others=2022-01-10"]),
        ("sina", "action promises"),
        ("sina", "action save --out log.xlsx"),
        ("sina", ["recommendation", "add", *here, "--text", "Measure"]),
        ("sina", "recommendation list"),
        ("sina", ["project", "add", *here, "--title", "A study"]),
        ("sina", "project list"),
        ("sina", ["effect", "add", *here, "--title", "Release", "--before", "5", "--after", "2"]),
        ("sina", "effect list"),
        ("sina", ["mission-report", *here, "--out", "report.docx"]),
        ("sina", ["note", *here]),
        ("sina", ["reply", "fill", *here, "--set", "q5=yes"]),
        ("sina", ["reply", "show", *here]),
        ("sina", ["reply", "make", *here, "--out", "second-reply.rocb"]),
        ("sina", "carry qr second-reply.rocb --out code.png"),
        ("sina", "carry text second-reply.rocb"),
        ("sina", "carry eml second-reply.rocb --out mail.eml"),
        ("sina", "mailbox set ."),
        ("sina", "mailbox put --everything"),
        ("sina", "mailbox look"),
        ("sina", "mailbox tidy"),
        ("sina", "mailbox off"),
        ("sina", "conflicts"),
        ("sina", "history --out history.xlsx"),
        ("sina", "check"),
        ("sina", "backup"),
        ("sina", "restore"),
        ("focal", "key sheet --out sheet.txt"),
        ("rocb", "key sheet --second --out second.txt"),
        ("rocb", "key forget-second --yes"),
        ("rocb", "office make --out office.rocb"),
        ("rocb", "office renew --yes"),
    ]
    commands += about_handing(region, here)
    commands += about_keys(region, here)
    commands.append(("sina", ["action", "done", a_plan(region), "--date", "2021-06-03"]))
    commands += about_files(region, here)
    commands += about_people(region, here)
    commands += about_forms(here)
    lines = [
        [*(words.split() if isinstance(words, str) else words), "--profile", str(region.folder / who)]
        for who, words in commands
    ]
    assert verbs_in(lines) == set(verbs()) - NEED_A_SCREEN
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(lines),
        cwd=region.folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    codes = [line for line in done.stderr.splitlines() if line.startswith("exit ")]
    assert [line for line in codes if not line.startswith("exit 0 ")] == [] and len(codes) == len(lines), done.stderr


def a_plan(region: Region, handed_to: str = "") -> str:
    """A planned action of Sina's."""
    with region.at("sina") as session:
        return str(log_action(session, WORKSHOP, "others", "2021-12-01", "planned", handed_to=handed_to).value)


def about_handing(region: Region, here: list[str]) -> list[tuple[str, str | list[str]]]:
    """A colleague leaves, and the focal point gives on what Sina takes over."""
    return [
        ("mate", "init --role participant --administration WS --name Tavita"),
        ("mate", "import pack.rocb --trust"),
        ("mate", ["action", "promise", *here, "others=2022-02-01"]),
        ("mate", ["action", "pass-on", "--to", "Sina Leota", "--out", "actions.rocb"]),
        ("focal", "import actions.rocb --trust"),
        ("focal", ["action", "give-on", "Sina Leota", "--out", "given.rocb"]),
        ("sina", "import given.rocb"),
        ("sina", "action handed"),
        ("sina", "action take-over"),
        ("sina", ["action", "take-back", a_plan(region, "Tavita")]),
    ]


def about_files(region: Region, here: list[str]) -> list[tuple[str, str | list[str]]]:
    """Files of workshops and actions, and a file in parts."""
    first, second = document(region.folder, "first.pdf"), document(region.folder, "second.pdf", seed=2)
    with region.at("rocb") as session:
        material = str(add_material(session, WORKSHOP, first).value)
    with region.at("sina") as session:
        action = list_actions(session)[0].id
        evidence = str(add_evidence(session, action, first).value)
        own = str(add_own_material(session, WORKSHOP, first).value)
        imported = list_imports(session)[0].id
    return [
        ("rocb", ["material", "add", *here, "second.pdf", "--title", "Second"]),
        ("rocb", ["material", "list", *here]),
        ("rocb", ["material", "rename", material, "--title", "First"]),
        ("rocb", ["material", "save", material, "--out", "saved.pdf"]),
        ("rocb", ["pack", "make", *here, "--out", "full.rocb", "--with-files"]),
        ("rocb", "material copy full.rocb"),
        ("rocb", ["material", "remove", material]),
        ("rocb", "material unused --delete"),
        ("sina", ["material", "own", "add", *here, str(second)]),
        ("sina", ["material", "own", "list", *here]),
        ("sina", ["material", "own", "rename", own, "--title", "Ours"]),
        ("sina", ["material", "share", own, *here, "--with", "colleagues", "--date", "2021-06-03"]),
        ("sina", ["material", "own", "remove", own]),
        ("sina", ["evidence", "add", action, str(second)]),
        ("sina", ["evidence", "list", "--action", action]),
        ("sina", ["evidence", "save", evidence, "--out", "evidence.pdf"]),
        ("sina", ["evidence", "remove", evidence]),
        ("rocb", "parts split full.rocb --size 5MB --out ."),
        ("rocb", "parts join full.1of1.rocb --out joined.rocb"),
        ("sina", "parts list"),
        ("sina", "parts drop " + "0" * 32),
        ("sina", "imports"),
        ("sina", "search first"),
        ("sina", "feedback"),
        ("sina", ["undo", imported]),
    ]


def about_keys(region: Region, here: list[str]) -> list[tuple[str, str | list[str]]]:
    """Decisions about keys, and what goes to one person, to a successor, or away for good."""
    name = "Sina Leota"
    with region.at("focal") as session:
        query = "SELECT b.id FROM block b JOIN change c ON c.block = b.seq WHERE c.kind='reply'"
        block = session.db.execute(query).fetchone()[0]
    with region.at("rocb") as session:
        query = "SELECT c.id FROM change c WHERE c.kind='grant' ORDER BY seq DESC"
        word = session.db.execute(query).fetchone()[0]
    return [
        ("new", "key card --out new-card.rocb"),
        ("two", "init --role rocb --administration ROCB --name Two"),
        ("two", "key card --out two.rocb"),
        ("rocb", "key officer --card two.rocb"),
        ("rocb", ["key", "settle", "Lani Fuimaono", word]),
        ("focal", "key list"),
        ("focal", ["key", "end", name, "--last-good", "none"]),
        ("focal", ["key", "admit", block]),
        ("focal", ["key", "lift", name]),
        ("focal", ["give-back", name, "--out", "back.rocb"]),
        ("focal", ["key", "replace", name, "--card", "new-card.rocb"]),
        ("focal", ["key", "withdraw", name]),
        ("focal", "office sync --out copy.rocb"),
        ("focal", "hand-over --out over.rocb"),
        ("focal", "erase"),
        ("sina", ["reply", "withdraw", *here]),
        ("sina", ["reply", "erase", *here, "--yes"]),
    ]


def verbs(parser: argparse.ArgumentParser | None = None, named: str = "") -> Iterator[str]:
    """All verbs of the command line: check, round import, ..."""
    parser = parser or make_parser()
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield named.strip()
    for action in below:
        for name, verb in action.choices.items():
            yield from verbs(verb, f"{named} {name}")


def verbs_in(lines: list[list[str]]) -> set[str]:
    known = set(verbs())
    return {verb for words in lines for n in (1, 2, 3) if (verb := " ".join(words[:n])) in known}


def about_people(region: Region, here: list[str]) -> list[tuple[str, str | list[str]]]:
    """The focal point's people, reminders and contacts."""
    (region.folder / "names.txt").write_text("Pita Leota\n", encoding="utf-8")
    return [
        ("focal", ["participants", "import", "names.txt", *here]),
        ("focal", ["participants", "add", "Leota Pita", *here]),
        ("focal", ["participants", "join", "Leota Pita", "Pita Leota"]),
        ("focal", ["participants", "part", "Leota Pita"]),
        ("focal", ["participants", "note", "Leota Pita", *here]),
        ("focal", ["participants", "remove", "Leota Pita", *here]),
        ("focal", ["participants", "left", "Pita Leota", "--since", "2021-09"]),
        ("focal", "participants list"),
        ("focal", "remind --round 2021"),
        ("focal", "remind-me"),
        ("focal", "contacts"),
    ]


def about_forms(here: list[str]) -> list[tuple[str, str | list[str]]]:
    """Excel questionnaires out and in, and a reply on behalf."""
    return [
        ("focal", ["questionnaire", *here, "--out", "form.xlsx", "--participant", "Pita Leota"]),
        ("focal", ["intake", "form.xlsx"]),
        ("focal", ["enter", *here, "--participant", "Ana Sio", "--source", "paper", "--set", "q3=no"]),
    ]
