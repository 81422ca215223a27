"""The charts as drawn: every word inside the picture and clear of the others, in both themes and at any scale."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from rocb_desktop import tokens
from rocb_desktop.analysis.chart_data import action_shares, reply_rates
from rocb_desktop.analysis.tables import tables
from rocb_desktop.analysis.types import NO, YES, NationalRow, WorkshopFacts
from rocb_desktop.domain.chart import ActionShares, ReplyRates
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import Tables
from rocb_desktop.reports.chart_style import ELLIPSIS, Sheet, blend
from rocb_desktop.reports.charts import draw_actions, draw_reply_rates
from rocb_desktop.reports.save import figure_bytes

Survey = Callable[[str], Tables]
Data = ReplyRates | ActionShares
SIZES = [(543, 270, 96), (630, 300, 96), (815, 405, 144), (945, 450, 144), (1600, 900, 200)]


def longer(words: str) -> str:
    """As long as French: 40 % more, in words of the same length."""
    extra, parts = int(0.4 * len(words)), words.split(" ")
    for part in parts[: max(1, len(parts))]:
        if extra <= 0:
            break
        words += " " + part
        extra -= len(part) + 1
    return words


def draw(data: Data, theme: Literal["light", "dark"], size: tuple[int, int, int], words: bool = True) -> Figure:
    if isinstance(data, ReplyRates):
        return draw_reply_rates(data, tokens.load(theme), *size, words=words)
    return draw_actions(data, tokens.load(theme), *size, words=words)


def written(figure: Figure) -> list[Text]:
    return [text for axes in figure.axes for text in axes.texts if text.get_text()]


def boxes(figure: Figure) -> Iterator[tuple[str, float, float, float, float]]:
    for text in written(figure):
        box = text.get_window_extent()
        yield text.get_text(), box.x0, box.y0, box.x1, box.y1


def outside(figure: Figure) -> list[str]:
    """Words that stick out of the picture, by more than the soft edge of a letter."""
    width, height = figure.canvas.get_width_height()
    return [
        text
        for text, left, bottom, right, top in boxes(figure)
        if left < -1 or bottom < -1 or right > width + 1 or top > height + 1
    ]


def collisions(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of words whose ink meets; a line may touch the descenders of the one above."""
    found = list(boxes(figure))
    slack = 2 * figure.dpi / 96
    return [
        (one[0], other[0])
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > slack
        and min(one[4], other[4]) - max(one[2], other[2]) > slack
    ]


@pytest.fixture(params=["rates", "actions"])
def data(request: pytest.FixtureRequest, survey_2021: Survey) -> Data:
    found = survey_2021("lists")
    return reply_rates(found) if request.param == "rates" else action_shares(found)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_is_inside_and_clear_of_the_others(
    data: Data, theme: Literal["light", "dark"], size: tuple[int, int, int]
) -> None:
    figure = draw(data, theme, size)
    assert figure.canvas.get_width_height() == size[:2]
    assert outside(figure) == []
    assert collisions(figure) == []


@pytest.mark.parametrize("size", SIZES)
def test_french_is_longer_and_fits(data: Data, size: tuple[int, int, int]) -> None:
    words = data.words
    long_words = replace(words, title=longer(words.title), subtitle=longer(words.subtitle), source=longer(words.source))
    figure = draw(with_long_labels(replace(data, words=long_words)), "light", size)
    assert outside(figure) == []
    assert collisions(figure) == []


def with_long_labels(data: Data) -> Data:
    if isinstance(data, ReplyRates):
        return replace(data, points=tuple(replace(p, label=longer(p.label)) for p in data.points))
    return replace(data, points=tuple(replace(p, label=longer(p.label)) for p in data.points))


@pytest.mark.parametrize("size", [(511, 160, 96), (766, 240, 144)])
def test_the_plot_alone_fits_into_a_card(data: Data, size: tuple[int, int, int]) -> None:
    figure = draw(data, "dark", size, words=False)
    assert outside(figure) == []
    assert collisions(figure) == []
    assert data.words.title not in [text.get_text() for text in written(figure)]


def test_words_and_numbers_are_printed(data: Data) -> None:
    texts = [text.get_text() for text in written(draw(data, "light", (945, 450, 96)))]
    assert data.words.title in texts
    for point in data.points:
        assert {point.label, point.counts} <= set(texts)
        assert point.share is not None
        assert point.share.percent_text() in texts


def test_a_long_round_stays_readable() -> None:
    """Fifteen workshops, the most that ROCB A/P surveys in a year, on the card of the round page."""
    facts = [WorkshopFacts(n, f"Regional Workshop on Topic {n}", "regional", 20 + n) for n in range(1, 16)]
    figure = draw(reply_rates(tables(2021, facts, [])), "light", (630, 300, 96))
    assert outside(figure) == []
    assert collisions(figure) == []


def shown(data: Data, theme: Literal["light", "dark"] = "light") -> set[str]:
    """The colours of the picture, as "#RRGGBB"."""
    picture = Image.open(io.BytesIO(figure_bytes(draw(data, theme, (945, 450, 144)))))
    colours = picture.convert("RGB").getcolors(1 << 20) or []
    return {"#{:02X}{:02X}{:02X}".format(*rgb) for _count, rgb in colours if isinstance(rgb, tuple)}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_the_title_speaks_about_is_coral(data: Data, theme: Literal["light", "dark"]) -> None:
    look = tokens.load(theme)
    assert {look.surface, look.categorical["coral"], look.categorical["lagoon"]} <= shown(data, theme)
    nothing = replace(data, accent="") if isinstance(data, ReplyRates) else replace(data, accent=None)
    assert look.categorical["coral"] not in shown(nothing, theme)


def test_under_five_there_is_no_mark_and_the_words_say_why() -> None:
    row = NationalRow(1, "FJ", dict.fromkeys(ACTIONS, YES), NO, NO, NO)
    facts = [WorkshopFacts(1, "One", "regional", 4), WorkshopFacts(2, "Two", "regional", None)]
    few = tables(2021, facts, [row, replace(row, workshop=2)])
    lagoon = tokens.load("light").categorical["lagoon"]
    for data in (reply_rates(few), action_shares(few)):
        assert lagoon not in shown(data)
        texts = [text.get_text() for text in written(draw(data, "light", (630, 300, 96)))]
        assert "too few for a share" in texts
        assert not any("%" in text for text in texts if text.endswith("%") and text != "100\N{NO-BREAK SPACE}%")


def test_a_round_without_workshops_is_an_empty_scale() -> None:
    figure = draw(reply_rates(tables(2022, [], [])), "light", (630, 300, 96))
    assert "No replies to show yet" in [text.get_text() for text in written(figure)]


def test_the_label_of_the_line_turns_before_the_edge(survey_2021: Survey) -> None:
    full = [NationalRow(1, f"A{letter}", dict.fromkeys(ACTIONS, NO)) for letter in "ABCDEFGHIJ"]
    data = reply_rates(tables(2021, [WorkshopFacts(1, "Topic", "regional", 10)], full))
    figure = draw(replace(data, overall_label="all the administrations 100 %"), "light", (630, 300, 96))
    assert outside(figure) == []


def test_dollar_signs_stay_dollar_signs(survey_2021: Survey) -> None:
    data = reply_rates(survey_2021("lists"))
    named = replace(data, points=(replace(data.points[0], label="5 $ to 10 $ _x_"), *data.points[1:]))
    figure = draw(named, "light", (630, 300, 96))
    label = next(text for text in written(figure) if text.get_text() == "5 $ to 10 $ _x_")
    assert label.get_parse_math() is False


def test_words_too_long_for_a_line_end_in_an_ellipsis() -> None:
    sheet = Sheet(300, 100, 96, tokens.load("light"))
    assert sheet.fitted("Canines", 200) == "Canines"
    cut = sheet.fitted("An exceptionally long name of a workshop", 100)
    assert cut.endswith(ELLIPSIS)
    assert sheet.measure(cut) <= 100
    assert sheet.fitted("Canines", 1) == ELLIPSIS


def test_lines_are_about_equally_long() -> None:
    sheet = Sheet(300, 100, 96, tokens.load("light"))
    lines = sheet.wrapped("one two three four five six seven eight", 150)
    assert len(lines) == 2
    assert " ".join(lines) == "one two three four five six seven eight"
    assert abs(sheet.measure(lines[0]) - sheet.measure(lines[1])) < 60
    assert sheet.wrapped("", 150) == [""]


def test_columns_of_digits_line_up() -> None:
    """A 1 has less ink than a 0; aligned by ink, a column of percentages would dance."""
    sheet = Sheet(300, 100, 96, tokens.load("light"))
    assert sheet.widest(["11 %", "88 %"], digits=True) == sheet.measure("00 %", digits=True)
    assert sheet.widest([]) == 0
    sheet.text(200, 20, "11 %", align="right", digits=True)
    sheet.text(200, 40, "88 %", align="right", digits=True)
    first, second = written(sheet.figure)
    assert first.get_position()[0] == second.get_position()[0]


def test_a_blend_is_a_solid_colour() -> None:
    assert blend("#000000", "#FFFFFF", 0.5) in ("#808080", "#7F7F7F")
    assert blend("#0B5C6B", "#FFFFFF", 1) == "#0B5C6B"
