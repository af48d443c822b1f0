"""A Chromium is found by trying it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops import chromium


def _program(path: Path, says: str) -> Path:
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "descargas"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    (tmp_path / "bin").mkdir()


def test_the_one_that_is_named_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _program(tmp_path / "bin" / "chromium", "Chromium 1")
    named = _program(tmp_path / "mi navegador", "Google Chrome 2")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium.find() == named


def test_the_system_s_is_found(tmp_path: Path) -> None:
    installed = _program(tmp_path / "bin" / "chromium", "Chromium 156.0")
    assert chromium.find() == installed


def test_a_note_that_asks_for_another_package_manager_is_no_browser(tmp_path: Path) -> None:
    _program(tmp_path / "bin" / "chromium-browser", "please install the snap")
    assert chromium.find() is None


def test_playwright_s_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "descargas" / "chromium-1200" / "chrome-linux64"
    folder.mkdir(parents=True)
    assert chromium.find() is None
    downloaded = _program(folder / "chrome", "Google Chrome for Testing 156")
    assert chromium.find() == downloaded
