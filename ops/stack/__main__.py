"""`python -m ops.stack start|stop|reset`: what `make demo`, `make stop` and `make reset` run."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from ops.embedded import EmbeddedError, Postgres, Valkey
from ops.embedded.base import wait
from ops.stack import Stack, StackError, report
from ops.stack.processes import kill_group
from ops.stack.stack import ROOT

HOME = ROOT / "var"
REPORT = HOME / "demo.json"


class Interruption(BaseException):
    """Somebody asked us to end."""


def say(sentence: str) -> None:
    """Show one line of progress at once."""
    print(f"  {sentence}", flush=True)  # noqa: T201


def start() -> int:
    """Bring the demonstration up, stay with it until a Ctrl-C, bring it down."""
    if "supervisor" in report.alive(REPORT):
        say(f"Ya está en marcha: {report.read(REPORT)['site']} (make stop la detiene)")
        return 0
    sweep_leftovers()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _interrupt)
    stack = Stack(HOME, say=say)
    try:
        stack.start()
        _show(report.read(REPORT))
        while True:
            time.sleep(1)
            stack.mend()
    except Interruption:
        return 0
    except (StackError, EmbeddedError, OSError) as error:
        say(f"No se pudo iniciar. {error}")
        return 1
    finally:
        _bring_down(stack)


def stop() -> int:
    """Bring the demonstration down, whatever terminal it runs in."""
    alive = report.alive(REPORT)
    if "supervisor" in alive:
        os.kill(alive["supervisor"], signal.SIGTERM)
        wait(lambda: "supervisor" not in report.alive(REPORT), 60)
    sweep_leftovers()
    say("Detenida.")
    return 0


def reset() -> int:
    """Bring the demonstration down and remove all it kept: the next start is like the first."""
    stop()
    Postgres(HOME / "postgresql").discard()
    Valkey(HOME / "valkey").discard()
    for name in ("media", "static", "log", "sandbox"):
        shutil.rmtree(HOME / name, ignore_errors=True)
    for name in ("keys.json", "accounts.json", "demo.json", "vigilar.json"):
        (HOME / name).unlink(missing_ok=True)
    say("Como nueva.")
    return 0


def sweep_leftovers() -> None:
    """End what a killed supervisor left running."""
    for pid in report.alive(REPORT).values():
        kill_group(pid)
    Valkey(HOME / "valkey").stop()
    Postgres(HOME / "postgresql").stop()


def _bring_down(stack: Stack) -> None:
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    say("Deteniendo…")
    stack.stop()
    REPORT.unlink(missing_ok=True)
    say("Detenida. `make demo` la inicia otra vez tal como quedó.")


def _interrupt(*_: object) -> NoReturn:
    raise Interruption


def _show(found: dict[str, object]) -> None:
    say("")
    say(f"SIGOBito:          {found['site']}")
    say(f"Redes y correo:    {found['sandbox']}   (locales: nada sale de esta máquina)")
    say(f"Registros:         {Path(str(found['logs']))}")
    accounts = found["accounts"]
    if isinstance(accounts, list) and accounts:
        say("Cuentas:")
        for account in accounts:
            roles = ", ".join(account["roles"])
            say(f"  {account['email']:<44} {account['password']:<22} {roles}")
    say("")
    say("Ctrl-C la detiene.")


COMMANDS = {"start": start, "stop": stop, "reset": reset}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]]())
