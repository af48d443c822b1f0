"""Builds the two files that are made of many: the style sheet and the sprite of icons.

`python -m webui.assets css` joins `static/webui/css/*.css` into `static/webui/sigobito.css`.
`python -m webui.assets icons <package>` makes `static/vendor/tabler.svg` from an unpacked
`@tabler/icons` (`npm pack @tabler/icons`). Both results are committed; a test compares them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from webui.components.iconos import ICONOS

STATIC = Path(__file__).parent / "static"
SOURCES = STATIC / "webui" / "css"
STYLE = STATIC / "webui" / "sigobito.css"
SPRITE = STATIC / "vendor" / "tabler.svg"
# The order of the cascade within a layer; everything else follows by name.
FIRST = ("tokens.css", "base.css", "layout.css")

SVG = "http://www.w3.org/2000/svg"
STROKES = (
    'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
    'stroke-linejoin="round"'
)


def join_styles(sources: Path = SOURCES) -> str:
    """The style sheet: every source in its order, without comments and spare space."""
    names = sorted(path.name for path in sources.glob("*.css"))
    ordered = [*FIRST, *(name for name in names if name not in FIRST)]
    return "".join(squeeze((sources / name).read_text()) for name in ordered)


def squeeze(css: str) -> str:
    """`css` without comments and without white space that says nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+(?=[^{}]*[;}])", ":", css)
    css = re.sub(r"(?<![\w.])0\.", ".", css)
    return css.replace(";}", "}").strip() + "\n"


def build_sprite(package: Path) -> str:
    """One SVG with a symbol for each icon we use, read from the package `@tabler/icons`."""
    outline = package / "icons" / "outline"
    symbols = "\n".join(symbol(name, outline / f"{name}.svg") for name in sorted(ICONOS))
    return f'<svg xmlns="{SVG}">\n{symbols}\n</svg>\n'


def symbol(name: str, path: Path) -> str:
    """The drawing at `path` as a symbol called `name`."""
    drawn = [
        shape
        for shape in ET.parse(path).getroot()  # noqa: S314 - a file of our own tree
        if shape.get("stroke") != "none"
    ]
    shapes = "".join(markup(shape) for shape in drawn)
    return f'<symbol id="{name}" viewBox="0 0 24 24" {STROKES}>{shapes}</symbol>'


def markup(shape: ET.Element) -> str:
    tag = shape.tag.removeprefix(f"{{{SVG}}}")
    attributes = "".join(f' {key}="{value}"' for key, value in shape.attrib.items())
    return f"<{tag}{attributes}/>"


def main(arguments: list[str]) -> int:
    """Run one of the two builds; returns the exit code."""
    match arguments:
        case ["css"]:
            STYLE.write_text(join_styles())
        case ["icons", package]:
            SPRITE.write_text(build_sprite(Path(package)))
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
