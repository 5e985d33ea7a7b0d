"""The Qt palette that says the tokens to widgets that know nothing of them."""

from PySide6.QtGui import QColor, QPalette

from microcoach_desktop.ui.theme.tokens import Tokens

Role = QPalette.ColorRole
Group = QPalette.ColorGroup

ROLES = {
    Role.Window: "canvas",
    Role.WindowText: "text",
    Role.Base: "surface",
    Role.AlternateBase: "surface2",
    Role.Text: "text",
    Role.Button: "surface",
    Role.ButtonText: "text",
    Role.BrightText: "danger",
    Role.PlaceholderText: "text3",
    Role.Highlight: "accent",
    Role.HighlightedText: "on_accent",
    Role.Accent: "accent",
    Role.Link: "accent_text",
    Role.LinkVisited: "accent_text",
    Role.Light: "surface",
    Role.Midlight: "line",
    Role.Mid: "line_strong",
    Role.Dark: "control",
    Role.Shadow: "control",
}
FADED = (Role.WindowText, Role.Text, Role.ButtonText, Role.PlaceholderText)


def palette_for(tokens: Tokens) -> QPalette:
    palette = QPalette()
    for role, name in ROLES.items():
        palette.setColor(role, QColor(getattr(tokens, name)))
    for role in FADED:
        palette.setColor(Group.Disabled, role, QColor(tokens.disabled))
    palette.setColor(Group.Disabled, Role.Highlight, QColor(tokens.line_strong))
    palette.setColor(Group.Disabled, Role.Accent, QColor(tokens.disabled))
    palette.setColor(Role.ToolTipBase, QColor(tokens.raised if tokens.dark else tokens.text))
    palette.setColor(Role.ToolTipText, QColor(tokens.text if tokens.dark else tokens.surface))
    return palette
