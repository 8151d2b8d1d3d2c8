#!/usr/bin/python3
"""Makes the demo: a clip and stills of a lounge whose guests do not exist. See README.md beside this file.

    /usr/bin/python3 make_demo.py --data /path/to/fer2013 --out .
"""

import argparse
import csv
import multiprocessing
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

import checks
import figures
import lounge
import story
from faces import build_model, flow_between, morph, person_coefficients, sample_face
from training import EXPRESSIONS, load_training

NECK_ON_BODY = (450, 200)
"""Where the neck meets the shoulders on the body's canvas (x,y), pixels."""
ALIVE = 0.10
"""How far (0..1) an expression ebbs towards neutral and back while it is held."""


class Actor:
    """A guest who can show any expression: the drawings, the sampled faces and the flows between them, each made once."""

    def __init__(self, model, look):
        self.model = model
        self.guest = figures.Guest(look)
        self.body = None
        self.person = person_coefficients(look.seed, model.sided)
        self.faces, self.flows = {}, {}

    def face(self, name):
        """The sampled face [144,144]; "mixed" is half way between angry and neutral."""
        if name not in self.faces:
            self.faces[name] = (self.between("neutral", "angry", 0.5) if name == "mixed"
                                else sample_face(self.model, self.person, name))
        return self.faces[name]

    def between(self, first, second, share):
        """The face `share` (0..1) of the way from expression `first` to `second`."""
        if share <= 0 or first == second:
            return self.face(first)
        if share >= 1:
            return self.face(second)
        if (first, second) not in self.flows:
            self.flows[first, second] = flow_between(self.face(first), self.face(second), 4)
        return morph(self.face(first), self.face(second), self.flows[first, second], share)

    def living(self, shows, second):
        """The face for `shows` (from, to, share); a held expression ebbs a little."""
        first, last, share = shows
        if 0 < share < 1:
            return self.between(first, last, share)
        ebb = ALIVE * (0.5 - 0.5 * np.cos(1.3 * second + self.guest.look.seed))
        return self.between(last, "neutral", ebb)

    def layers(self, face, state):
        """The `figures.Layer`s of body and head for a `story.Pose`; those outside the frame are left out."""
        feet = (state.x, state.y)
        if self.body is None:
            self.body = figures.premultiplied(self.guest.body, state.scale)
        body = figures.placed(self.body, NECK_ON_BODY, feet, state.scale)
        head = figures.premultiplied(self.guest.head(face, state.yaw), state.scale)
        head = figures.placed(head, figures.NECK, feet, state.scale, state.tilt)
        return [layer for layer in (body, head) if layer]


def softened(layer, travel, blur):
    """The layer smeared along a sideways movement of `travel` pixels during the exposure, and out of focus by sigma `blur`."""
    picture = layer.picture
    if abs(travel) >= 2:
        picture = cv2.blur(picture, (int(abs(travel)), 1))
    if blur > 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), blur)
    return replace(layer, picture=picture)


def draw_frame(room, actors, second):
    """The graded frame at `second`, float RGB [480,640,3], before the camera's noise."""
    frame = room.copy()
    for actor, part in zip(actors, story.PARTS):
        state = story.pose(part, second)
        if not story.LEFT_OUT < state.x < story.RIGHT_OUT:
            continue
        travel = story.pose(part, second + 0.025).x - story.pose(part, second - 0.025).x
        for layer in actor.layers(actor.living(state.shows, second), state):
            figures.lay_on(frame, softened(layer, travel, state.blur))
    return lounge.graded(frame)


def write_clip(path, frames, count):
    """Encodes `frames` (uint8 RGB [480,640,3]) as H.264; `count` is for the progress line."""
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{lounge.WIDTH}x{lounge.HEIGHT}",
               "-r", str(story.FRAMES_PER_SECOND), "-i", "-", "-an", "-vf", "scale=out_color_matrix=bt601:out_range=tv",
               "-c:v", "libx264", "-preset", "medium", "-crf", "21", "-g", "50", "-pix_fmt", "yuv420p", "-threads", "2",
               "-colorspace", "smpte170m", "-color_primaries", "smpte170m", "-color_trc", "smpte170m", "-color_range", "tv",
               "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", str(path)]
    encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
    for number, frame in enumerate(frames, 1):
        encoder.stdin.write(np.ascontiguousarray(frame).tobytes())
        if number % 50 == 0 or number == count:
            print(f"\rclip: {number} of {count} frames", end="", file=sys.stderr, flush=True)
    encoder.stdin.close()
    print(file=sys.stderr)
    if encoder.wait():
        raise SystemExit("ffmpeg could not write the clip")


SCENE = {}
"""What each drawing process holds: `room` and `actors`."""


def enter_scene(model, room):
    """Sets up a drawing process."""
    cv2.setNumThreads(1)
    SCENE.update(room=room, actors=[Actor(model, part.look) for part in story.PARTS])


def finished_frame(number):
    """Frame `number` of the clip with the camera's noise, uint8 RGB [480,640,3]; the same in whichever process."""
    frame = draw_frame(SCENE["room"], SCENE["actors"], number / story.FRAMES_PER_SECOND)
    return lounge.sensor_noise(frame, np.random.default_rng(1000 + number))


def make_clip(path, model, room):
    """Draws and writes the whole story, in two processes."""
    count = round(story.SECONDS * story.FRAMES_PER_SECOND)
    with multiprocessing.Pool(2, enter_scene, (model, room)) as pool:
        write_clip(path, pool.imap(finished_frame, range(count), chunksize=4), count)


def write_story(path):
    """Writes story.csv from `story.ROWS`."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("from_s", "to_s", "people", "expression", "note"))
        writer.writerows(story.ROWS)


def still(room, standing, seed):
    """A uint8 RGB picture [480,640,3]; `standing` is a list of (actor, expression, x, y, scale, tilt)."""
    frame = room.copy()
    for actor, expression, x, y, scale, tilt in standing:
        state = story.Pose(x, y, scale, 0.0, tilt, 0.0, (expression, expression, 1.0))
        for layer in actor.layers(actor.face(expression), state):
            figures.lay_on(frame, layer)
    return lounge.sensor_noise(lounge.graded(frame), np.random.default_rng(seed))


def make_pictures(folder, model, room):
    """One still per expression with a single guest, one of a group, one of the empty room."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {"empty": still(room, [], 90)}
    for number, (expression, (look, x)) in enumerate(zip(EXPRESSIONS, story.PORTRAITS)):
        pictures[expression] = still(room, [(Actor(model, look), expression, x, 350, 0.54, 0.02)], 91 + number)
    places = ((118, 336, 0.47, -0.02), (522, 332, 0.46, 0.02), (322, 352, 0.53, 0.0))
    group = [(Actor(model, part.look), expression, *place)
             for part, expression, place in zip(story.PARTS, ("surprise", "happy", "happy"), places)]
    pictures["group"] = still(room, group, 99)
    for name, picture in pictures.items():
        cv2.imwrite(str(folder / f"{name}.jpg"), picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])


def face_model(data, cache):
    """The face model from the training crops in `data`, or from the file `cache` where it already lies."""
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())
    model = build_model(*load_training(data))
    if cache:
        cache.write_bytes(pickle.dumps(model))
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of FER2013: rows.csv.gz and s0.png to s8.png")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder for lounge.mp4, story.csv and pictures/")
    parser.add_argument("--only", choices=("clip", "pictures", "checks"), help="do only this part")
    parser.add_argument("--peers", type=Path, help="folder of the peers' models: also measure how the pictures are read")
    parser.add_argument("--own", type=Path, help="our own expression-fp32.onnx, measured beside the peers")
    parser.add_argument("--cache", type=Path, help="keep the face model in this file between runs (holds means and components; outside the repository)")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.only != "checks":
        model, room = face_model(options.data, options.cache), lounge.draw_room()
        write_story(options.out / "story.csv")
        if options.only != "clip":
            make_pictures(options.out / "pictures", model, room)
        if options.only != "pictures":
            make_clip(options.out / "lounge.mp4", model, room)
    if options.peers:
        checks.report(options.out, options.data, options.peers, options.own)


if __name__ == "__main__":
    main()
