"""A real Valkey under any path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from kombu import Connection

from ops.embedded import Valkey


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Valkey]:
    server = Valkey(tmp_path / "con espacios")
    server.start()
    yield server
    server.discard()


def test_it_answers_where_its_address_says(server: Valkey) -> None:
    assert server.answers()
    with Connection(server.url) as connection:
        connection.ensure_connection(max_retries=1)


def test_it_refuses_work_instead_of_forgetting_some(server: Valkey) -> None:
    with redis.Redis(unix_socket_path=str(server.socket)) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_it_stops_and_starts_again(server: Valkey) -> None:
    server.stop()
    assert not server.answers()
    server.start()
    assert server.answers()


def test_one_that_a_killed_run_left_behind_is_replaced(server: Valkey) -> None:
    pid = server.pid()
    heir = Valkey(server.home)
    heir.start()
    assert heir.pid() not in {None, pid}
    heir.stop()
