"""Compiles the translations with Babel, since `msgfmt` may be missing.

Run as `python -m ops.translations`.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "webui" / "locale"


def compile_all(folder: Path = LOCALE) -> int:
    """Write the .mo of every .po that is newer than it; return how many were written."""
    stale = [source for source in folder.glob("*/LC_MESSAGES/*.po") if _is_stale(source)]
    for source in stale:
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3], abort_invalid=True))
    return len(stale)


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    compile_all()
