"""`carry` and `mailbox`: each way out of one computer is a way into the next."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from random import Random

from commands import Run
from enclosed import document, with_materials
from photos import photo
from region import Region


def test_a_reply_travels_as_a_photo_as_lines_and_in_a_message(run: Run, region: Region, tmp_path: Path) -> None:
    reply = region.make_reply("sina", "again", q4_text="Faster.")
    sina, focal = ("--profile", region.folder / "sina", "--json"), ("--profile", region.folder / "focal", "--json")
    code = run("carry", "qr", reply, "--out", tmp_path / "code.png", *sina)
    assert code.code == 0 and code.json["size"] < 1300 and code.json["version"] <= 25
    picture = tmp_path / "photo.jpg"
    picture.write_bytes(photo((tmp_path / "code.png").read_bytes(), angle=3))
    assert run("carry", "eml", reply, "--out", tmp_path / "mail.eml", *sina).code == 0
    lines = run("carry", "text", reply, *sina).json["lines"]
    (tmp_path / "lines.txt").write_text("\n".join(lines), encoding="utf-8")
    for name in ("photo.jpg", "mail.eml", "lines.txt"):
        seen = run("preview", tmp_path / name, *focal)
        assert seen.code == 0 and seen.json["kind"] == "reply" and seen.json["changed"] == 1, seen.out
    assert run("import", picture, *focal).json["changed"] == 1
    assert run("import", tmp_path / "lines.txt", *focal).json["same"] > 0


def test_a_code_says_whom_it_leaves_out(run: Run, region: Region, tmp_path: Path) -> None:
    sina = ("--profile", region.folder / "sina")
    chance = Random(1)
    text = "".join(chr(chance.randrange(0x1E00, 0x1EFF)) for _letter in range(140))
    reply = region.make_reply("sina", "long", q4_text=text)
    told = run("carry", "qr", reply, "--out", tmp_path / "code.png", *sina, "--json")
    assert told.json["left_out"] == ["ROCB A/P"]
    assert "ROCB A/P cannot open this code." in run("carry", "qr", reply, "--out", tmp_path / "c.png", *sina).out
    assert "ROCB A/P cannot open this code." in run("carry", "text", reply, *sina).err


def test_lines_that_are_not_whole_say_which(run: Run, region: Region, tmp_path: Path) -> None:
    reply = region.make_reply("sina", "again", q4_text="Faster.")
    lines = run("carry", "text", reply, "--profile", region.folder / "sina").out.splitlines()
    place = lines[2].rindex(" ") - 1
    lines[2] = lines[2][:place] + ("A" if lines[2][place] != "A" else "B") + lines[2][place + 1 :]
    (tmp_path / "lines.txt").write_text("\n".join(lines[:-2]), encoding="utf-8")
    told = run("import", tmp_path / "lines.txt", "--profile", region.folder / "focal", "--json")
    assert told.code == 1 and told.json["error"]["code"] == "damaged_file"
    count = len(lines)
    assert told.json["error"]["message"] == (
        f"Line 3 of {count} is mistyped. Lines {count - 1} and {count} are missing."
    )


def test_a_file_too_long_for_a_code_says_so(run: Run, region: Region, tmp_path: Path) -> None:
    told = run(
        "carry", "qr", region.file("pack"), "--out", tmp_path / "x.png", "--profile", region.folder / "rocb", "--json"
    )
    assert told.code == 1 and told.json["error"]["code"] == "too_long"
    assert not (tmp_path / "x.png").exists()


def test_a_mailbox_folder_from_set_to_import(run: Run, region: Region, tmp_path: Path) -> None:
    sina, focal = ("--profile", region.folder / "sina", "--json"), ("--profile", region.folder / "focal", "--json")
    box = tmp_path / "box"
    assert run("mailbox", "look", *sina).json["error"]["code"] == "no_mailbox"
    assert run("mailbox", "set", box, *sina).json["error"]["code"] == "bad_path"
    box.mkdir()
    for who in (sina, focal):
        assert run("mailbox", "set", box, *who).json["folder"] == str(box)
    first = region.make_reply("sina", "again", q4_text="Faster.")
    assert run("mailbox", "put", first, *sina).code == 0
    region.make_reply("sina", "third", q4_text="Much faster.")
    (path,) = run("mailbox", "put", "--everything", *sina).json["files"]
    assert len(list(box.iterdir())) == 2
    seen = run("mailbox", "look", *focal)
    assert [one["state"] for one in seen.json["mailbox"]] == ["new", "new"] and "import" not in seen.json
    done = run("mailbox", "look", "--import", *focal)
    assert done.json["import"] and done.json["changed"] >= 1
    assert {one["state"] for one in run("mailbox", "look", *focal).json["mailbox"]} == {"taken"}
    assert run("mailbox", "tidy", *focal).json["deleted"] == []
    assert len(run("mailbox", "tidy", *sina).json["deleted"]) == 1
    assert [str(one) for one in box.iterdir()] == [path]
    assert run("mailbox", "off", *sina).code == 0
    assert run("mailbox", "put", first, *sina).json["error"]["code"] == "no_mailbox"


def test_a_pack_with_its_files_goes_whole(run: Run, region: Region, tmp_path: Path) -> None:
    """Byte for byte, into the folder and into a message; also by somebody who only passes it on."""
    with_materials(region, document(tmp_path), pack="with files")
    pack, box = region.file("with files"), tmp_path / "box"
    assert pack.stat().st_size > 50_000
    box.mkdir()
    for who in ("rocb", "sina"):
        profile = ("--profile", region.folder / who, "--json")
        assert run("mailbox", "set", box, *profile).code == 0
        (path,) = run("mailbox", "put", pack, *profile).json["files"]
        assert Path(path).read_bytes() == pack.read_bytes()
        assert run("carry", "eml", pack, "--out", tmp_path / f"{who}.eml", *profile).code == 0
        mail = message_from_bytes((tmp_path / f"{who}.eml").read_bytes(), policy=default)
        (attached,) = mail.iter_attachments()
        assert attached.get_content() == pack.read_bytes()
