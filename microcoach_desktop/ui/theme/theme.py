"""The look in force: colours, fonts and the text size, with one signal when any of them changes."""

import zlib
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette

from microcoach_desktop import paths
from microcoach_desktop.ui.theme.palette import palette_for
from microcoach_desktop.ui.theme.tokens import DARK, LIGHT, Tokens, high_contrast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

BODY_PX = 13
SMALLEST_PX = 11
FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")


class Mode(Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(Enum):
    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class FontRole(Enum):
    """Size relative to the body text, and the weight."""

    MICRO = (0.85, QFont.Weight.Medium)
    SMALL = (0.92, QFont.Weight.Normal)
    SMALL_MEDIUM = (0.92, QFont.Weight.Medium)
    BODY = (1.0, QFont.Weight.Normal)
    BODY_MEDIUM = (1.0, QFont.Weight.Medium)
    BODY_STRONG = (1.0, QFont.Weight.DemiBold)
    SECTION = (1.08, QFont.Weight.DemiBold)
    SUBTITLE = (1.3, QFont.Weight.DemiBold)
    TITLE = (1.7, QFont.Weight.DemiBold)


class Theme(QObject):
    """Emits `changed` after the application's palette, font and style are already the new ones."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tokens: Tokens = LIGHT
        self._mode = Mode.SYSTEM
        self._contrast = Contrast.SYSTEM
        self._text_scale = 1.0
        self._system_scale = 1.0
        self.scale = 1.0
        """Text factor, system text size and the person's own setting together, 0.9 to 2.0."""
        self._system_family = ""
        self._use_inter = True
        self._system_dark = False
        self._app: QApplication | None = None
        # Asked for some thousand times a page; made once a look.
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[FontRole, QFont] = {}
        self._metrics: dict[FontRole, QFontMetrics] = {}

    @property
    def mode(self) -> Mode:
        return self._mode

    def color(self, name: str) -> QColor:
        """A copy: what the caller does to it stays with the caller."""
        if name not in self._colors:
            self._colors[name] = QColor(getattr(self.tokens, name))
        return QColor(self._colors[name])

    def px(self, n: float) -> int:
        """Logical pixels that grow with the text."""
        return round(n * self.scale)

    def font(self, role: FontRole) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = self._made(role)
        return QFont(self._fonts[role])

    def _made(self, role: FontRole) -> QFont:
        relative, weight = role.value
        font = QFont()
        families = ["Inter"] if self._use_inter else []
        font.setFamilies([*families, *([self._system_family] if self._system_family else [])])
        font.setPixelSize(max(SMALLEST_PX, round(BODY_PX * relative * self.scale)))
        font.setWeight(weight)
        return font

    def tabular(self, font: QFont) -> QFont:
        """The same font with digits of equal width."""
        even = QFont(font)
        even.setFeature(QFont.Tag("tnum"), 1)
        return even

    def metrics(self, role: FontRole) -> QFontMetrics:
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self.font(role))
        return self._metrics[role]

    def avatar(self, name: str) -> tuple[QColor, QColor]:
        """Background and initials; the same name gets the same hue on every computer."""
        hues = self.tokens.avatar_hues
        soft, strong = hues[zlib.crc32(name.strip().casefold().encode("utf-8", "replace")) % len(hues)]
        return QColor(soft), QColor(strong)

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._ask_platform()
        self._renew()

    def set_contrast(self, contrast: Contrast) -> None:
        self._contrast = contrast
        self._renew()

    def set_text_scale(self, factor: float) -> None:
        self._text_scale = min(max(factor, 0.9), 2.0)
        self._renew()

    def set_interface_font(self, *, inter: bool) -> None:
        self._use_inter = inter
        self._renew()

    def apply(self, app: "QApplication") -> None:
        """Dress the application; later changes reach it by themselves."""
        first = self._app is None
        self._app = app
        self._forget()
        if first:
            self._read_system(app)
            for name in FONT_FILES:
                QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))
            hints = QGuiApplication.styleHints()
            hints.colorSchemeChanged.connect(self._follow_system)
            if hasattr(hints, "accessibility"):
                hints.accessibility().contrastPreferenceChanged.connect(self._follow_contrast)
        from microcoach_desktop.ui.theme.style import CoachStyle

        style = app.style()
        if isinstance(style, CoachStyle):
            style.use(self)
        else:
            app.setStyle(CoachStyle("Fusion", self))
        self._ask_platform()
        self._renew()

    def _read_system(self, app: "QApplication") -> None:
        font = app.font()
        self._system_family = "" if font.family() == "Inter" else font.family()
        size = (
            font.pixelSize()
            if font.pixelSize() > 0
            else font.pointSizeF() * app.primaryScreen().logicalDotsPerInch() / 72
        )
        # Every desktop's own default lies in this span; only a size that a person asked for is outside it.
        self._system_scale = 1.0 if size <= 15.5 else size / BODY_PX
        self._system_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128

    def _ask_platform(self) -> None:
        hints = QGuiApplication.styleHints()
        wanted = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark}
        hints.setColorScheme(wanted.get(self._mode, Qt.ColorScheme.Unknown))

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode is Mode.SYSTEM:
            self._renew()

    def _follow_contrast(self, _wanted: Qt.ContrastPreference) -> None:
        if self._contrast is Contrast.SYSTEM:
            self._renew()

    def _is_dark(self) -> bool:
        if self._mode is not Mode.SYSTEM:
            return self._mode is Mode.DARK
        scheme = QGuiApplication.styleHints().colorScheme()
        return self._system_dark if scheme == Qt.ColorScheme.Unknown else scheme == Qt.ColorScheme.Dark

    def _is_high_contrast(self) -> bool:
        if self._contrast is not Contrast.SYSTEM:
            return self._contrast is Contrast.HIGH
        hints = QGuiApplication.styleHints()
        if not hasattr(hints, "accessibility"):
            return False
        return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)

    def _forget(self) -> None:
        self._colors.clear()
        self._fonts.clear()
        self._metrics.clear()

    def _renew(self) -> None:
        self._forget()
        self.scale = min(max(self._text_scale * self._system_scale, 0.9), 2.0)
        tokens = DARK if self._is_dark() else LIGHT
        self.tokens = high_contrast(tokens) if self._is_high_contrast() else tokens
        if self._app is not None:
            self._app.setPalette(palette_for(self.tokens))
            self._app.setFont(self.font(FontRole.BODY))
        self.changed.emit()
