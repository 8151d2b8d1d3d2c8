"""Looks at the finished files as a stranger would: are the faces found, are they read as meant, do they resemble a training crop?"""

import subprocess

import cv2
import numpy as np

import lounge
import story
from figures import FACE_LEFT, FACE_SIDE, FACE_TOP, NECK
from readers import Readers, cascade, crop, find_faces
from training import EXPRESSIONS, SIDE, load_training, oval, standardised

MARGINS = (0.0, 0.1, 0.2)
"""Margins with which a found face is cropped for reading, fractions of its side."""


def clip_lumas(path):
    """The luma planes of a clip, uint8 [480,640] each, as a decoder gives them, widened to full range."""
    command = ["ffmpeg", "-loglevel", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, lounge.HEIGHT, lounge.WIDTH)


def face_square(state):
    """(centre x, centre y, side), pixels, of the sampled face of a `story.Pose` in the frame."""
    middle = np.array([FACE_LEFT + FACE_SIDE / 2 - NECK[0], FACE_TOP + FACE_SIDE / 2 - NECK[1]]) * state.scale
    cosine, sine = np.cos(state.tilt), np.sin(state.tilt)
    return state.x + cosine * middle[0] - sine * middle[1], state.y + sine * middle[0] + cosine * middle[1], FACE_SIDE * state.scale


def box_at(boxes, square):
    """The found box that lies on the face `square`, or None."""
    x, y, side = square
    near = [box for box in boxes if np.hypot(box[0] + box[2] / 2 - x, box[1] + box[3] / 2 - y) < 0.3 * side and 0.6 < box[2] / side < 1.5]
    return near[0] if near else None


def meant(state):
    """The expression that a pose shows once it is held, or None while it changes."""
    first, last, share = state.shows
    return last if share >= 1 or first == last else None


def watch(frames, finder, readers, step, read_step=10):
    """Walks through every `step`-th frame of the clip; returns (asked, found, boxes off faces, boxes on empty frames, readings),
    where readings are rows (second, guest, meant, net, margin, probabilities) of every `read_step`-th frame (none where it is 0)."""
    asked = found = stray = stray_empty = 0
    readings = []
    for number in range(0, len(frames), step):
        luma, second = frames[number], number / story.FRAMES_PER_SECOND
        states = [story.pose(part, second) for part in story.PARTS]
        boxes = find_faces(finder, luma)
        on_face = set()
        for guest, state in enumerate(states):
            box = box_at(boxes, face_square(state))
            on_face.add(box)
            if not story.frontal(state):
                continue
            asked += 1
            found += box is not None
            if box is not None and read_step and number % read_step == 0 and meant(state):
                readings += [(second, guest, meant(state), net, margin, readers.read(net, crop(luma, box, margin)))
                             for net in readers.nets for margin in MARGINS]
        loose = len([box for box in boxes if box not in on_face])
        stray += loose
        stray_empty += len(boxes) if story.expected(second)[2] == 0 else 0
    return asked, found, stray, stray_empty, readings


def agreement(readings, rows):
    """Prints, per felt row of the story, how often each net reads each guest as meant, and how sure it is of that."""
    for row in rows:
        inside = [reading for reading in readings if row[0] + 1 <= reading[0] < row[1]]
        for guest in sorted({reading[1] for reading in inside}):
            of_guest = [reading for reading in inside if reading[1] == guest]
            print(f"  {row[0]:4.1f}-{row[1]:4.1f} {row[3]:9} guest {guest} {of_guest[0][2]:9}", summary(of_guest))


def summary(readings):
    """'net right/mean probability of what is meant' for each net, over all margins."""
    parts = []
    for net in dict.fromkeys(reading[3] for reading in readings):
        of_net = [reading for reading in readings if reading[3] == net]
        right = np.mean([EXPRESSIONS[reading[5].argmax()] == reading[2] for reading in of_net])
        sure = np.mean([reading[5][EXPRESSIONS.index(reading[2])] for reading in of_net])
        parts.append(f"{net} {100 * right:3.0f} % ({sure:.2f})")
    return " · ".join(parts)


def read_stills(folder, readers):
    """Prints what the cascade finds on each still, and how its faces are read (tight crop)."""
    finder = cascade("alt2")
    for path in sorted(folder.glob("*.jpg")):
        luma = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        boxes = sorted(find_faces(finder, luma))
        words = []
        for box in boxes:
            reads = {net: np.mean([readers.read(net, crop(luma, box, margin)) for margin in MARGINS], axis=0) for net in readers.nets}
            words.append(", ".join(f"{net} {EXPRESSIONS[p.argmax()]} {p.max():.2f}" for net, p in reads.items()))
        print(f"  {path.name:13} {path.stat().st_size / 1024:4.0f} KB, {len(boxes)} faces", *(f"[{word}]" for word in words))


def nearest(queries, crops, skip_self):
    """For each query [n,48,48] the highest normalised correlation with any of `crops` [m,48,48] or their mirror images, under
    the face oval; with `skip_self` a crop identical to the query (correlation above .999) does not count."""
    weight = oval(SIDE)
    root = np.sqrt(weight / weight.sum())
    flat = (standardised(crops, weight) * root).reshape(len(crops), -1)
    asked = np.concatenate([queries, queries[:, :, ::-1]])
    match = flat @ (standardised(asked, weight) * root).reshape(len(asked), -1).T
    if skip_self:
        match[match > 0.999] = -1
    best = match.max(axis=0)
    return np.maximum(best[:len(queries)], best[len(queries):])


def strangers(frames, data):
    """Prints how near the clip's faces come to a training crop, beside how near real crops come to each other."""
    crops, _, _ = load_training(data)
    shown = []
    for number in range(0, len(frames), 13):
        for state in (story.pose(part, number / story.FRAMES_PER_SECOND) for part in story.PARTS):
            if story.frontal(state):
                x, y, side = face_square(state)
                box = (round(x - side / 2), round(y - side / 2), round(side), round(side))
                shown.append(cv2.resize(crop(frames[number], box), (SIDE, SIDE), interpolation=cv2.INTER_AREA))
    ours = nearest(np.stack(shown), crops, skip_self=False)
    real = nearest(crops[np.random.default_rng(3).choice(len(crops), 300, replace=False)], crops, skip_self=True)
    for name, values in (("faces of the clip", ours), ("real training crops", real)):
        print(f"  nearest training crop to {name}: median {np.median(values):.3f}, 95 % below {np.quantile(values, .95):.3f}, highest {values.max():.3f}")


def report(folder, data, peers, own):
    """Prints every figure that the README quotes."""
    readers = Readers(peers, own)
    frames = clip_lumas(folder / "lounge.mp4")
    print(f"clip: {len(frames)} frames, {(folder / 'lounge.mp4').stat().st_size / 1e6:.2f} MB")
    for name, step, read_step in (("alt2", 2, 10), ("default", 5, 0)):
        asked, found, stray, stray_empty, readings = watch(frames, cascade(name), readers, step, read_step)
        print(f"Haar {name}, every {step} frames: {found} of {asked} frontal faces found ({100 * found / asked:.1f} %), {stray} boxes off faces, {stray_empty} on empty frames")
        agreement(readings, [row for row in story.ROWS if row[3] not in ("empty", "unsure")])
    print("stills:")
    read_stills(folder / "pictures", readers)
    print("likeness:")
    strangers(frames, data)
