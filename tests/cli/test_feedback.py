"""`feedback`: made by ROCB A/P, read by a participant."""

from pathlib import Path

from commands import Run
from region import Region

from rocb_desktop.paths import resource


def test_made_and_read(run: Run, region: Region, tmp_path: Path) -> None:
    at = {who: ("--profile", region.folder / who, "--json") for who in ("rocb", "sina")}
    assert run("feedback", *at["sina"]).json == {"feedback": None}
    run("round", "import", resource("demo", "survey-2021.xlsx"), *at["rocb"])
    run("import", region.file("return"), *at["rocb"])
    file = run("feedback", "--round", 2021, "--out", tmp_path, "--note", "Thank you", *at["rocb"]).json["file"]
    run("import", file, *at["sina"])
    told = run("feedback", *at["sina"]).json["feedback"]
    assert (told["round"], told["own"]["n"], told["note"]) == (2021, 1, "Thank you")
    assert told["own"]["lines"]["share_materials"] == {"yes": 1, "known": 1} and told["own"]["median"] is None
    assert told["region"]["n"] > 40 and told["region"]["median"] is not None
    (text,) = told["practices"]
    assert (text["topic"], text["text"], text["administration"]) == ("effects", "Queues are shorter", "")
    assert "Queues are shorter" in run("feedback", "--profile", region.folder / "sina").out
