"""A real server and a real worker on a real database, as `assess serve` starts them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager


@contextmanager
def served(folder, url=""):
    """Run `assess serve` on a folder; yield its address.  It is stopped afterwards."""
    port = _free_port()
    environ = {
        **os.environ,
        "ASSESS_DATA_DIR": str(folder),
        "ASSESS_BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    if url:
        environ["DATABASE_URL"] = url
    command = [sys.executable, "-m", "assess", "serve", "--port", str(port), "--workers", "1"]
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(
        command, env=environ, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/sign-in", process, folder)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address, process, folder):
    for _ in range(300):
        if process.poll() is not None:
            raise AssertionError((folder / "server.log").read_text())
        try:
            urllib.request.urlopen(address, timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer within 30 seconds")
