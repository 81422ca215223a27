"""Keys go to paper and come back, as commands."""

from pathlib import Path

from commands import Run
from region import WORKSHOP, Region


def test_a_sheet_as_text_makes_the_same_person_again(run: Run, region: Region, tmp_path: Path) -> None:
    focal = ("--profile", region.folder / "focal")
    sheet = tmp_path / "sheet.txt"
    made = run("key", "sheet", *focal, "--out", sheet, "--json")
    assert (made.code, made.json) == (0, {"file": str(sheet), "lines": 4})
    again = run("init", "--recover", sheet, "--profile", tmp_path / "again", "--json")
    assert again.code == 0 and again.json["role"] == "focal-point"
    assert again.json["keys"] == str(tmp_path / "again" / "keys")
    shown = [run("key", "show", "--profile", one, "--json").json["key"] for one in (focal[1], tmp_path / "again")]
    assert shown[0] == shown[1]


def test_a_mistyped_line_is_named(run: Run, region: Region, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    run("key", "sheet", "--profile", region.folder / "focal", "--out", sheet)
    text = sheet.read_text()
    third = next(line for line in text.splitlines() if line.startswith("3/4"))
    sheet.write_text(text.replace(third, third[:-4] + ("7" if third[-4] != "7" else "8") + third[-3:]))
    refused = run("init", "--recover", sheet, "--profile", tmp_path / "again")
    assert refused.code == 1 and "Line 3 of 4 is mistyped." in refused.err
    assert not (tmp_path / "again").exists()
    sheet.write_text("nothing")
    assert "no line of a recovery sheet" in run("init", "--recover", sheet).err


def test_a_pdf_is_one_page(run: Run, region: Region, tmp_path: Path) -> None:
    made = run("key", "sheet", "--profile", region.folder / "rocb", "--out", tmp_path / "sheet.pdf")
    assert made.code == 0
    data = (tmp_path / "sheet.pdf").read_bytes()
    assert data.startswith(b"%PDF") and data.count(b"/Type /Page\n") == 1
    assert run("key", "sheet", "--profile", region.folder / "rocb", "--out", tmp_path / "sheet.doc").code == 1


def test_the_second_office_key(run: Run, region: Region, tmp_path: Path) -> None:
    rocb = ("--profile", region.folder / "rocb")
    assert run("key", "forget-second", *rocb).code == 2
    assert run("key", "forget-second", *rocb, "--yes").code == 1  # it is nowhere else yet
    assert run("key", "sheet", "--second", *rocb, "--out", tmp_path / "second.txt").code == 0
    assert run("key", "forget-second", *rocb, "--yes").code == 0
    assert not (region.folder / "rocb" / "keys" / "anchor-for-paper.key").exists()
    assert run("key", "sheet", "--second", *rocb, "--out", tmp_path / "second.txt").code == 1
    assert run("pack", "make", *rocb, "--workshop", WORKSHOP, "--out", tmp_path / "again.rocb").code == 0


def test_init_needs_words_or_a_sheet(run: Run, tmp_path: Path) -> None:
    assert run("init", "--role", "participant", "--name", "Sina").code == 2
    assert run("init", "--recover", tmp_path / "x.txt", "--name", "Sina").code == 2
    assert run("init", "--recover", tmp_path / "x.txt").code == 1


def test_new_office_keys(run: Run, region: Region, tmp_path: Path) -> None:
    rocb, office = ("--profile", region.folder / "rocb"), tmp_path / "office.rocb"
    before = run("key", "show", *rocb, "--json").json["anchor_words"]
    assert run("office", "renew", *rocb).code == 2
    after = run("office", "renew", *rocb, "--yes", "--json").json["words"]
    assert after != before
    assert run("office", "make", *rocb, "--out", office).code == 0
    sina = ("--profile", region.folder / "sina")
    seen = run("preview", *sina, office, "--json").json
    assert seen["sender"]["words"] == after and seen["sender"]["trusted"] is False
    assert run("import", *sina, office, "--trust").code == 0
    assert run("key", "show", *sina, "--json").json["anchor_words"] == after
    assert run("office", "renew", *sina, "--yes").code == 1
