"""Every colour of the interface, named by its use."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as '#RRGGBB'. `avatar_hues` are (background, initials) pairs."""

    canvas: str
    sidebar: str
    surface: str
    surface2: str
    raised: str
    hover: str
    selected: str
    line: str
    line_strong: str
    control: str
    text: str
    text2: str
    text3: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_soft: str
    focus: str
    win: str
    win_soft: str
    opp: str
    opp_soft: str
    danger: str
    danger_soft: str
    danger_fill: str
    mark: str
    avatar_hues: tuple[tuple[str, str], ...]
    dark: bool = False
    contrast: bool = False


LIGHT = Tokens(
    canvas="#F7F6F4",
    sidebar="#EFEEEB",
    surface="#FFFFFF",
    surface2="#FAF9F8",
    raised="#FFFFFF",
    hover="#F0EFEC",
    selected="#E7ECFB",
    line="#E4E2DE",
    line_strong="#D3D1CB",
    control="#918E86",
    text="#21201C",
    text2="#57554E",
    text3="#6B6962",
    disabled="#A19F98",
    accent="#3A57C4",
    accent_hover="#314BAE",
    on_accent="#FFFFFF",
    accent_text="#3450B8",
    accent_soft="#EAEFFD",
    focus="#3A57C4",
    win="#16704F",
    win_soft="#E2F4EB",
    opp="#8A5200",
    opp_soft="#FCF0D8",
    danger="#BE2A2E",
    danger_soft="#FDEBEB",
    danger_fill="#C22F33",
    mark="#FFE8A3",
    avatar_hues=(
        ("#D9DFF6", "#26357F"),
        ("#D7F4E8", "#14694A"),
        ("#EEDCF2", "#6A2C78"),
        ("#DCD9F5", "#41338F"),
        ("#D6EEF5", "#105A6E"),
        ("#F5DADA", "#8A2A2A"),
        ("#F5E8D6", "#74480F"),
        ("#E6E5E2", "#4A4843"),
    ),
)

DARK = Tokens(
    canvas="#161614",
    sidebar="#121211",
    surface="#1E1E1C",
    surface2="#232321",
    raised="#282826",
    hover="#2A2A28",
    selected="#232C4D",
    line="#31312E",
    line_strong="#44433F",
    control="#74716A",
    text="#EEEEEC",
    text2="#BDBBB4",
    text3="#9B9992",
    disabled="#6A6862",
    accent="#4A66DB",
    accent_hover="#4560D0",
    on_accent="#FFFFFF",
    accent_text="#A6B7FF",
    accent_soft="#1F2848",
    focus="#8FA5FF",
    win="#4CC79B",
    win_soft="#12291F",
    opp="#F2B84B",
    opp_soft="#2E220C",
    danger="#FF9A96",
    danger_soft="#351517",
    danger_fill="#C9383C",
    mark="#5C4708",
    avatar_hues=(
        ("#263056", "#B9C6FF"),
        ("#245241", "#B4F3DA"),
        ("#4A2352", "#EBBDF5"),
        ("#2A2860", "#C6C0FF"),
        ("#234A54", "#A9E6F4"),
        ("#56282A", "#FFC4C0"),
        ("#533D20", "#F9D9AB"),
        ("#3D3B39", "#DEDCD6"),
    ),
    dark=True,
)


def high_contrast(tokens: Tokens) -> Tokens:
    """The same theme with one text colour, full-strength lines and no soft tints."""
    return replace(
        tokens,
        text2=tokens.text,
        text3=tokens.text,
        line=tokens.text,
        line_strong=tokens.text,
        control=tokens.text,
        accent_soft=tokens.surface,
        win_soft=tokens.surface,
        opp_soft=tokens.surface,
        danger_soft=tokens.surface,
        contrast=True,
    )
