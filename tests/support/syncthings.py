"""Two real Syncthing programs on this computer that carry one folder, and talk to nobody else."""

import json
import os
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

FOLDER = "box"
PATIENCE = 60.0  # seconds
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy: nothing leaves this computer
_CONFIG = """<configuration version="35">
  <folder id="{folder}" label="{folder}" path="{path}" type="sendreceive" rescanIntervalS="3600" fsWatcherEnabled="true"
      fsWatcherDelayS="1" ignorePerms="true" autoNormalize="true">
    <filesystemType>basic</filesystemType><maxConflicts>10</maxConflicts>
    <device id="{own}"></device><device id="{other}"></device>
    <minDiskFree unit="%">0</minDiskFree>
  </folder>
  <device id="{own}" name="own"><address>dynamic</address></device>
  <device id="{other}" name="other" compression="never"><address>tcp://127.0.0.1:{other_port}</address></device>
  <gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled><urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH><crashReportingEnabled>false</crashReportingEnabled>
    <startBrowser>false</startBrowser><reconnectionIntervalS>5</reconnectionIntervalS>
    <announceLANAddresses>false</announceLANAddresses><stunKeepaliveStartS>0</stunKeepaliveStartS>
  </options>
</configuration>
"""
_KEY = "only-on-loopback"


@dataclass
class Side:
    """One Syncthing and the folder that it carries."""

    folder: Path
    home: Path
    device: str
    port: int
    gui: int
    last: int = 0

    def rescan(self) -> None:
        """Look at the folder now."""
        self._ask(f"db/scan?folder={FOLDER}", data=b"")

    def until(self, there: Callable[[], bool]) -> None:
        """Wait for something that Syncthing brings about; between two looks for its next event, never for a clock."""
        end = monotonic() + PATIENCE
        while not there():
            assert monotonic() < end, f"Syncthing did not bring it: {sorted(os.listdir(self.folder))}"
            events = self._ask(f"events?since={self.last}&timeout=1")
            self.last = max([self.last, *(event["id"] for event in events)])

    def _ask(self, what: str, data: bytes | None = None) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.gui}/rest/{what}", data=data, headers={"X-API-Key": _KEY}
        )
        with _OPENER.open(request, timeout=30) as answer:
            said = answer.read()
        return json.loads(said) if said else None

    def answers(self) -> bool:
        try:
            self._ask("system/ping")
        except OSError:
            return False
        return True


@contextmanager
def two_syncthings(where: Path, program: str) -> Iterator[tuple[Side, Side]]:
    """Two folders `a` and `b` below `where`, which may be filled before, and the programs between them."""
    sides = [_side(where / name, program) for name in ("a", "b")]
    with ExitStack() as stack:
        for own, other in ((sides[0], sides[1]), (sides[1], sides[0])):
            _configure(own, other)
            stack.enter_context(_running(own, program))
        yield sides[0], sides[1]


def _side(folder: Path, program: str) -> Side:
    home = folder.with_name(f"{folder.name}-home")
    folder.mkdir(exist_ok=True)
    command = [program, "generate", "--home", str(home), "--no-default-folder", "--skip-port-probing"]
    subprocess.run(command, check=True, capture_output=True)
    asked = subprocess.run([program, "serve", "--home", str(home), "--device-id"], check=True, capture_output=True)
    return Side(folder, home, asked.stdout.decode().split()[-1], _free_port(), _free_port())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _configure(own: Side, other: Side) -> None:
    text = _CONFIG.format(
        folder=FOLDER,
        path=own.folder,
        own=own.device,
        other=other.device,
        port=own.port,
        other_port=other.port,
        gui=own.gui,
        key=_KEY,
    )
    (own.home / "config.xml").write_text(text, encoding="utf-8")
    (own.folder / ".stfolder").mkdir(exist_ok=True)


@contextmanager
def _running(side: Side, program: str) -> Iterator[None]:
    command = [program, "serve", "--home", str(side.home), "--no-browser", "--no-restart", "--no-upgrade"]
    log = side.home / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen([*command, "--logfile=-"], stdout=out, stderr=subprocess.STDOUT)
    try:
        end = monotonic() + PATIENCE
        while not side.answers():
            assert process.poll() is None and monotonic() < end, log.read_text(errors="replace")
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
        yield
    finally:
        process.terminate()
        process.wait(30)
