"""What is built is what its sources say; what others wrote is what the list says."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from django.conf import settings

from webui import assets
from webui.components.iconos import ICONOS

ROOT = Path(settings.BASE_DIR)
VENDOR = assets.STATIC / "vendor"


def test_the_style_sheet_is_built_from_its_sources() -> None:
    assert assets.STYLE.read_text() == assets.join_styles()


def test_the_style_sheet_stays_small() -> None:
    assert len(assets.STYLE.read_bytes()) < 45_000


def test_squeezing_changes_nothing_that_counts() -> None:
    source = (
        "a  >  b:hover { color : red ; margin: 0 0.5em; } /* why */\n@media (min-width: 1px) {}"
    )
    assert (
        assets.squeeze(source) == "a>b:hover{color :red;margin:0 .5em}@media (min-width: 1px){}\n"
    )


def test_the_sprite_has_the_icons_of_the_list() -> None:
    found = re.findall(r'<symbol id="([^"]+)"', assets.SPRITE.read_text())
    assert found == sorted(ICONOS)


def test_every_file_of_others_is_listed_with_its_hash() -> None:
    listed = dict(
        re.findall(
            r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (VENDOR / "VENDOR.md").read_text(), re.M
        )
    )
    files = {path.name: path for path in VENDOR.iterdir() if path.name != "VENDOR.md"}
    assert listed.keys() == files.keys()
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[name], name


def test_every_icon_asked_for_is_in_the_sprite() -> None:
    asked = re.compile(r'(?:\{% (?:icon|vacio) |"icon": |icono=|Vacia\()"([\w-]+)"')
    missing = {
        (path.name, name)
        for path in sources()
        for name in asked.findall(path.read_text())
        if name not in ICONOS
    }
    assert missing == set()


def sources() -> list[Path]:
    templates = (ROOT / "webui" / "templates").rglob("*.html")
    return [*templates, *(ROOT / "webui").rglob("*.py"), *(ROOT / "workflows").rglob("*.py")]


def test_the_sprite_is_made_of_drawings_without_their_frame(tmp_path: Path) -> None:
    outline = tmp_path / "icons" / "outline"
    outline.mkdir(parents=True)
    for name in ICONOS:
        (outline / f"{name}.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg"><path stroke="none" d="M0 0h24v24H0z"/>'
            '<path d="M1 1"/></svg>'
        )
    sprite = assets.build_sprite(tmp_path)
    assert sprite.count("<symbol") == len(ICONOS)
    assert "M0 0h24v24H0z" not in sprite
    assert '<path d="M1 1"/>' in sprite
