"""The colours that go together for each tone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToneColors:
    """Token names; an empty `fill` or `line` is not painted."""

    ink: str
    fill: str = ""
    line: str = ""
    icon: str = ""


TONES = {
    "plain": ToneColors("text", "surface", "line_strong", "text2"),
    "neutral": ToneColors("text2", "hover"),
    "dashed": ToneColors("text2", "", "control", "text2"),
    "win": ToneColors("win", "win_soft"),
    "opp": ToneColors("opp", "opp_soft"),
    "accent": ToneColors("accent_text", "accent_soft"),
    "info": ToneColors("accent_text", "accent_soft"),
    "danger": ToneColors("danger", "danger_soft"),
}


def tone_colors(name: str, *, contrast: bool) -> ToneColors:
    """In high contrast the tints are gone and a line in the strong colour takes their place."""
    colors = TONES[name]
    if contrast and not colors.line:
        return ToneColors(colors.ink, colors.fill, colors.ink, colors.icon)
    return colors
