"""What is known of the parts of the lock, asked of a service that answers as the real one does."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ops import audit

HASH = "0" * 64
HOLE: dict[str, Any] = {
    "id": "GHSA-aaaa-bbbb-cccc",
    "summary": "A name may be anything",
    "affected": [
        {
            "package": {"name": "segunda", "ecosystem": "PyPI"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0.1"}]},
            ],
        }
    ],
}


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Two parts, as the lock of the house writes them."""
    path = tmp_path / "dev.lock"
    path.write_text(
        f"primera==1.0 \\\n    --hash=sha256:{HASH}\nsegunda==2.0 \\\n    --hash=sha256:{HASH}\n"
    )
    return path


@contextmanager
def service(holes: dict[str, list[dict[str, Any]]], status: int = 200) -> Iterator[list[str]]:
    """A service of its own: where it is asked, and afterwards what for."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = asked["package"]["name"]
            found.append(name)
            vulns = holes.get(name, [])
            body = json.dumps({"vulns": vulns} if vulns else {}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    found = [f"http://127.0.0.1:{server.server_port}/v1/query"]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def osv(url: str) -> tuple[str, ...]:
    return "-s", "osv", "--osv-url", url


def test_a_lock_without_known_holes_is_well(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with service({}) as found:
        assert audit.main(lock, [osv(found[0])]) == 0
    assert sorted(found[1:]) == ["primera", "segunda"]
    assert "No hole is known in 2 parts." in capsys.readouterr().out


def test_a_hole_fails_and_is_named_with_what_mends_it(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with service({"segunda": [HOLE]}) as found:
        assert audit.main(lock, [osv(found[0])]) == 1
    assert capsys.readouterr().out == "  segunda 2.0: GHSA-aaaa-bbbb-cccc (2.0.1)\n"


def test_a_service_that_does_not_answer_is_said_and_fails_nothing(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with service({}) as found:
        gone = found[0]
    with service({}, status=500) as found:
        assert audit.main(lock, [osv(gone), osv(found[0])]) == 0
    assert "nothing was audited" in capsys.readouterr().out


def test_where_the_first_gives_no_answer_the_next_is_asked(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with service({}) as found:
        gone = found[0]
    with service({"segunda": [HOLE]}) as found:
        assert audit.main(lock, [osv(gone), osv(found[0])]) == 1
    assert "segunda 2.0" in capsys.readouterr().out


def test_the_lock_of_the_house_can_be_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    with service({"django": [HOLE]}) as found:
        assert audit.main(services=[osv(found[0])]) == 1
    assert len(found) > 100
    assert capsys.readouterr().out.startswith("  django ")
