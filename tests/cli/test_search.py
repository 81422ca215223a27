"""`search`: the same search without a screen."""

from commands import Run
from region import Region


def test_words_are_found_and_told_in_groups(run: Run, region: Region) -> None:
    found = run("search", "SHORTER", "queu", "--profile", region.folder / "focal", "--json")
    assert found.code == 0 and found.json["count"] == 1
    (group,) = found.json["groups"]
    (one,) = group["found"]
    assert (group["group"], one["kind"], one["title"]) == ("replies", "reply", "WTO TFA, Sina Leota, Samoa")
    assert one["text"] == "Queues are shorter" and one["field"]
    words = run("search", "shorter", "--profile", region.folder / "focal").out
    assert "Survey replies" in words and "Queues are shorter" in words
    none = run("search", "zzz", "--profile", region.folder / "focal")
    assert (none.code, none.out.strip()) == (0, "Nothing was found.")
