"""The design's values: both themes complete, and every contrast the design promises is really there."""

import copy

import pytest

from rocb_desktop import tokens
from rocb_desktop.tokens import Theme

THEMES: tuple[Theme, ...] = ("light", "dark")


def test_a_colour_is_an_attribute_and_a_key() -> None:
    light = tokens.load("light")
    assert light.ink == light["ink"] == "#13272E"
    assert light.type["body"].pt == 10.5
    assert copy.copy(light).ink == light.ink


def test_an_unknown_role_or_theme_is_refused() -> None:
    with pytest.raises(AttributeError):
        _ = tokens.load("light").purple
    with pytest.raises(KeyError):
        _ = tokens.load("light")["purple"]
    with pytest.raises(ValueError):
        tokens.load("sepia")


def test_both_themes_have_the_same_roles() -> None:
    assert set(tokens.load("light").color) == set(tokens.load("dark").color)


@pytest.mark.parametrize("theme", THEMES)
def test_every_promised_contrast_is_reached(theme: Theme) -> None:
    values, pairs = tokens.load(theme), tokens.contrast_pairs(theme)
    assert len(pairs) >= 50
    short = [
        (front, back)
        for front, back, required in pairs
        # Text of controls that are off is the exception of WCAG 1.4.3.
        if tokens.contrast_ratio(values[front], values[back]) < required
    ]
    assert short == []


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_the_sequential_scale_can_be_read(theme: Theme) -> None:
    values = tokens.load(theme)
    assert len(values.sequential) == len(values.sequential_ink) == 6
    for ground, ink in zip(values.sequential, values.sequential_ink, strict=True):
        assert tokens.contrast_ratio(ground, ink) >= 4.5


def test_contrast_is_counted_as_wcag_does() -> None:
    assert tokens.contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast_ratio("#777777", "#777777") == pytest.approx(1)
    assert tokens.contrast_ratio("#3F5058", "#F6F3EC") == pytest.approx(7.58, abs=0.01)


@pytest.mark.parametrize(
    ("width", "frame"),
    [(1366, "wide"), (1200, "wide"), (1199, "medium"), (900, "medium"), (899, "narrow"), (683, "narrow")],
)
def test_the_frame_follows_the_width(width: int, frame: str) -> None:
    assert tokens.frame_for(width) == frame
