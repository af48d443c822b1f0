"""A real PostgreSQL under any path, for any user."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ops.embedded import APP, OWNER, EmbeddedError, Postgres
from ops.embedded.base import belongs, wait


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    home = tmp_path_factory.mktemp("una carpeta con espacios") / ("larga " * 20) / "postgresql"
    server = Postgres(home, disposable=True)
    server.start()
    server.create("prueba")
    yield server
    server.discard()


def _connect(server: Postgres, role: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=str(server.sockets), user=role, dbname="prueba", autocommit=True)


def test_it_starts_under_a_long_path_with_spaces(server: Postgres) -> None:
    assert server.answers()
    assert len(str(server.sockets)) < 80


def test_it_is_a_postgresql_18_in_utf_8(server: Postgres) -> None:
    with _connect(server, OWNER) as connection:
        assert connection.info.server_version >= 180000
        assert connection.execute("SELECT upper('ñandú')").fetchone() == ("ÑANDÚ",)


def test_the_application_works_with_rows_and_may_not_truncate(server: Postgres) -> None:
    with _connect(server, OWNER) as owner:
        owner.execute("CREATE TABLE historia (id bigint GENERATED ALWAYS AS IDENTITY, texto text)")
    with _connect(server, APP) as app:
        app.execute("INSERT INTO historia (texto) VALUES ('a')")
        app.execute("UPDATE historia SET texto = 'b'")
        assert app.execute("SELECT texto FROM historia").fetchall() == [("b",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("TRUNCATE historia")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE otra ()")


def test_nobody_else_may_enter_the_folder_of_its_socket(server: Postgres) -> None:
    assert server.sockets.stat().st_mode & 0o077 == 0


def test_it_does_not_listen_on_the_network(server: Postgres) -> None:
    with _connect(server, OWNER) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_database_that_is_there_is_left_alone(server: Postgres) -> None:
    server.create("prueba")


def test_it_stops_and_starts_again_with_what_it_kept(tmp_path: Path) -> None:
    first = Postgres(tmp_path / "pg", disposable=True)
    first.start()
    first.create("prueba")
    first.stop()
    assert not first.answers()
    second = Postgres(tmp_path / "pg", disposable=True)
    begin = time.monotonic()
    second.start()
    assert time.monotonic() - begin < 5
    with _connect(second, OWNER) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    second.discard()
    assert not (tmp_path / "pg").exists()


def test_one_that_a_killed_run_left_behind_is_replaced(tmp_path: Path) -> None:
    abandoned = Postgres(tmp_path / "pg", disposable=True)
    abandoned.start()
    pid = abandoned.pid()
    assert pid
    heir = Postgres(tmp_path / "pg", disposable=True)
    heir.start()
    assert heir.pid() not in {None, pid}
    assert wait(lambda: not belongs(pid, str(heir.data)), 5)
    abandoned.stop()
    heir.discard()


def test_a_killed_server_starts_again(tmp_path: Path) -> None:
    server = Postgres(tmp_path / "pg", disposable=True)
    server.start()
    pid = server.pid()
    assert pid
    os.kill(pid, signal.SIGKILL)
    wait(lambda: not belongs(pid, str(server.data)), 5)
    time.sleep(0.5)
    server.start()
    assert server.answers()
    server.discard()


def test_a_start_that_fails_shows_the_log(tmp_path: Path) -> None:
    server = Postgres(tmp_path / "pg", disposable=True)
    server.options = server.options | {"shared_buffers": "nada"}
    with pytest.raises(EmbeddedError, match="shared_buffers"):
        server.start()
    server.discard()
