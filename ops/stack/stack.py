"""Brings an installation up and down."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from ops import translations
from ops.embedded import APP, OWNER, Postgres, Valkey
from ops.embedded.base import tail, wait
from ops.stack import environment, report
from ops.stack.processes import Process, read_procfile
from ops.stack.watch import Watch

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASE = "sigobito"
# Who must say that it works, and for how many ticks of the clock it may be silent, in seconds at
# least so long.
PATIENCE, LEAST = {"worker": 6}, 15.0
Say = Callable[[str], None]


class StackError(RuntimeError):
    """A step of the start failed; the message says which and carries the end of its log."""


class Stack:
    """One installation that lives in the folder `home`.

    `settings` override variables of its environment; `without` names processes to leave out;
    `ports` are those it would like, or the next ones that are free.
    """

    def __init__(
        self,
        home: Path,
        *,
        settings: Mapping[str, str] | None = None,
        without: Collection[str] = (),
        ports: Mapping[str, int] = environment.PORTS,
        say: Say = lambda _: None,
    ) -> None:
        self.home = home.resolve()
        self.say = say
        self.postgres = Postgres(self.home / "postgresql")
        self.valkey = Valkey(self.home / "valkey")
        self.ports = dict(ports)
        self.environ: dict[str, str] = {}
        self._watch = Watch(log=self.log("vigilar"), cwd=ROOT)
        self._settings = dict(settings or {})
        self._reported = True
        self.processes = {
            name: Process(name, command, log=self.log(name), cwd=ROOT)
            for name, command in read_procfile(ROOT / "Procfile").items()
            if name not in without
        }

    def log(self, name: str) -> Path:
        """The log of a process; `manage` is that of the management commands."""
        return self.home / "log" / f"{name}.log"

    @property
    def report_file(self) -> Path:
        """Where addresses, process ids and accounts are written."""
        return self.home / "demo.json"

    def start(self, *, demo: bool = True) -> None:
        """Bring everything up and return when the first page has been answered."""
        self.log("manage").parent.mkdir(parents=True, exist_ok=True)
        self._step("PostgreSQL", self.postgres.start)
        self._step("Valkey", self.valkey.start)
        self._settle_environment()
        self._step("tablas, traducciones y estilos", self._prepare)
        self.run("sandbox")
        self._wait_for_port("sandbox")
        if demo:
            self._step("municipio de ejemplo", self._load_demo)
        self._step("primera página", self._first_page)
        for name in self.processes:
            self.run(name)
        self.write_report()

    def stop(self) -> None:
        """Bring everything down; what it kept stays for the next start."""
        self._watch.stop()
        for process in self.processes.values():
            process.ask_to_end()
        for process in self.processes.values():
            process.stop(15)
        self.valkey.stop()
        self.postgres.stop()

    def discard(self) -> None:
        """Bring everything down and remove the database, whose place may be elsewhere."""
        self.stop()
        self.valkey.discard()
        self.postgres.discard()

    def run(self, name: str) -> None:
        """Start one process, unless it is left out or runs already."""
        process = self.processes.get(name)
        if process and not process.pid:
            process.start(self.environ)

    def mend(self) -> None:
        """Start again what has died or fallen silent, and look from outside; every second or so."""
        for process in self.processes.values():
            if process.silent():
                self.say(f"{process.name} no da señales de trabajar y se termina")
                process.kill()
            if process.died() and process.due():
                self.say(f"{process.name} terminó y se inicia otra vez: vea {process.log}")
                process.restart(self.environ)
                self._reported = False
        if not self._reported:
            # A disk that is full now only delays it.
            with suppress(OSError):
                self.write_report()
        self._watch.turn(self.environ)

    def manage(self, *arguments: str, owner: bool = False, show: bool = False) -> None:
        """Run a management command, as the application or as the owner of the tables."""
        role = OWNER if owner else APP
        environ = self.environ | {"DATABASE_URL": self.postgres.url(role, DATABASE)}
        command = [sys.executable, "manage.py", *arguments]
        with self.log("manage").open("ab") as log:
            out = None if show else log
            code = subprocess.call(command, cwd=ROOT, env=environ, stdout=out, stderr=log)
        if code:
            raise StackError(f"manage.py {arguments[0]}:\n{tail(self.log('manage'), 20)}")

    def write_report(self) -> None:
        """Write where everything is, with the accounts of the demonstration."""
        pids: dict[str, int | None] = {"supervisor": os.getpid()}
        pids |= {name: process.pid for name, process in self.processes.items()}
        pids |= {"postgresql": self.postgres.pid(), "valkey": self.valkey.pid()}
        found = {
            "site": self.environ["SITE_URL"],
            "sandbox": self.environ["SANDBOX_URL"],
            "ports": self.ports,
            "pids": pids,
            "database": self.environ["DATABASE_URL"],
            "broker": self.environ["BROKER_URL"],
            "logs": str(self.home / "log"),
            "accounts": report.accounts(Path(self.environ["DEMO_ACCOUNTS"])),
        }
        report.write(self.report_file, found)
        self._reported = True

    def _step(self, what: str, do: Callable[[], object]) -> None:
        begin = time.monotonic()
        do()
        self.say(f"{what} ({time.monotonic() - begin:.1f} s)")

    def _settle_environment(self) -> None:
        wished, self.ports = self.ports, environment.choose_ports(self.ports)
        for name, wanted in wished.items():
            if self.ports[name] != wanted:
                self.say(f"el puerto {wanted} está ocupado: {name} usa el {self.ports[name]}")
        self.environ = environment.compose(
            self.home,
            ports=self.ports,
            database=self.postgres.url(APP, DATABASE),
            broker=self.valkey.url,
        )
        self.environ |= self._settings
        for name in PATIENCE.keys() & self.processes:
            ticks = PATIENCE[name] * float(self.environ["TICK_SEGUNDOS"])
            self.processes[name].patience = max(ticks, LEAST)

    def _prepare(self) -> None:
        self.postgres.create(DATABASE)
        with ThreadPoolExecutor() as beside:
            collecting = beside.submit(self._collect)
            self.manage("prepare", owner=True)
            collecting.result()

    def _collect(self) -> None:
        translations.compile_all()
        if self._static_is_stale():
            self.manage("collectstatic", "--no-input")

    def _static_is_stale(self) -> bool:
        collected = Path(self.environ["STATIC_ROOT"]) / "staticfiles.json"
        sources = [ROOT / "requirements" / "dev.lock", *(ROOT / "webui" / "static").rglob("*")]
        newest = max(source.stat().st_mtime for source in sources)
        return not collected.exists() or collected.stat().st_mtime < newest

    def _load_demo(self) -> None:
        self.manage("demo", show=True)

    def _wait_for_port(self, name: str) -> None:
        process = self.processes.get(name)
        if process and not wait(lambda: self._listens(name) or process.died(), 20):
            raise StackError(f"{name}:\n{tail(process.log)}")

    def _listens(self, name: str) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.ports[name])) == 0

    def _first_page(self) -> None:
        process = self.processes.get("web")
        if process is None:
            return
        self.run("web")
        wait(lambda: self._answers() or process.died(), 60, every=0.2)
        if not self._answers():
            raise StackError(f"web:\n{tail(process.log, 20)}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.environ['SITE_URL']}/", timeout=20) as page:  # noqa: S310
                return bool(page.status == 200)
        except urllib.error.HTTPError as error:
            return error.code < 500
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False
