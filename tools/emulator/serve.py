"""
Serves MiniStack on a free port, and prints its URL to standard output. Ends when standard input closes, so
that it never outlives the process that started it, and removes all of its files.
"""

import asyncio
import os
import signal
import socket
import sys
import tempfile
import threading


def end_with_standard_input():
    sys.stdin.buffer.read()
    # The whole process group, which includes running functions.
    os.kill(0, signal.SIGTERM)


def serve(gate):
    # Imported late: both read the environment when they are loaded.
    import hypercorn.asyncio
    from hypercorn.config import Config
    from ministack.app import app
    from patches import apply_patches

    apply_patches()

    async def over_https(scope, receive, send):
        # Policies that deny plain HTTP must let requests pass, as they do on AWS.
        if scope["type"] == "http":
            scope["scheme"] = "https"
        await app(scope, receive, send)

    threading.Thread(target=end_with_standard_input, daemon=True).start()
    config = Config()
    config.bind = [f"fd://{gate.fileno()}"]
    config.loglevel = os.environ["LOG_LEVEL"]
    asyncio.run(hypercorn.asyncio.serve(over_https, config))


# Importing from this folder leaves no bytecode in it.
sys.dont_write_bytecode = True
# A process group of its own: an interrupt at the terminal is for the starter, which may still need AWS.
os.setpgid(0, 0)
with (
    tempfile.TemporaryDirectory(prefix="thumbing-emulator-") as folder,
    socket.create_server(("127.0.0.1", 0)) as gate,
):
    host, port = gate.getsockname()
    endpoint = f"http://{host}:{port}"
    os.environ.update(
        # Host and port of the URLs that MiniStack returns.
        MINISTACK_HOST=host,
        GATEWAY_PORT=str(port),
        # Endpoint for functions.
        AWS_ENDPOINT_URL=endpoint,
        TMPDIR=folder,
        STATE_DIR=f"{folder}/state",
        S3_DATA_DIR=f"{folder}/s3",
    )
    tempfile.tempdir = folder
    print(endpoint, flush=True)
    serve(gate)
