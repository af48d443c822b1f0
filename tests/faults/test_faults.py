"""The short faults, each once, on an installation of their own; `make faults` does them all."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from ops.stack.stack import ROOT
from tests.faults.__main__ import one, status
from tests.faults.base import CannotRunError, Fault, Outcome
from tests.faults.catalogue import FAULTS, chosen

# With the journeys: whole installations come up one after the other.
journeys = pytest.mark.xdist_group("journeys")


@pytest.fixture(scope="module")
def lines() -> dict[str, dict[str, Any]]:
    """What each short fault said of itself, by its name."""
    command = [sys.executable, "-m", "tests.faults", "--short", "--seed", "2026"]
    done = subprocess.run(  # noqa: S603 - our own module
        command, cwd=ROOT, capture_output=True, text=True, timeout=400, check=False
    )
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert found, done.stderr
    return {line["name"]: line for line in found}


@journeys
@pytest.mark.parametrize("name", [fault.name for fault in chosen([], short=True)])
def test_nothing_is_lost_and_nothing_goes_twice(
    lines: dict[str, dict[str, Any]], name: str
) -> None:
    line = lines[name]
    assert "error" not in line, line
    assert (line["lost"], line["doubled"]) == (0, 0), line
    assert line["tried"] > 0


class Quiet:
    """A town in which nothing happens."""

    seed = 7

    def quiet(self) -> None:
        """It is."""


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(capsys.readouterr().out)
    return line


def test_a_fault_that_cannot_be_made_says_why_and_fails_the_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(_town: Any) -> Outcome:
        raise CannotRunError("nothing may be mounted here")

    outcome = one(Quiet(), Fault("disk", run, short=False))  # type: ignore[arg-type]

    assert said(capsys)["error"] == "could not be run: nothing may be mounted here"
    assert status([Outcome(3), outcome]) == 1


def test_a_fault_that_ends_in_an_error_fails_the_run_and_not_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(_town: Any) -> Outcome:
        raise TimeoutError("a worker: not within 30 s")

    outcome = one(Quiet(), Fault("kill", run, short=False))  # type: ignore[arg-type]

    assert said(capsys)["error"] == "TimeoutError: a worker: not within 30 s"
    assert status([outcome]) == 1


def test_a_line_tells_what_became_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = Outcome(tried=10, lost=0, doubled=0, recover_s=1.234, harm=4)

    one(Quiet(), Fault("kill", lambda _town: outcome, short=False))  # type: ignore[arg-type]

    line = said(capsys)
    assert (line["name"], line["tried"], line["recover_s"], line["seed"]) == ("kill", 10, 1.2, 7)


@pytest.mark.parametrize("bad", [Outcome(5, lost=1), Outcome(5, doubled=1)])
def test_what_is_lost_or_doubled_fails_the_run(bad: Outcome) -> None:
    assert status([Outcome(5), bad]) == 1
    assert status([Outcome(5)]) == 0


def test_a_run_without_faults_is_no_proof() -> None:
    assert status([]) == 1


def test_no_two_faults_share_a_name() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_a_name_that_no_fault_has_is_refused() -> None:
    with pytest.raises(LookupError, match="nadie"):
        chosen(["nadie"], short=False)
