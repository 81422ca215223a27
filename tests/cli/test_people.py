"""`key`: what is public, and what only who says yes is shown."""

import io
import stat
import subprocess
from pathlib import Path

import pytest
from commands import Run
from region import Region

from rocb_desktop.cli.parser import WRONG_USAGE


def test_a_card_is_an_open_file(run: Run, region: Region, tmp_path: Path) -> None:
    card = tmp_path / "card.rocb"
    made = run("key", "card", "--profile", region.folder / "focal", "--out", card, "--json")
    assert made.json == {"file": str(card), "size": card.stat().st_size}
    looked = run("inspect", "--profile", region.folder / "sina", card, "--json").json
    assert (looked["kind"], looked["sealed"], looked["sender"]["name"]) == ("card", False, "Lani Fuimaono")


def test_two_people_see_the_same_eight_words(run: Run, region: Region) -> None:
    own = run("key", "show", "--profile", region.folder / "focal", "--json").json
    office = run("key", "show", "--profile", region.folder / "rocb", "--json").json
    assert len(own["words"].split()) == 8 and len(own["numbers"]) == 8
    assert own["anchor_words"] == office["anchor_words"]
    seen = run("preview", "--profile", region.folder / "rocb", region.file("card"), "--json").json
    assert seen["sender"]["words"] == own["words"]
    assert own["words"] in run("key", "show", "--profile", region.folder / "focal").out


def test_a_secret_is_shown_only_to_who_says_yes(run: Run, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))  # not a terminal: nothing is asked
    refused = run("key", "export", "--profile", region.folder / "sina")
    assert refused.code == WRONG_USAGE and "--yes" in refused.err and "AGE-SECRET" not in refused.out
    shown = run("key", "export", "--profile", region.folder / "sina", "--yes", "--json").json
    assert shown["age_identity"].startswith("AGE-SECRET-KEY-1")
    assert shown["ssh_private_key"].startswith("-----BEGIN OPENSSH PRIVATE KEY-----")


def test_stock_tools_read_the_exported_keys(run: Run, region: Region, tmp_path: Path) -> None:
    public = run("key", "show", "--profile", region.folder / "sina", "--json").json
    run("key", "export", "--profile", region.folder / "sina", "--yes", "--out", tmp_path / "keys")
    files = sorted((tmp_path / "keys").iterdir())
    assert [file.name for file in files] == ["age-identity.txt", "id_ed25519"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    said = subprocess.run(["ssh-keygen", "-y", "-f", files[1]], capture_output=True, text=True, check=True)
    assert said.stdout.startswith(public["ssh"])
