"""A kiosk with every part at work, and what it needs around it: for the scripts of this folder."""

import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request

APP = pathlib.Path(__file__).resolve().parents[1]
PATIENCE = 120
"""Seconds until a kiosk must be well."""
WIDTH, HEIGHT, RATE = 640, 480, 10
MOODS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")


class Surroundings:
    """A folder with a camera as a Pi's (a program of its own that plays the demo's clip), MPD with silent songs, a broker, and settings for a
    kiosk that uses all of them, with mDNS and HTTPS. Ends everything that it started."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.log = folder / "log"
        self.port, self._broker_port = free_port(), free_port()
        self.broker = self.mpd = self.kiosk = None

    def __enter__(self) -> "Surroundings":
        (self.folder / "mosquitto.conf").write_text(f"listener {self._broker_port} 127.0.0.1\nallow_anonymous true\n")
        for part in ("music", "lists"):
            (self.folder / part).mkdir()
        for number in range(8):
            wave(self.folder / f"music/{number}.wav")
        for mood in MOODS:
            (self.folder / f"lists/{mood}.m3u").write_text("".join(f"{number}.wav\n" for number in range(8)))
        (self.folder / "mpd.conf").write_text(
            f'music_directory "{self.folder}/music"\nplaylist_directory "{self.folder}/lists"\ndb_file "{self.folder}/database"\n'
            f'bind_to_address "{self.folder}/mpd.socket"\naudio_output {{\n type "null"\n name "silence"\n}}\n')
        camera(self.folder)
        moods = "".join(f"    {mood}: {mood}\n" for mood in MOODS)
        (self.folder / "roomtone.yaml").write_text(
            f"camera:\n  kind: rpicam\n  program: {self.folder}/camera\n  width: {WIDTH}\n  height: {HEIGHT}\n  frames-per-second: {RATE}\n"
            f"music:\n  player: mpd\n  playlists:\n{moods}mpd:\n  address: {self.folder}/mpd.socket\n"
            f"panel:\n  kind: none\nmqtt:\n  broker: mqtt://127.0.0.1:{self._broker_port}\nmdns:\n  announce: true\n"
            f"web:\n  port: {self.port}\n  https: true\n  https-port: {free_port()}\n")
        # The kiosk's certificate is its own.
        urllib.request.install_opener(urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=ssl._create_unverified_context())))
        self.start_broker()
        self.start_mpd()
        return self

    def __exit__(self, *_) -> None:
        for process in (self.kiosk, self.broker, self.mpd):
            if process is not None:
                process.send_signal(signal.SIGCONT)
                process.send_signal(signal.SIGTERM)
                process.wait()

    def start_broker(self) -> None:
        path = os.environ["PATH"] + ":/usr/sbin"
        self.broker = subprocess.Popen(["mosquitto", "-c", self.folder / "mosquitto.conf"], env={**os.environ, "PATH": path},
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start_mpd(self) -> None:
        (self.folder / "mpd.socket").unlink(missing_ok=True)
        self.mpd = subprocess.Popen(["mpd", "--no-daemon", self.folder / "mpd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self, roomtone: pathlib.Path, environment: dict) -> subprocess.Popen:
        self.kiosk = subprocess.Popen([roomtone, "run", "--config", self.folder / "roomtone.yaml"], env=environment, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.DEVNULL, stderr=self.log.open("w"))
        return self.kiosk

    def visit_pages(self) -> None:
        for page in ("/", "/wall", "/history", "/dj", "/aim", "/proof", "/metrics", "/api/status"):
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}{page}", timeout=PATIENCE).read()

    def status(self) -> dict:
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/status", timeout=PATIENCE))


def wait_until_well(kiosk: subprocess.Popen, port: int) -> None:
    end = time.monotonic() + PATIENCE
    said = "nothing"
    while time.monotonic() < end:
        if kiosk.poll() is not None:
            sys.exit(f"the kiosk ended with {kiosk.returncode}: start it by hand to see why")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE)
            return
        except urllib.error.HTTPError as unwell:
            said = unwell.read().decode()
        except OSError:
            pass
        time.sleep(0.01)
    sys.exit(f"the kiosk was not well within {PATIENCE} s: {said}")


def processor_seconds(pid: int) -> float:
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def kept(pid: int) -> dict:
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return {name: int(size) * 1024 / 1e6 for name, size in re.findall(r"^(Rss|Pss|Anonymous):\s+(\d+) kB", text, re.MULTILINE)}


def camera(folder: pathlib.Path) -> None:
    """A program that gives pictures as rpicam-vid does: the clip's, decoded beforehand, again and again."""
    import cv2
    clip = cv2.VideoCapture(str(APP.parent / "models/demo/lounge.mp4"))
    with (folder / "frames").open("wb") as frames:
        for number in range(2000):
            there, picture = clip.read()
            if not there:
                break
            if number % 10 == 0:
                small = cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
                frames.write(cv2.cvtColor(small, cv2.COLOR_BGR2YUV_I420).tobytes())
    pictures = folder / "camera.py"
    pictures.write_text(
        f"import sys, time\nsize = {WIDTH * HEIGHT * 3 // 2}\nwhile True:\n"
        f"    with open({str(folder / 'frames')!r}, 'rb') as frames:\n        while picture := frames.read(size):\n"
        f"            sys.stdout.buffer.write(picture)\n            sys.stdout.buffer.flush()\n            time.sleep({1 / RATE})\n")
    program = folder / "camera"
    # A clock that jumps (soak) is the kiosk's alone.
    program.write_text(f"#!/bin/sh\nunset LD_PRELOAD\nexec {sys.executable} {pictures}\n")
    program.chmod(0o755)


def wave(file: pathlib.Path) -> None:
    """Two minutes of silence."""
    data = bytes(8000 * 120)
    header = b"RIFF" + (36 + len(data)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little") + (1).to_bytes(2, "little") \
        + (1).to_bytes(2, "little") + (8000).to_bytes(4, "little") + (8000).to_bytes(4, "little") + (1).to_bytes(2, "little") \
        + (8).to_bytes(2, "little") + b"data" + len(data).to_bytes(4, "little")
    file.write_bytes(header + bytes([128]) * len(data))


def follow(port: int) -> None:
    """A browser that follows the page live."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/events", timeout=PATIENCE) as events:
            for _ in events:
                pass
    except OSError:
        pass


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
