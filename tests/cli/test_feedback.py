"""`feedback`: made by ROCB A/P, read by a participant."""

from pathlib import Path

from commands import Run
from region import Region


def test_made_and_read(run: Run, region: Region, tmp_path: Path) -> None:
    at = {who: ("--profile", region.folder / who, "--json") for who in ("rocb", "sina")}
    assert run("feedback", *at["sina"]).json == {"feedback": None}
    run("import", region.file("return"), *at["rocb"])
    file = run("feedback", "--round", 2021, "--out", tmp_path, "--note", "Thank you", *at["rocb"]).json["file"]
    run("import", file, *at["sina"])
    told = run("feedback", *at["sina"]).json["feedback"]
    assert (told["round"], told["region"]["n"], told["own"]["n"], told["note"]) == (2021, 1, 1, "Thank you")
    assert told["region"]["lines"]["share_materials"] == {"yes": 1, "known": 1} and told["region"]["median"] is None
    assert told["practices"] == [
        {"topic": "effects", "text": "Queues are shorter", "administration": "", "workshop": ""}
    ]
    assert "Queues are shorter" in run("feedback", "--profile", region.folder / "sina").out
