"""`python -m tests.faults [--seed N] [--only NAME] [--short]`: what `make faults` runs.

Prints one JSON line for each fault; 1 if anything was lost or doubled, or could not be run.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from collections.abc import Sequence

from tests.faults.base import CannotRunError, Fault, Outcome
from tests.faults.town import Town, running


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=None, help="repeats the chance of another run")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--short", action="store_true", help="the short ones, a round of each")
    return parser.parse_args()


def main() -> int:
    """Bring an installation up, do everything to it, and say how it went."""
    options = arguments()
    seed = random.randrange(10**6) if options.seed is None else options.seed  # noqa: S311
    with running(seed=seed, short=options.short) as town:
        from tests.faults.catalogue import chosen  # noqa: PLC0415 - after django.setup()

        begin = time.monotonic()
        outcomes = [one(town, fault) for fault in chosen(options.only, short=options.short)]
        harm = sum(outcome.harm for outcome in outcomes if outcome)
        took = time.monotonic() - begin
        print(f"{harm} kills and losses in {took:.0f} s", file=sys.stderr)  # noqa: T201
    return status(outcomes)


def one(town: Town, fault: Fault) -> Outcome | None:
    """Run it on a quiet installation and print its line; None if it could not be run."""
    begin = time.monotonic()
    try:
        town.quiet()
        outcome = fault.run(town)
    except CannotRunError as error:
        _print(town, fault, error=f"could not be run: {error}")
        return None
    except Exception as error:  # noqa: BLE001 - the others are run all the same
        traceback.print_exc()
        _print(town, fault, error=f"{type(error).__name__}: {error}")
        return None
    _print(town, fault, **outcome.as_json(), took_s=round(time.monotonic() - begin, 1))
    return outcome


def status(outcomes: Sequence[Outcome | None]) -> int:
    """What the process ends with: 0 if there was something to do, and all of it went well."""
    return 0 if outcomes and all(one is not None and one.good for one in outcomes) else 1


def _print(town: Town, fault: Fault, **figures: object) -> None:
    line = {"name": fault.name, **figures, "seed": town.seed}
    print(json.dumps(line, ensure_ascii=False), flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
