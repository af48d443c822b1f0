"""Our package names are common words: nothing installed may stand in their place."""

from __future__ import annotations

import importlib
from importlib import metadata

import pytest

from tests.architecture.source import PACKAGES, ROOT


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_are_those_of_this_repository(name: str) -> None:
    package = importlib.import_module(name)
    assert package.__file__ is not None
    assert package.__file__.startswith(str(ROOT))


def test_the_other_package_called_channels_is_not_installed() -> None:
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.distribution("channels")


def test_the_two_state_machine_packages_are_not_mixed() -> None:
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.distribution("django-fsm")
