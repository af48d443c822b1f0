"""The municipality's colour, made readable: every pair of text and ground reaches WCAG AA."""

from __future__ import annotations

import colorsys
import re
from dataclasses import asdict, dataclass
from functools import lru_cache

Rgb = tuple[float, float, float]

DEFAULT = "#0b6b53"
AA = 4.5
# WCAG 1.4.11: what is no text but has to be seen.
SEEN = 3.0
LIGHT_CARD, LIGHT_INK = "#ffffff", "#17212b"
DARK_CARD = "#171f26"
WHITE = "#ffffff"
STEP = 0.01
# On a dark ground a full colour glares.
CALM = 0.55


@dataclass(frozen=True, slots=True)
class Acento:
    """The five custom properties of one theme, as #rrggbb."""

    muni: str  # links, marks, the present thing
    fill: str  # ground of the primary button
    on: str  # text on `fill`
    soft: str  # tinted ground
    ink: str  # text on `soft`

    def declarations(self) -> str:
        """As CSS: `--muni:#...;--muni-fill:#...` and so on."""
        names = {key: "--muni" if key == "muni" else f"--muni-{key}" for key in asdict(self)}
        return ";".join(f"{names[key]}:{value}" for key, value in asdict(self).items())


@lru_cache(maxsize=16)
def light(color: str) -> Acento:
    """The accent on white paper; what is no colour is answered with the default one."""
    chosen = color if is_hex(color) else DEFAULT
    fill = darken_until(chosen, WHITE, AA)
    soft = mix(chosen, LIGHT_CARD, 0.1)
    return Acento(fill, fill, WHITE, soft, darken_until(fill, soft, 7))


@lru_cache(maxsize=16)
def dark(color: str) -> Acento:
    """The accent on a dark screen."""
    chosen = color if is_hex(color) else DEFAULT
    fill = lighten_until(darken_until(chosen, WHITE, AA), DARK_CARD, SEEN)
    on = WHITE if contrast(WHITE, fill) >= AA else LIGHT_INK
    muni = lighten_until(calm(chosen), DARK_CARD, 6.5)
    soft = mix(fill, DARK_CARD, 0.28)
    return Acento(muni, fill, on, soft, lighten_until(muni, soft, 7))


def is_hex(color: str) -> bool:
    return re.fullmatch(r"#[0-9a-fA-F]{6}", color) is not None


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours, 1 to 21."""
    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def luminance(color: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def darken_until(color: str, ground: str, ratio: float) -> str:
    return shift_until(color, ground, ratio, -STEP)


def lighten_until(color: str, ground: str, ratio: float) -> str:
    return shift_until(color, ground, ratio, STEP)


def shift_until(color: str, ground: str, ratio: float, step: float) -> str:
    """`color` with its lightness moved just far enough to stand out from `ground`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*to_rgb(color))
    while contrast(color, ground) < ratio and 0 < lightness + step < 1:
        lightness += step
        color = to_hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return color


def calm(color: str) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*to_rgb(color))
    return to_hex(colorsys.hls_to_rgb(hue, lightness, min(saturation, CALM)))


def mix(color: str, ground: str, part: float) -> str:
    """`part` (0 to 1) of `color` on `ground`."""
    pairs = zip(to_rgb(color), to_rgb(ground), strict=True)
    red, green, blue = (part * over + (1 - part) * under for over, under in pairs)
    return to_hex((red, green, blue))


def to_rgb(color: str) -> Rgb:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def to_hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
