"""The icons of the sprite. A new one: its name here, then `python -m webui.assets icons`."""

from __future__ import annotations

# Names of Tabler's outline icons, by what they stand for here.
FRAME = """
bell calendar chevron-down chevron-left chevron-right dots external-link home info-circle
language logout menu-2 moon search settings sun x
"""
PROCESSES = """
alert-triangle broadcast building-community calendar-event chart-bar checkbox flag inbox list
map-pin news route tags target-arrow users
"""
STEPS = """
arrow-back-up arrow-down arrow-right arrow-up ban check checks circle-check circle-x
clipboard-check clock copy device-floppy edit eye file-plus gavel hand-stop pencil player-pause
player-play plus refresh repeat rotate-clockwise send trash upload user-check user-plus
user-share
"""
FACTS = """
alert-circle bulb calendar-due coffee database download file-text filter history hourglass key
link lock mail message-circle paperclip phone photo plug plug-connected-x point user world
"""
NETWORKS = "brand-facebook brand-x rss"

ICONOS = frozenset(f"{FRAME} {PROCESSES} {STEPS} {FACTS} {NETWORKS}".split())
UNKNOWN = "point"


def known(name: str) -> str:
    """`name` if the sprite has it, else a plain point: a typing mistake must not break a page."""
    return name if name in ICONOS else UNKNOWN
