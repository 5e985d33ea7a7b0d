"""Recomputes the contrast table of the interface from the tokens (WCAG 2.x relative luminance)."""

from dataclasses import fields

import pytest

from microcoach_desktop.ui.theme.tokens import DARK, LIGHT, Tokens, high_contrast

TEXT = 4.5
SHAPE = 3.0
PAIRS = {
    "text": ("surface", "canvas", "sidebar", "selected", "mark", "raised", "hover", "surface2"),
    "text2": ("surface", "canvas", "sidebar", "selected", "hover", "raised"),
    "text3": ("surface", "canvas", "sidebar", "hover", "raised", "surface2"),
    "accent_text": ("surface", "canvas", "accent_soft", "selected"),
    "win": ("surface", "canvas", "win_soft"),
    "opp": ("surface", "canvas", "opp_soft"),
    "danger": ("surface", "canvas", "danger_soft"),
    "on_accent": ("accent", "accent_hover", "danger_fill"),
}
SHAPES = {"control": ("surface", "canvas"), "focus": ("surface", "canvas", "sidebar")}
THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "light, high contrast": high_contrast(LIGHT),
    "dark, high contrast": high_contrast(DARK),
}


def luminance(color: str) -> float:
    def channel(at: int) -> float:
        share = int(color[at : at + 2], 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize(("pairs", "least"), [(PAIRS, TEXT), (SHAPES, SHAPE)], ids=["text", "shapes"])
def test_every_pair_is_readable(tokens: Tokens, pairs: dict[str, tuple[str, ...]], least: float) -> None:
    weak = {
        (front, back): round(contrast(getattr(tokens, front), getattr(tokens, back)), 2)
        for front, backs in pairs.items()
        for back in backs
        if contrast(getattr(tokens, front), getattr(tokens, back)) < least
    }
    assert weak == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_initials_are_readable_on_all_eight_hues(tokens: Tokens) -> None:
    assert len(set(tokens.avatar_hues)) == 8
    assert min(contrast(soft, strong) for soft, strong in tokens.avatar_hues) >= TEXT


def test_known_ratios_come_out_of_the_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast(LIGHT.text, LIGHT.surface) == pytest.approx(16.3, abs=0.06)
    assert contrast(DARK.text2, DARK.selected) == pytest.approx(7.1, abs=0.06)


def test_both_themes_name_the_same_colours() -> None:
    for field in fields(Tokens):
        if field.type == "str" or field.type is str:
            for tokens in (LIGHT, DARK):
                value = getattr(tokens, field.name)
                assert value == f"#{int(value[1:], 16):06X}", field.name
