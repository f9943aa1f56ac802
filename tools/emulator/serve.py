"""
Serves MiniStack at a free port, and says on standard output which. Ends with its standard input, so that it
never outlives whoever started it, and removes whatever it has kept.
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
    # The whole group: functions that are still at work end as well.
    os.kill(0, signal.SIGTERM)


def serve(gate):
    # Imported late: both read the environment when they are loaded.
    import hypercorn.asyncio
    from hypercorn.config import Config
    from mends import mend
    from ministack.app import app

    mend()

    async def over_https(scope, receive, send):
        # AWS is asked over HTTPS, and policies deny whoever asks otherwise.
        if scope["type"] == "http":
            scope["scheme"] = "https"
        await app(scope, receive, send)

    threading.Thread(target=end_with_standard_input, daemon=True).start()
    config = Config()
    config.bind = [f"fd://{gate.fileno()}"]
    config.loglevel = os.environ["LOG_LEVEL"]
    asyncio.run(hypercorn.asyncio.serve(over_https, config))


# What is imported from this folder leaves nothing in it.
sys.dont_write_bytecode = True
# An interrupt at the terminal is for whoever started it, who may need it a little longer.
os.setpgid(0, 0)
with (
    tempfile.TemporaryDirectory(prefix="thumbing-emulator-") as folder,
    socket.create_server(("127.0.0.1", 0)) as gate,
):
    host, port = gate.getsockname()
    endpoint = f"http://{host}:{port}"
    os.environ.update(
        # What stands in the URLs that it hands out.
        MINISTACK_HOST=host,
        GATEWAY_PORT=str(port),
        # What its functions ask.
        AWS_ENDPOINT_URL=endpoint,
        TMPDIR=folder,
        STATE_DIR=f"{folder}/state",
        S3_DATA_DIR=f"{folder}/s3",
    )
    tempfile.tempdir = folder
    print(endpoint, flush=True)
    serve(gate)
