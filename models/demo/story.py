"""What happens in the clip, second by second: who is there, where they stand, what they show. No drawing here.

Tracks are lists of (second, value) between which values glide; before the first and after the last they stay.
"""

from dataclasses import dataclass

import numpy as np

from figures import Look

FRAMES_PER_SECOND = 10
SECONDS = 83.0
CHANGE = 0.9
"""Seconds that a change of expression takes."""
LEFT_OUT, RIGHT_OUT = -190, 830
"""Where nobody is seen any more, frame columns."""

ROWS = (
    (0.0, 8.0, 0, "empty", "the lounge is empty"),
    (8.0, 9.4, 1, "unsure", "a guest comes in from the right"),
    (9.4, 19.6, 1, "happy", "the guest smiles"),
    (19.6, 27.6, 1, "neutral", "the guest waits"),
    (27.6, 29.4, 3, "unsure", "two more guests come in"),
    (29.4, 38.0, 3, "sad", "two are sad, one is neutral"),
    (38.0, 47.0, 3, "surprise", "surprise all round"),
    (47.0, 56.0, 3, "angry", "all three are angry"),
    (56.0, 63.0, 3, "unsure", "one turns away, one half away, one moves out of focus with a mixed face"),
    (63.0, 73.0, 3, "happy", "all three are happy"),
    (73.0, 75.0, 3, "unsure", "everybody leaves"),
    (75.0, 83.0, 0, "empty", "the lounge is empty again"),
)
"""from_s, to_s, people, expression, note."""


@dataclass(frozen=True)
class Part:
    """One guest's part: `x` column and `y` row of the neck's foot, `scale` frame pixels per head pixel, `yaw` radians, `blur`
    sigma in pixels, each a track; `shows` is a track of expression names, `pace` shifts the guest's swaying against the others'."""

    look: Look
    x: tuple
    y: float
    scale: float
    shows: tuple
    yaw: tuple = ((0, 0.0),)
    blur: tuple = ((0, 0.0),)
    sway: tuple = ((0, 1.0),)
    pace: float = 0.0


PARTS = (
    Part(Look(71, "short", (72, 58, 48), 33, (70, 84, 112), (226, 172, 138), 130.0),
         x=((27.4, LEFT_OUT), (29.2, 118), (73.2, 118), (74.8, LEFT_OUT)), y=336, scale=0.47,
         shows=((0, "sad"), (38.0, "surprise"), (47.0, "angry"), (55.8, "mixed"), (62.4, "happy")),
         yaw=((55.8, 0.0), (57.0, 2.9), (62.0, 2.9), (63.0, 0.0)), pace=1.7),
    Part(Look(75, "bob", (168, 104, 62), 58, (178, 162, 134), (240, 194, 166), 140.0, parting="left"),
         x=((27.6, RIGHT_OUT), (29.4, 522), (73.0, 522), (74.6, RIGHT_OUT)), y=332, scale=0.46,
         shows=((0, "sad"), (38.0, "surprise"), (47.0, "angry"), (55.8, "mixed"), (62.4, "happy")),
         yaw=((55.9, 0.0), (56.9, -0.95), (62.1, -0.95), (63.0, 0.0)), pace=4.1),
    Part(Look(48, "long", (122, 82, 54), 42, (138, 72, 66), parting="right"),
         x=((7.6, RIGHT_OUT), (9.4, 322), (73.4, 322), (74.9, RIGHT_OUT)), y=352, scale=0.53,
         shows=((0, "happy"), (19.2, "neutral"), (38.0, "surprise"), (47.0, "angry"), (55.8, "mixed"), (62.4, "happy")),
         blur=((55.8, 0.0), (56.8, 4.5), (61.8, 4.5), (62.8, 0.0)), sway=((55.8, 1.0), (56.6, 7.0), (61.6, 7.0), (62.6, 1.0)), pace=0.0),
)
"""From the back of the room to the front."""


PORTRAITS = tuple((Look(seed, hair, tint, tone, cloth, skin, level, parting=parting), 320) for
                  seed, hair, tint, tone, cloth, skin, level, parting in (
    (36, "short", (64, 54, 48), 32, (120, 66, 60), (224, 168, 134), 128.0, "none"),
    (27, "long", (120, 84, 58), 46, (96, 112, 84), (238, 190, 160), 140.0, "right"),
    (71, "bob", (80, 60, 46), 36, (88, 88, 104), (228, 174, 140), 132.0, "left"),
    (19, "long", (122, 82, 54), 42, (138, 72, 66), (236, 186, 156), 138.0, "right"),
    (7, "long", (92, 66, 50), 38, (84, 104, 132), (232, 180, 150), 136.0, "left"),
    (28, "bob", (168, 104, 62), 58, (178, 162, 134), (240, 194, 166), 140.0, "left"),
    (83, "short", (96, 76, 60), 40, (112, 120, 110), (230, 178, 146), 134.0, "none"),
))
"""Look and column of the single guest on each expression's still, in the order of FER2013's labels."""


@dataclass(frozen=True)
class Pose:
    """How one guest stands in one frame; `shows` names two expressions and how far (0..1) the face is from first to second."""

    x: float
    y: float
    scale: float
    yaw: float
    tilt: float
    blur: float
    shows: tuple


def glide(track, second):
    """The track's value at `second`: smooth steps between its points."""
    times = [point[0] for point in track]
    values = [point[1] for point in track]
    after = int(np.searchsorted(times, second, side="right"))
    if after == 0 or after == len(track):
        return values[min(after, len(track) - 1)]
    share = (second - times[after - 1]) / (times[after] - times[after - 1])
    return values[after - 1] + (values[after] - values[after - 1]) * share * share * (3 - 2 * share)


def shown(track, second):
    """(from, to, share): the last two expressions begun by `second`, and how far the change has gone."""
    begun = [point for point in track if point[0] <= second] or [track[0]]
    share = np.clip((second - begun[-1][0]) / CHANGE, 0, 1)
    before = begun[-2][1] if len(begun) > 1 else begun[-1][1]
    return before, begun[-1][1], float(share * share * (3 - 2 * share))


def pose(part, second):
    """The `Pose` of a part at `second`: its tracks, and the small movements of somebody who is alive."""
    phase, sway = second + part.pace, glide(part.sway, second)
    return Pose(
        x=glide(part.x, second) + sway * (2.6 * np.sin(0.9 * phase) + 1.2 * np.sin(2.3 * phase)),
        y=part.y + 1.6 * np.sin(1.9 * phase) + 0.8 * np.sin(0.7 * phase) + 3.0 * stride(part, second),
        scale=part.scale * (1 + 0.008 * np.sin(1.1 * phase)),
        yaw=glide(part.yaw, second) + 0.07 * np.sin(0.63 * phase) + 0.04 * np.sin(1.7 * phase),
        tilt=0.022 * np.sin(0.8 * phase) + 0.012 * np.sin(1.9 * phase),
        blur=glide(part.blur, second),
        shows=shown(part.shows, second))


def stride(part, second):
    """The bob of somebody walking, -1..1; 0 where the part stands."""
    speed = abs(glide(part.x, second + 0.05) - glide(part.x, second - 0.05)) / 0.1
    return np.sin(second * 11) * np.clip(speed / 300, 0, 1)


def in_view(state):
    """Whether the whole face of `state` is inside the frame."""
    return 80 < state.x < 560


def frontal(state):
    """Whether a face detector is expected to find this face: in view, turned towards the camera, sharp."""
    return in_view(state) and abs(state.yaw) < 0.3 and state.blur < 1.5


def expected(second):
    """The row of `ROWS` that covers `second`."""
    return next(row for row in ROWS if row[0] <= second < row[1])
