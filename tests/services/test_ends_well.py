"""What goes wrong without anybody being refused: nothing is lost, and what is odd is said."""

import base64
import io
import os
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from region import ANSWERS, TODAY, WORKSHOP, Region, everything

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import Preview, accept, preview
from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.services.national.returns import find_reply, make_return, national_return, review_reply
from rocb_desktop.services.region.tables import count_round, save_workbook, tables
from rocb_desktop.services.region.workshops import add_workshop, list_workshops
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.services.survey.evidence import add_evidence
from rocb_desktop.services.survey.replies import make_reply, reply_form, save_reply


def taken(region: Region, who: str, path: Path, day: date = TODAY) -> FileResult:
    """What importing one file did."""
    with region.at(who, day) as session:
        done: Preview = accept(session, [path], trust=True).value
    return done.files[0]


def effect_of(region: Region, who: str) -> object:
    with region.at(who) as session:
        return find_reply(session, f"{WORKSHOP}/Sina Leota").answers["q3_text"]


def test_a_reply_sent_twice_brings_nothing_new(region: Region) -> None:
    before = everything(region.folder / "focal")
    again = taken(region, "focal", region.file("reply"))
    assert dict(again.counts) == {"same": len(again.details)}
    after = everything(region.folder / "focal")
    assert {name for name in after if after[name] != before[name]} <= {"import", "search_queue"}


@pytest.mark.parametrize("name", ["report (1).txt", "WS_reply.rocb.zip", "ответ", "x"])
def test_a_renamed_file_is_known_by_its_content(name: str, region: Region) -> None:
    renamed = region.folder / name
    shutil.copy(region.file("return"), renamed)
    assert taken(region, "rocb", renamed).counts["new"] == 8


def test_what_a_gateway_put_around_a_file_comes_off(region: Region) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("read me.txt", "virus checked")
        archive.write(region.file("return"), "folder/return.rocb")
    for number, data in enumerate((packed.getvalue(), base64.encodebytes(region.file("return").read_bytes()))):
        file = region.folder / str(number)
        file.write_bytes(data)
        with region.at("rocb") as session:
            assert preview(session, [file]).totals["new"] == 8


def test_an_older_file_over_a_newer_one_takes_nothing_back(region: Region) -> None:
    newer = region.make_reply("sina", "newer", q3_text="Queues are much shorter")
    assert taken(region, "focal", newer).counts["changed"] == 1
    older = taken(region, "focal", region.file("reply"))
    assert "changed" not in older.counts and "new" not in older.counts
    assert effect_of(region, "focal") == "Queues are much shorter"


def test_the_newer_file_first_is_the_same(region: Region) -> None:
    region.make_reply("sina", "newer", q3_text="Queues are much shorter")
    region.join("second", "focal_point", "WS", "Lani Fuimaono")
    shutil.rmtree(region.folder / "second" / "keys")
    shutil.copytree(region.folder / "focal" / "keys", region.folder / "second" / "keys")
    taken(region, "second", region.file("pack"))
    taken(region, "second", region.file("newer"))
    assert effect_of(region, "second") == "Queues are much shorter"


def test_two_spellings_of_one_person_are_one_to_whoever_looks(region: Region) -> None:
    with region.at("focal") as session:
        wanted = find_reply(session, f"{WORKSHOP}/Sina Leota").id
        assert {find_reply(session, f"{WORKSHOP}/{text}").id for text in ("SINA leota", " Sina   Leota ")} == {wanted}


def test_a_clock_at_2001_loses_nothing(region: Region) -> None:
    long_ago = date(2001, 1, 1)
    with region.at("sina", long_ago) as session:
        save_reply(session, WORKSHOP, {**ANSWERS, "q3_text": "Written in 2001"})
        made = make_reply(session, WORKSHOP, region.file("old"))
    assert made.value.version == 2
    result = taken(region, "focal", region.file("old"), long_ago)
    assert result.counts["changed"] == 1 and not result.error
    assert effect_of(region, "focal") == "Written in 2001"


def test_a_clock_at_2001_stops_nobody_from_logging_what_was_done(region: Region) -> None:
    with region.at("sina", date(2001, 1, 1)) as session:
        logged = log_action(session, WORKSHOP, "submit_report", "2021-05-03")
        assert [str(one.date) for one in list_actions(session) if one.id == logged.value] == ["2021-05-03"]


def test_a_clock_in_the_future_is_named_and_never_refused(region: Region) -> None:
    with region.at("sina", date(2051, 1, 1)) as session:
        save_reply(session, WORKSHOP, {**ANSWERS, "q3_text": "Written in 2051"})
        make_reply(session, WORKSHOP, region.file("later"))
    result = taken(region, "focal", region.file("later"))
    assert result.counts["changed"] == 1 and len(result.warnings) == 1 and "looks wrong" in result.warnings[0]
    region.make_reply("sina", "next", q3_text="Written with the clock set right")
    taken(region, "focal", region.file("next"))
    assert effect_of(region, "focal") == "Written with the clock set right"


def test_two_computers_of_one_focal_point_lose_no_review(region: Region) -> None:
    """The folder was copied to a second computer, and both went on."""
    region.join("mata", "participant", "WS", "Mata")
    taken(region, "mata", region.file("pack"))
    region.make_reply("mata", "mata")
    shutil.copytree(region.folder / "focal", region.folder / "laptop")
    with region.at("laptop") as session:
        accept(session, [region.file("mata")], trust=True)
        review_reply(session, find_reply(session, f"{WORKSHOP}/Mata").id, "accept")
        make_return(session, 2021, region.file("from laptop"))
    with region.at("focal") as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "accept")
        make_return(session, 2021, region.file("from desk"), signed_by="The Comptroller")
    for name in ("from laptop", "from desk"):
        assert not taken(region, "rocb", region.file(name)).counts.get("held")
    with region.at("rocb") as session:
        counted = tables(session, 2021)
        assert counted.n == 1  # one administration replied, through two people
        assert {find_reply(session, f"{WORKSHOP}/{name}").status for name in ("Sina Leota", "Mata")} == {"accepted"}


def test_an_administration_that_is_not_on_the_list_waits_and_is_not_counted(region: Region) -> None:
    region.join("tonga", "participant", "TO", "Ana Vea")
    taken(region, "tonga", region.file("pack"))
    region.make_reply("tonga", "tonga")
    taken(region, "rocb", region.file("tonga"))
    with region.at("rocb") as session:
        counted = count_round(session, 2021)
    assert counted.tables.n == 0 and [row.code for row in counted.not_listed] == ["TO"]


@pytest.mark.parametrize(
    "name",
    [
        "Tuʻipelehake Faʻasalafā Ñuñez-Øster",
        "عائشة بنت خالد",
        "ស្រីមុំ",
        "Maria " * 19 + "Santos",
        "<b>Bold</b> & \"quoted\" 'name'",
        "=cmd|' /C calc'!A0",
        "O",
    ],
)
def test_any_name_comes_through_whole(name: str, region: Region) -> None:
    region.join("other", "participant", "WS", name)
    taken(region, "other", region.file("pack"))
    region.make_reply("other", "other", q3_text=f"Said by {name}")
    result = taken(region, "focal", region.file("other"))
    assert result.sender is not None and result.sender.name == name
    with region.at("focal") as session:
        assert find_reply(session, f"{WORKSHOP}/{name}").answers["q3_text"] == f"Said by {name}"


def test_what_looks_like_a_formula_is_written_as_text(region: Region) -> None:
    title = "=cmd|' /C calc'!A0"
    with region.at("rocb") as session:
        add_workshop(session, title, "regional", "2021-04-13", "2021-04-15", ("WS",), number=8)
        save_workbook(tables(session, 2021), region.folder / "tables.xlsx")
    cells = [cell for sheet in load_workbook(region.folder / "tables.xlsx") for row in sheet for cell in row]
    assert any(title in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells if title in str(cell.value)} == {"s"}


def test_png_is_papua_new_guinea(region: Region) -> None:
    with region.at("rocb") as session:
        add_workshop(session, "X", "regional", "2022-02-01", "2022-02-03", ("PNG", "Papua New Guinea", "pg"), number=1)
        assert list_workshops(session)[-1].administrations == ("PG",)


def test_a_reply_made_without_a_place_to_write_is_made_again_with_the_same_number(region: Region) -> None:
    """The stick was pulled: nothing counts as sent."""
    with region.at("sina") as session:
        before = reply_form(session, WORKSHOP)
        save_reply(session, WORKSHOP, {**before.answers, "q5": "yes"})
        with pytest.raises(UserError, match="bad_path"):
            make_reply(session, WORKSHOP, region.folder / "stick" / "reply.rocb")
        assert make_reply(session, WORKSHOP, region.file("again")).value.version == before.version + 1


def test_reviews_of_replies_that_changed_ask_again(region: Region) -> None:
    taken(region, "focal", region.make_reply("sina", "newer", q3_text="Another text"))
    with region.at("focal") as session:
        assert [reply.status for reply in national_return(session, 2021).replies] == ["to_review"]


def test_a_60_mb_attachment_stays_here_and_the_reply_stays_small(region: Region) -> None:
    film = region.folder / "film.mp4"
    with film.open("wb") as stream:
        os.truncate(stream.fileno(), 60_000_000)
    with region.at("sina") as session:
        action = list_actions(session)[0].id
        kept = add_evidence(session, action, film)
        assert kept.value
        assert region.make_reply("sina", "with-film").stat().st_size < 20_000
        os.truncate(film, 65 * 1024 * 1024)
        with pytest.raises(UserError, match="too_large"):
            add_evidence(session, action, film)
    region.receive("focal", "with-film")
