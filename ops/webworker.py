"""A process of the web server that leaves to the others what it cannot answer yet."""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class FairWorker(ThreadWorker):
    """Takes as many requests as it has threads, and as many again to wait.

    gunicorn's own takes a thousand: one process had thirty people waiting while the other was idle,
    and the slowest of them waited twice as long. A connection that only stays open counts for
    nothing here, as browsers keep several.
    """

    @property
    def worker_connections(self) -> int:
        """Connections from which no further one is accepted."""
        return 2 * int(self.cfg.threads) + len(self.keepalived_conns) + len(self.pending_conns)

    @worker_connections.setter
    def worker_connections(self, _configured: Any) -> None:
        """It is worked out; what is configured limits those that only stay open."""
