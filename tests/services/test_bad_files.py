"""Files that are the wrong ones, were harmed on the way, or mean harm (product description, section 6)."""

import gzip
import inspect
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from bad_input import Attempt, BadInput, Case
from forgery import keys_of, lines_of, many_readers_header, passphrase_header, write_signed
from region import WORKSHOP, Region
from workbooks import WORKSHOPS, save_workbook

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import block, file, parts, sshsig, streams, wrapping
from rocb_desktop.exchange import seal as seal_module
from rocb_desktop.exchange.seal import MAX_FILE, seal
from rocb_desktop.services.arriving import answers, arrival, exchange, gathering, import_log, part_arrival, waiting
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.region.rounds import import_workbook
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import open_session
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.services.trust import trust
from rocb_desktop.store import imports

table = BadInput()


def importing(path: Path) -> Attempt:
    return lambda session: accept(session, [path], trust=True)


# the wrong file


@table.row("sends the store instead of the reply", "focal", "is_a_store")
def the_store(region: Region) -> Attempt:
    return importing(region.folder / "sina" / "store.sqlite")


@table.row("a file that is no longer there", "focal", "bad_path")
def gone(region: Region) -> Attempt:
    return importing(region.folder / "stick" / "reply.rocb")


@table.row("an empty file", "focal", "not_rocb_file")
def empty(region: Region) -> Attempt:
    return importing(written(region, b""))


@table.row("a reply of another administration, sealed to its own focal point", "fiji", "not_for_you")
def for_samoa(region: Region) -> Attempt:
    region.join("fiji", "focal_point", "FJ", "Mere Qalo")
    return importing(region.file("reply"))


@table.row("an open reply of another administration", "fiji", "unknown_sender")
def open_of_samoa(region: Region) -> Attempt:
    region.join("fiji", "focal_point", "FJ", "Mere Qalo")
    region.receive("fiji", "pack")
    with region.at("sina") as session:
        make_reply(session, WORKSHOP, region.file("open"), "open")
    return importing(region.file("open"))


@table.row("a participant opens the national return", "sina", "not_for_you")
def return_at_home(region: Region) -> Attempt:
    return importing(region.file("return"))


@table.row("a participant vouches for another participant", "sina", "unknown_sender")
def participants_card(region: Region) -> Attempt:
    region.join("mata", "participant", "WS", "Mata")
    region.receive("mata", "pack")
    with region.at("mata") as session:
        save_reply(session, WORKSHOP, {"q1_none": "yes", "q3": "no", "q4": "no", "q5": "no"})
        make_reply(session, WORKSHOP, region.file("mata"), "open")
    return importing(region.file("mata"))


@table.row("a pack of another office that calls itself ROCB A/P", "sina", "other_office")
def other_office(region: Region) -> Attempt:
    region.join("false", "rocb", "ROCB", "Desk One")
    with region.at("false") as session:
        add_workshop(session, "WTO TFA", "regional", "2021-04-06", "2021-04-08", number=7)
        make_pack(session, WORKSHOP, region.file("false"))
    return importing(region.file("false"))


# harmed on the way


@table.row("a mail gateway cut the file short", "focal", "damaged_file")
def truncated(region: Region) -> Attempt:
    return importing(written(region, region.file("reply").read_bytes()[:-200]))


@table.row("somebody edited the file", "focal", "damaged_file")
def edited(region: Region) -> Attempt:
    data = bytearray(region.file("reply").read_bytes())
    data[-300] ^= 1
    return importing(written(region, bytes(data)))


@table.row("a gateway turned line ends into those of Windows", "focal", "damaged_file")
def windows_lines(region: Region) -> Attempt:
    return importing(written(region, region.file("reply").read_bytes().replace(b"\n", b"\r\n")))


@table.row("a zip of anything else", "focal", "not_rocb_file")
def other_zip(region: Region) -> Attempt:
    return importing(written(region, zipped({"photo.jpg": b"\xff\xd8", "letter.txt": b"Dear Sir"})))


@table.row("a zip of several files of ours", "focal", "not_rocb_file")
def two_in_a_zip(region: Region) -> Attempt:
    files = {f"{name}.rocb": region.file(name).read_bytes() for name in ("reply", "card")}
    return importing(written(region, zipped(files)))


@table.row("a zip that was cut short", "focal", "damaged_file")
def zip_cut(region: Region) -> Attempt:
    return importing(written(region, zipped({"reply.rocb": region.file("reply").read_bytes()})[:-30]))


@table.row("a zip bomb", "focal", "too_large")
def zip_of_zeros(region: Region) -> Attempt:
    return importing(written(region, zipped({"reply.rocb": b"0" * 50_000_000})))


@table.row("something was added behind an open file", "sina", "damaged_file")
def appended(region: Region) -> Attempt:
    return importing(written(region, region.file("pack").read_bytes() + b"footer of a mailing list"))


# made to deceive


@table.row("a forged block inside a genuine return", "rocb", "forged")
def forged_block(region: Region) -> Attempt:
    lines = lines_of(region, "return", "rocb")
    at = next(i for i, line in enumerate(lines) if b"Queues are shorter" in line)
    lines[at] = lines[at].replace(b"Queues are shorter", b"Queues are longer!")
    return importing(write_signed(region.file("forged"), lines, keys_of(region, "focal"), [keys_of(region, "rocb")]))


@table.row("an open file whose text was changed after signing", "sina", "forged")
def changed_text(region: Region) -> Attempt:
    text = gzip.decompress(region.file("pack").read_bytes()).replace(b"WTO TFA", b"WTO tfa")
    return importing(written(region, seal(text, [])))


@table.row("a re-addressed file: sealed to me, made for another office", "fiji", "not_for_you")
def readdressed(region: Region) -> Attempt:
    region.join("fiji", "focal_point", "FJ", "Mere Qalo")
    lines = lines_of(region, "reply", "focal")
    return importing(write_signed(region.file("sent on"), lines, keys_of(region, "sina"), [keys_of(region, "fiji")]))


@table.row("a file signed by another key than its sender's", "focal", "forged")
def signed_by_another(region: Region) -> Attempt:
    region.join("mata", "participant", "WS", "Mata")
    lines = lines_of(region, "reply", "focal")
    return importing(write_signed(region.file("false"), lines, keys_of(region, "mata"), [keys_of(region, "focal")]))


# made to hurt


@table.row("more than 64 MB", "focal", "too_large")
def huge(region: Region) -> Attempt:
    with region.file("huge").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    return importing(region.file("huge"))


@table.row("a gzip bomb", "focal", "too_large")
def gzip_bomb(region: Region) -> Attempt:
    return importing(written(region, gzip.compress(b"0" * 50_000_000)))


@table.row("a gzip bomb, sealed", "focal", "too_large")
def sealed_bomb(region: Region) -> Attempt:
    return importing(written(region, seal(b"0" * 50_000_000, [keys_of(region, "focal").office])))


@table.row("a zip bomb as a workbook", "rocb", "too_large")
def zip_bomb(region: Region) -> Attempt:
    book = save_workbook(region.folder / "bomb.xlsx", {"Workshops": WORKSHOPS})
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"0" * 250_000_000)
    return lambda session: import_workbook(session, book)


@table.row("an age file for a passphrase", "focal", "damaged_file")
def passphrase(region: Region) -> Attempt:
    return importing(written(region, passphrase_header()))


@table.row("an age file for 2,000 readers", "focal", "damaged_file")
def many_readers(region: Region) -> Attempt:
    return importing(written(region, many_readers_header(2_000)))


@table.row("an age file for 17 readers", "focal", "damaged_file")
def seventeen_readers(region: Region) -> Attempt:
    return importing(written(region, many_readers_header(17)))


def in_a_body(region: Region, body: bytes) -> Attempt:
    """A file with a body line that no app writes, signed as a whole by a known sender."""
    lines = lines_of(region, "reply", "focal")
    at = next(i for i, line in enumerate(lines) if b"Queues are shorter" in line)
    lines[at] = body
    return importing(write_signed(region.file("odd"), lines, keys_of(region, "sina"), [keys_of(region, "focal")]))


@table.row("JSON nested very deeply", "focal", "damaged_file")
def deep_json(region: Region) -> Attempt:
    return in_a_body(region, b"[" * 100_000 + b"]" * 100_000)


@table.row("a number with thousands of digits", "focal", "damaged_file")
def huge_number(region: Region) -> Attempt:
    return in_a_body(region, b'["00",{"version":' + b"9" * 100_000 + b"}]")


@table.row("a key twice", "focal", "damaged_file")
def key_twice(region: Region) -> Attempt:
    return in_a_body(region, b'["00",{"q3":"yes","q3":"no"}]')


@table.row("half a character", "focal", "damaged_file")
def lone_surrogate(region: Region) -> Attempt:
    return in_a_body(region, b'["00",{"q3_text":"\\ud800"}]')


@table.row("a million lines", "focal", "too_large")
def many_lines(region: Region) -> Attempt:
    header = lines_of(region, "reply", "focal")[0]
    block = json.dumps({"x": "y" * 8}).encode()
    lines = [header, *(block + str(number).encode() for number in range(1_000_000))]
    return importing(write_signed(region.file("long"), lines, keys_of(region, "sina"), [keys_of(region, "focal")]))


# the store itself


@table.row("a store of a newer version", "sina", "newer_store")
def newer_store(region: Region) -> Attempt:
    other = shutil.copytree(region.folder / "sina", region.folder / "newer")
    connection = sqlite3.connect(other / "store.sqlite")
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rocb', 'm9999_later', '2031-01-01')"
    )
    connection.commit()
    connection.close()
    return lambda _session: open_session(other)


@table.row("a store that is no database", "sina", "store_damaged")
def no_database(region: Region) -> Attempt:
    other = region.folder / "odd"
    other.mkdir()
    (other / "store.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 100)
    return lambda _session: open_session(other)


@table.row("a profile whose keys were left behind", "sina", "cannot_open")
def no_keys(region: Region) -> Attempt:
    other = shutil.copytree(region.folder / "sina", region.folder / "moved")
    shutil.rmtree(other / "keys")
    return lambda _session: open_session(other).keys


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def written(region: Region, data: bytes) -> Path:
    """A file of these bytes under a name that promises the best."""
    path = region.file("WS_reply_2021-07_v1")
    path.write_bytes(data)
    return path


# What is wrong with a file that comes in. With these a person learns all there is to learn.
REFUSALS = {
    "bad_path",
    "cannot_open",
    "damaged_file",
    "forged",
    "hides_records",
    "is_a_store",
    "not_for_you",
    "not_rocb_file",
    "other_office",
    "too_large",
    "unknown_sender",
    "waiting_room_full",
}
# Said by the same modules, but never of a file that comes in: why.
ELSEWHERE = {
    "bad_value": "how a sender is known, or which import is meant, was typed by a person",
    "newer_format": "such a file is kept for the update",
    "no_office_key": "a file that leaves",
    "file_gone": "a file that was made here and is taken along in parts",
}
IMPORTING = (
    answers,
    arrival,
    block,
    exchange,
    file,
    gathering,
    import_log,
    imports,
    part_arrival,
    parts,
    seal_module,
    sshsig,
    streams,
    trust,
    waiting,
    wrapping,
)


def test_an_import_knows_twelve_refusals() -> None:
    said = {code for module in IMPORTING for code in re.findall(r'UserError\("(\w+)"', inspect.getsource(module))}
    said |= {"not_rocb_file", "not_for_you"}  # chosen between two, where they are raised
    assert said - ELSEWHERE.keys() == REFUSALS
    assert len(REFUSALS) <= 12


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_each_refusal_says_that_nothing_changed_and_what_to_do(code: str) -> None:
    error = UserError(code)
    assert len(error.what().split()) > 3
    assert "Nothing was changed." in error.hint() and len(error.hint().split(".")) > 2


@table.row("the waiting room is full", "focal", "waiting_room_full")
def too_many_wait(region: Region) -> Attempt:
    region.join("tala", "participant", "WS", "Tala Ah Kuoi")
    region.receive("tala", "pack")
    strange = region.make_reply("tala", "strange")
    with region.at("focal") as session:
        row = ("2021-10-15T09:05:00+00:00", "x.rocb", "reply", "0" * 64, "Somebody", "WS", "[]", b"")
        marks = ",".join("?" * 9)
        session.db.conn.executemany(
            f"INSERT INTO waiting VALUES ({marks})", [(str(number), *row) for number in range(imports.MAX_WAITING)]
        )
    return lambda session: accept(session, [strange])


@pytest.mark.parametrize("one", table.cases, ids=lambda one: one.name)
def test_it_is_refused_with_a_sentence_and_nothing_changes(one: Case, region: Region) -> None:
    one.check(region)
