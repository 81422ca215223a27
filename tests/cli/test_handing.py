"""`key` decisions, `give-back`, `hand-over`, `office sync`, `erase` and consent, as a script runs them."""

from pathlib import Path

from commands import Run
from enclosed import document
from region import WORKSHOP, Region

from rocb_desktop.cli.parser import REFUSED, WRONG_USAGE


def card_of(run: Run, region: Region, who: str) -> Path:
    card = region.file(f"{who}-card")
    run("key", "card", "--profile", region.folder / who, "--out", card)
    return card


def test_a_key_is_listed_ended_and_lifted(run: Run, region: Region) -> None:
    focal = region.folder / "focal"
    listed = run("key", "list", "--profile", focal, "--json").json["keys"]
    sina = next(one for one in listed if one["name"] == "Sina Leota")
    assert (sina["state"], sina["role"], sina["held"]) == ("checked", "participant", 0)
    assert len(sina["words"].split()) == 8
    looked = run("key", "end", "Sina Leota", "--last-good", "none", "--preview", "--profile", focal, "--json").json
    assert looked["no_longer_counts"]["reply"] == 1
    run("key", "end", sina["key"], "--last-good", "2021-01-01", "--profile", focal)
    after = run("key", "list", "--profile", focal, "--json").json["keys"]
    ended = next(one for one in after if one["key"] == sina["key"])
    assert ended["state"] == "ended" and ended["held"] and ended["later"]
    assert run("key", "admit", ended["later"][0]["block"], "--profile", focal).code == 0
    assert "taken back" in run("key", "lift", "Sina Leota", "--profile", focal).out
    assert "Sina Leota" in run("key", "list", "--profile", focal).out
    assert run("key", "end", "Nobody", "--profile", focal, "--json").json["error"]["code"] == "unknown_person"


def test_who_lost_everything_is_given_back_all(run: Run, region: Region) -> None:
    again = region.join("again", "participant", "WS", "Sina Leota")
    card, back = card_of(run, region, "again"), region.file("back")
    made = run(
        "give-back", "Sina Leota", "--out", back, "--card", card, "--profile", region.folder / "focal", "--json"
    ).json
    assert made == {"file": str(back), "name": "Sina Leota", "replies": 1, "replaced": True, "evidence": 0}
    assert run("preview", back, "--profile", again, "--json").json["kind"] == "give-back"
    assert run("import", back, "--trust", "--profile", again).code == 0
    assert run("reply", "show", "--workshop", WORKSHOP, "--profile", again, "--json").json["version"] == 1


def test_an_office_is_handed_over_by_name_only(run: Run, region: Region) -> None:
    mata = region.join("mata", "focal_point", "WS", "Mata Tuala")
    card, over, focal = card_of(run, region, "mata"), region.file("over"), region.folder / "focal"
    words = ("hand-over", "--out", over, "--to", card, "--profile", focal, "--json")
    refused = run(*words)
    assert refused.code == REFUSED and "Mata Tuala" in refused.json["error"]["message"]
    dry = run(*words, "--dry-run")
    assert dry.code == 0 and dry.json["written"] is False and not over.exists()
    assert run(*words, "--yes", "Mata Tuala").json["ended"] is True
    left = run("import", over, "--trust", "--profile", mata)
    assert "was not taken" in left.out and "--take-over" in left.out
    taken = run("import", over, "--take-over", "--profile", mata)
    assert "This office is yours now" in taken.out
    office = run("key", "show", "--profile", focal, "--json").json["office"]
    assert run("key", "show", "--profile", mata, "--json").json["office"] == office


def test_a_whole_office_in_a_file_for_itself(run: Run, region: Region) -> None:
    focal, files = region.folder / "focal", (region.file("everything"), region.file("copy"))
    synced = run("office", "sync", "--out", files[0], "--profile", focal, "--json").json
    copied = run("hand-over", "--out", files[1], "--profile", focal, "--json").json
    assert synced["blocks"] and copied["files"] == [str(files[1])] and not copied["ended"]
    assert run("import", files[0], "--profile", region.folder / "sina", "--json").json["error"]["code"] == "not_for_you"


def test_a_person_is_erased_by_the_typed_name(run: Run, region: Region) -> None:
    focal, erasure = region.folder / "focal", region.file("erasure")
    asked = run("erase", "Sina Leota", "--profile", focal)
    assert asked.code == WRONG_USAGE and "Sina Leota" in asked.err
    dry = run("erase", "Sina Leota", "--dry-run", "--profile", focal, "--json").json
    assert dry["kind"] == "erasure" and "Samoa" in dry["readers"] and not dry["written"]
    (part,) = dry["sections"]
    assert part["kind"] == "erase" and part["items"][0].endswith(", by their numbers alone")
    assert run("reply", "show", "--workshop", WORKSHOP, "--profile", region.folder / "sina").code == 0
    done = run("erase", "Sina Leota", "--yes", "Sina Leota", "--out", erasure, "--profile", focal, "--json").json
    assert done["records"]["reply"] == 1 and done["wiped"] and done["elsewhere"][0].endswith("return.rocb")
    assert b"Queues are shorter" not in (focal / "store.sqlite").read_bytes()
    rocb = region.folder / "rocb"
    run("import", region.file("return"), "--profile", rocb)
    assert run("import", erasure, "--profile", rocb).code == 0
    waiting = run("erase", "--profile", rocb, "--json").json
    assert waiting["records"] and not waiting["wiped"]
    assert run("erase", "--yes", "x", "--profile", rocb).code == REFUSED
    assert run("erase", "--yes", waiting["records"], "--profile", rocb, "--json").json["wiped"] == waiting["texts"]
    assert b"Queues are shorter" not in (rocb / "store.sqlite").read_bytes()


def test_evidence_goes_with_its_person(run: Run, region: Region, tmp_path: Path) -> None:
    sina, focal = region.folder / "sina", region.folder / "focal"
    action = run("action", "list", "--profile", sina, "--json").json[0]["id"]
    run("evidence", "add", action, document(tmp_path), "--profile", sina)
    run("reply", "make", "--workshop", WORKSHOP, "--out", region.file("w"), "--with-evidence", "--profile", sina)
    run("import", region.file("w"), "--profile", focal)
    assert len(list(focal.glob("blobs/*/*"))) == 1
    copied = run("office", "sync", "--with-files", "--out", region.file("copy"), "--profile", focal, "--json").json
    assert copied["attached"] == 1 and run("office", "sync", "--out", region.file("x"), "--profile", focal).code == 0
    run("erase", "Sina Leota", "--yes", "Sina Leota", "--profile", focal)
    assert not list(focal.glob("blobs/*/*"))


def test_consent_is_taken_back_and_a_reply_erased(run: Run, region: Region) -> None:
    sina, focal = region.folder / "sina", region.folder / "focal"
    run("reply", "withdraw", "--workshop", WORKSHOP, "--profile", sina)
    run("reply", "make", "--workshop", WORKSHOP, "--out", region.file("second"), "--profile", sina)
    assert run("import", region.file("second"), "--profile", focal, "--json").json["changed"] == 1
    assert run("reply", "erase", "--workshop", WORKSHOP, "--profile", sina).code == WRONG_USAGE
    dry = run("reply", "erase", "--workshop", WORKSHOP, "--dry-run", "--profile", sina, "--json").json
    assert dry["kind"] == "erasure" and dry["readers"][-1] == "You" and not dry["written"]
    gone = run(
        "reply", "erase", "--workshop", WORKSHOP, "--yes", "--out", region.file("gone"), "--profile", sina, "--json"
    ).json
    assert gone["records"] == 1
    run("import", region.file("gone"), "--profile", focal)
    assert run("erase", "--profile", focal, "--json").json["records"] == 2  # the reply, and its review
