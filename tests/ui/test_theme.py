"""The theme on a real application: fonts, palette, contrast from the system, icons that follow, the focus ring."""

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop import tokens
from rocb_desktop.paths import resource, resource_text
from rocb_desktop.ui import icons, theme
from rocb_desktop.ui.stylesheet import stylesheet
from rocb_desktop.ui.widgets.button import button


def _colour_in(picture: QImage) -> str:
    """The colour of the most opaque pixel: what an icon is tinted in."""
    points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return picture.pixelColor(*max(points, key=lambda p: picture.pixelColor(*p).alpha())).name()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_palette_and_sheet_come_from_the_tokens(qapp: QApplication, name: tokens.Theme) -> None:
    theme.apply(qapp, name)
    values = tokens.load(name)
    assert theme.current() == values
    assert qapp.palette().window().color().name() == values.window.lower()
    assert values.primary in qapp.styleSheet()


def test_text_is_inter_in_points_and_grows_with_the_system(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.5)
    assert theme.font("body").pointSizeF() == pytest.approx(15.75)
    assert QFontInfo(theme.font("body")).family() == "Inter"
    assert theme.font("label").weight() == QFont.Weight.DemiBold
    assert theme.font("table", tabular=True).isFeatureSet(QFont.Tag("tnum"))
    theme.apply(qapp, "light")


def test_high_contrast_takes_all_colours_from_the_system(qapp: QApplication) -> None:
    theme.apply(qapp, "contrast")
    palette, values = qapp.palette(), theme.current()
    allowed = {
        part.color().name()
        for part in (
            palette.window(),
            palette.windowText(),
            palette.highlight(),
            palette.highlightedText(),
            palette.link(),
        )
    } | {values.disabled_ink}
    assert set(values.color.values()) <= allowed
    assert theme.requested() == "contrast"
    pairs = [("ink", "window"), ("on_primary", "primary"), ("on_selection", "selection"), ("link", "surface")]
    assert all(tokens.contrast_ratio(values[front], values[back]) >= 4.5 for front, back in pairs)


def test_every_drawing_of_the_sheet_exists_and_no_rule_sets_a_font() -> None:
    for name in ("light", "dark"):
        sheet = stylesheet(tokens.load(name))
        drawings = re.findall(r'url\("([^"]+)"\)', sheet)
        assert len(drawings) > 10
        assert all(resource(drawing).is_file() for drawing in drawings)
        assert "font" not in sheet.replace("font-", "font")


def test_the_drawings_of_controls_have_the_colours_of_the_theme() -> None:
    for name in ("light", "dark"):
        known = {colour.lower() for colour in tokens.load(name).color.values()}
        for drawing in resource("icons", "controls", name).glob("*.svg"):
            used = {colour.lower() for colour in re.findall(r"#[0-9A-Fa-f]{6}", drawing.read_text(encoding="utf-8"))}
            assert used <= known, drawing.name


def test_an_icon_has_the_colour_of_its_role_and_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    made = button("Accept reply", "primary", "check")
    qtbot.addWidget(made)
    assert _colour_in(made.icon().pixmap(made.iconSize()).toImage()) == tokens.load("light").on_primary.lower()
    theme.apply(qapp, "dark")
    assert _colour_in(made.icon().pixmap(made.iconSize()).toImage()) == tokens.load("dark").on_primary.lower()
    off = made.icon().pixmap(QSize(22, 16), QIcon.Mode.Disabled).toImage()
    assert _colour_in(off) == tokens.load("dark").disabled_ink.lower()
    theme.apply(qapp, "light")


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_at_the_scale_of_the_screen(qapp: QApplication, ratio: float) -> None:
    picture = icons.pixmap("house", "ink", 18, ratio)
    assert picture.size() == QSize(round(18 * ratio), round(18 * ratio))
    assert picture.devicePixelRatio() == ratio


def test_arrows_point_the_other_way_where_people_read_from_the_right(qapp: QApplication) -> None:
    usual = icons.pixmap("arrow-right").toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert icons.pixmap("arrow-right").toImage() != usual
        assert icons.pixmap("check").toImage() == icons.pixmap("check").toImage()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert icons.pixmap("arrow-right").toImage() == usual


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(OSError):
        icons.pixmap("volcano")


def test_the_licences_of_font_and_icons_are_shipped() -> None:
    assert "SIL OPEN FONT LICENSE" in resource_text("licences", "Inter-OFL.txt").upper()
    licence = resource_text("licences", "Lucide-ISC-MIT.txt")
    assert "ISC License" in licence and "MIT License" in licence


def test_the_ring_goes_with_the_keyboard(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = button("Import files"), button("Save this list")
    column.addWidget(first)
    column.addWidget(second)
    window.resize(300, 160)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus()
    ring = window.findChild(QWidget, "focusRing")
    assert ring is not None and ring.isVisible()
    assert ring.geometry() == first.geometry().adjusted(-2, -2, 2, 2)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert ring.geometry() == second.geometry().adjusted(-2, -2, 2, 2)
    window.resize(360, 200)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-2, -2, 2, 2))
    second.hide()
    assert not ring.geometry().intersects(second.geometry()) or not ring.isVisible() or first.hasFocus()


def test_the_ring_survives_the_page_it_lay_in(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    page = QWidget(window)
    QVBoxLayout(page).addWidget(inner := button("Review"))
    column.addWidget(page)
    column.addWidget(outer := button("Done"))
    column.addWidget(QLabel("x"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    inner.setFocus()
    page.deleteLater()
    qapp.sendPostedEvents(None, 52)  # DeferredDelete
    qapp.processEvents()
    outer.setFocus()
    rings = [ring for ring in window.findChildren(QWidget, "focusRing") if ring.isVisible()]
    assert [ring.geometry() for ring in rings] == [outer.geometry().adjusted(-2, -2, 2, 2)]
