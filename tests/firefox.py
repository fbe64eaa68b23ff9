"""Firefox as the system ships it: Playwright can't drive that one, so this speaks WebDriver BiDi to it."""

import base64
import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
PATIENCE = 60.0  # seconds until Firefox answers
_LISTENS = re.compile(r"WebDriver BiDi listening on ws://127\.0\.0\.1:(\d+)")


class Socket:
    """One WebSocket to a server on this machine, text frames only."""

    def __init__(self, port: int, path: str) -> None:
        """Connect and shake hands."""
        self._link = socket.create_connection(("127.0.0.1", port), PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13",
        ]  # fmt: skip
        self._link.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._link.recv(1)
        if b" 101 " not in answer.split(b"\r\n")[0]:
            raise ConnectionError(answer.decode())

    def send(self, text: str) -> None:
        """Send one message."""
        content = text.encode()
        size = len(content)
        head = bytes([0x81, 0x80 | (size if size < 126 else 126 if size < 65536 else 127)])
        if size >= 126:
            head += size.to_bytes(2 if size < 65536 else 8)
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(content))
        self._link.sendall(head + mask + masked)

    def receive(self) -> str:
        """Return the next message."""
        message = b""
        while True:
            first, second = self._read(2)
            size = second & 0x7F
            if size >= 126:
                size = int.from_bytes(self._read(2 if size == 126 else 8))
            content = self._read(size)
            if first & 0x0F in (0, 1):
                message += content
            if first & 0x80 and first & 0x0F in (0, 1):
                return message.decode()

    def close(self) -> None:
        """Hang up."""
        self._link.close()

    def _read(self, size: int) -> bytes:
        parts = b""
        while len(parts) < size:
            part = self._link.recv(size - len(parts))
            if not part:
                raise ConnectionError("Firefox hung up")
            parts += part
        return parts


class Firefox:
    """A headless Firefox with one tab; what it logs and asks for is kept in `said`."""

    def __init__(self, program: str, folder: Path) -> None:
        """Start it with a fresh profile in a folder."""
        profile = folder / "profile"
        profile.mkdir()
        command = [
            program,
            "--headless",
            "--no-remote",
            "--profile",
            str(profile),
            "--remote-debugging-port=0",
        ]
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        self.said: list[str] = []
        self._number = 0
        self._socket = Socket(self._port(), "/session")
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._tab = self.call("browsingContext.getTree")["contexts"][0]["context"]
        self.resize(1366, 768)

    def _port(self) -> int:
        """Return the port that Firefox says it listens on."""
        assert self._process.stdout is not None
        guard = threading.Timer(PATIENCE, self._process.kill)
        guard.start()
        said = ""
        for line in self._process.stdout:
            if found := _LISTENS.search(line):
                guard.cancel()
                self._hearing = threading.Thread(target=self._process.stdout.read)  # or it waits to be heard
                self._hearing.start()
                return int(found[1])
            said += line
        raise ConnectionError(f"Firefox did not start: {said}")

    def call(self, method: str, **parameters: Any) -> Any:
        """Return the result of a command; what happens meanwhile is noted."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.receive())
            if message["type"] == "event":
                self._note(message["method"], message["params"])
            elif message["id"] == self._number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['message']}")
                return message["result"]

    def _note(self, method: str, parameters: Any) -> None:
        if method == "log.entryAdded":
            self.said.append(f"{parameters['level']}: {parameters['text']}")
        else:
            self.said.append(f"request: {parameters['request']['url']}")

    def resize(self, width: int, height: int) -> None:
        """Give the window a size."""
        viewport = {"width": width, "height": height}
        self.call("browsingContext.setViewport", context=self._tab, viewport=viewport)

    def open(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self.call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression, by way of JSON."""
        wrapped = f"(async () => JSON.stringify({expression}) ?? 'null')()"
        result = self.call(
            "script.evaluate", expression=wrapped, target={"context": self._tab}, awaitPromise=True
        )
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def wait_for(self, condition: str) -> None:
        """Wait until a condition holds, also across pages that are loaded meanwhile."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.evaluate(condition):
                    return
            except RuntimeError:
                continue  # the page went away while it was asked
            finally:
                time.sleep(0.05)
        raise TimeoutError(condition)

    def click(self, x: float, y: float) -> None:
        """Click into the window."""
        pointer = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": pointer})

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def _act(self, source: dict[str, Any]) -> None:
        self.call("input.performActions", context=self._tab, actions=[source])

    def picture(self) -> bytes:
        """Return what is seen as PNG."""
        shot = self.call("browsingContext.captureScreenshot", context=self._tab)
        return base64.b64decode(shot["data"])

    def close(self) -> None:
        """End it."""
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._hearing.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
