"""`python -m ops.sandbox`: serve the networks, the mail and the pages until told to stop."""

import argparse
import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from aiohttp import web

from ops.sandbox.app import build, open_sockets


def arguments() -> argparse.Namespace:
    """Read the command line; the environment gives the defaults."""
    parser = argparse.ArgumentParser(prog="ops.sandbox", description=__doc__)
    parser.add_argument("--host", default=os.environ.get("SANDBOX_HOST", "127.0.0.1"))
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("SANDBOX_PORT", "8025")), help="0: free"
    )
    parser.add_argument(
        "--smtp-port",
        type=int,
        default=int(os.environ.get("SANDBOX_MAIL_PORT", "8026")),
        help="0: free",
    )
    kept = os.environ.get("SANDBOX_STATE")
    parser.add_argument(
        "--state",
        type=Path,
        default=Path(kept) if kept else None,
        help="file to keep what comes in",
    )
    return parser.parse_args()


async def serve(options: argparse.Namespace) -> None:
    """Serve until SIGINT or SIGTERM; the first line on stdout is JSON with the ports."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    app = build(host=options.host, smtp_port=options.smtp_port, state_file=options.state)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        ports = await open_sockets(app, runner, options.host, options.port)
        sys.stdout.write(f"{json.dumps(ports)}\n")
        sys.stdout.flush()
        await stop.wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(arguments()))
