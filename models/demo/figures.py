"""Guests: a sampled face set into a drawn head, on drawn shoulders, placed in the room.

A head is drawn on a 480×600 canvas whose face square is 288 pixels wide; turning it reads the face off a
cylinder. Tones are luma levels 0..255; colours are added so that the luma stays what the face model gave.
"""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np


HEAD = (600, 480)
"""Rows and columns of the head's canvas, pixels."""
FACE_SIDE = 288
"""Side of the sampled face on that canvas, pixels."""
FACE_LEFT, FACE_TOP = 96, 150
BODY = (680, 900)
"""Rows and columns of the body's canvas, pixels, at the head's scale."""
NECK = (240, 470)
"""Where the neck meets the body on the head's canvas (x,y), pixels; the head also tilts about this point."""
FACE_BOX = (slice(128, 464), slice(84, 396))
"""Rows and columns of the head's canvas outside which the face never shows."""
LUMA = np.float32([0.299, 0.587, 0.114])


@dataclass(frozen=True)
class Look:
    """What a guest wears: RGB tints of skin, hair and clothes (any level), `hair_tone` luma, `hair` one of short, bob, long;
    `skin_tone` and `contrast` are the luma level of the face's mean and of one spread."""

    seed: int
    hair: str
    hair_tint: tuple
    hair_tone: float
    cloth: tuple
    skin_tint: tuple = (236, 186, 156)
    skin_tone: float = 138.0
    contrast: float = 38.0
    parting: str = "none"


def unit(tint):
    """The RGB `tint` (any level) as three factors that keep luma, list of float."""
    return (np.float32(tint) / (np.float32(tint) @ LUMA)).tolist()


def tinted(tone, tint):
    """RGB float [h,w,3] of luma `tone` [h,w] in the colour of `tint`."""
    red, green, blue = unit(tint)
    return cv2.merge([tone * red, tone * green, tone * blue])


@lru_cache(maxsize=64)
def ellipse(shape, centre, radii, feather):
    """Soft ellipse float [h,w] 0..1; `centre` (x,y), `radii` (x,y) and `feather` in pixels."""
    y, x = np.mgrid[0:shape[0], 0:shape[1]].astype(np.float32)
    radius = np.hypot((x - centre[0]) / radii[0], (y - centre[1]) / radii[1])
    return np.clip(0.5 + (1 - radius) * min(radii) / feather, 0, 1)


def over(below, tone, mask):
    """`tone` laid over `below` where `mask` [h,w] is 1; works on lumas and colours."""
    mask = mask if below.ndim == mask.ndim else cv2.merge([mask] * below.shape[2])
    return below + (tone - below) * mask


def strands(shape, seed, fineness=1.0):
    """Hair-like texture float [h,w] about 0, spread 1: noise drawn out along the fall of the hair."""
    random = np.random.default_rng(seed)
    noise = cv2.GaussianBlur(random.normal(0, 1, shape).astype(np.float32), (0, 0), fineness, sigmaY=26)
    y, x = np.mgrid[0:shape[0], 0:shape[1]].astype(np.float32)
    middle = shape[1] / 2
    bent = middle + (x - middle) * (1.0 + 0.9 * np.exp(-(y / shape[0]) * 3.0))
    noise = cv2.remap(noise, bent, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return noise / noise.std()


def hair_tones(look):
    """Luma of hair all over the head's canvas, float [600,480]: strands with a soft sheen at the crown."""
    y = np.mgrid[0:HEAD[0], 0:HEAD[1]][0].astype(np.float32)
    sheen = 0.55 * np.exp(-((y - 128) / 34) ** 2) - 0.25 * np.clip((y - 250) / 300, 0, 1)
    return np.clip(look.hair_tone * (1 + sheen + 0.16 * strands(HEAD, look.seed)), 8, 220)


def hair_outline(look):
    """Where hair is seen around and behind the face, soft mask float [600,480] 0..1."""
    if look.hair == "short":
        return ellipse(HEAD, (240, 236), (137, 158), 6)
    bottom, half, roundness = {"bob": (478, 150, 70), "long": (596, 158, 90)}[look.hair]
    y, x = np.mgrid[0:HEAD[0], 0:HEAD[1]].astype(np.float32)
    wave = 9 * np.sin(y / 52 + 0.6) * np.clip((y - 300) / 120, 0, 1)
    half = 141 + (half - 141) * np.clip((y - 230) / 160, 0, 1)
    fall = np.clip((half + wave - np.abs(x - 240)) / 6, 0, 1) * np.clip((bottom - y) / roundness, 0, 1) * (y > 238)
    return np.maximum(ellipse(HEAD, (240, 246), (142, 174), 6), cv2.GaussianBlur(fall, (0, 0), 2))


def hairline(look):
    """Height of the hair's lower edge over the forehead at each column, float [480], rows of the head's canvas."""
    x = np.arange(HEAD[1], dtype=np.float32)
    swept = {"left": 44, "right": -44, "none": 0}[look.parting]
    base, arch = (147, 0.0011) if look.hair == "short" else (160, 0.0016)
    return base + arch * (x - 240) ** 2 + swept * np.clip((240 + 0.8 * swept - x) * np.sign(swept or 1) / 150, -0.15, 1) ** 1


def face_window(look):
    """Where the sampled face shows through the hair, soft mask float [600,480] 0..1, with single strands at its upper edge."""
    y, _ = np.mgrid[0:HEAD[0], 0:HEAD[1]].astype(np.float32)
    ragged = (4 if look.hair == "short" else 7) * strands(HEAD, look.seed + 1, 1.6)
    width = 122 if look.hair == "short" else 117
    oval = np.minimum(ellipse(HEAD, (240, 292), (width, 158), 26), ellipse(HEAD, (240, 262), (width + 8, 182), 18))
    below_hair = np.clip((y - hairline(look)[None] - ragged) / 12, 0, 1)
    return cv2.GaussianBlur(oval * below_hair, (0, 0), 1.6)


def face_tones(look, face):
    """Luma float [336,312] of `FACE_BOX` of the sampled face (spreads [144,144]), enlarged and sharpened; edges repeat."""
    big = cv2.resize(face.astype(np.float32), (FACE_SIDE, FACE_SIDE), interpolation=cv2.INTER_LANCZOS4)
    big = big + 0.6 * (big - cv2.GaussianBlur(big, (0, 0), 4.5)) + 0.15 * (big - cv2.GaussianBlur(big, (0, 0), 14))
    tones = look.skin_tone + look.contrast * big
    tones = np.where(tones > 176, 176 + (tones - 176) * 0.5, tones)
    rows, columns = FACE_BOX
    tones = cv2.copyMakeBorder(tones, FACE_TOP - rows.start, rows.stop - FACE_TOP - FACE_SIDE,
                               FACE_LEFT - columns.start, columns.stop - FACE_LEFT - FACE_SIDE, cv2.BORDER_REPLICATE)
    return np.clip(tones, 12, 245)


def skin_grain(seed):
    """Pores and fine mottling, float [600,480] in luma levels."""
    random = np.random.default_rng(seed)
    fine = cv2.GaussianBlur(random.normal(0, 1, HEAD).astype(np.float32), (0, 0), 1.2)
    broad = cv2.GaussianBlur(random.normal(0, 1, HEAD).astype(np.float32), (0, 0), 5)
    return 0.9 * fine / fine.std() + 1.0 * broad / broad.std()


def face_colours(look, tones):
    """RGB float [336,312,3] of face lumas in `FACE_BOX`: skin, redder lips and cheeks, whiter teeth and eyes, hair where dark."""
    mouth = ellipse(HEAD, (240, 378), (52, 26), 14)[FACE_BOX]
    cheeks = np.maximum(ellipse(HEAD, (166, 335), (48, 44), 50), ellipse(HEAD, (314, 335), (48, 44), 50))[FACE_BOX]
    eyes = ellipse(HEAD, (240, 246), (104, 22), 12)[FACE_BOX]
    lips = mouth * np.clip((look.skin_tone + 4 - tones) / 45, 0, 1)
    teeth = ellipse(HEAD, (240, 386), (46, 17), 10)[FACE_BOX] * np.clip((tones - look.skin_tone - 30) / 22, 0, 1)
    whites = eyes * np.clip((tones - look.skin_tone - 12) / 40, 0, 1) * 0.5
    dark = np.clip((62 - tones) / 30, 0, 1)
    channels = []
    for skin, cheek, lip, white, hair in zip(*(unit(tint) for tint in (
            look.skin_tint, (226, 150, 136), (214, 112, 108), (238, 226, 210), look.hair_tint))):
        share = skin + (cheek - skin) * 0.25 * cheeks
        share += (lip - share) * 0.55 * lips
        share += (white - share) * 0.8 * np.maximum(teeth, whites)
        share += (hair - share) * 0.7 * dark
        channels.append(share * tones)
    return cv2.merge(channels)


class Guest:
    """A nonexistent guest's drawings. Made once per guest; the front is redrawn for each face. Not shared between threads."""

    def __init__(self, look):
        self.look = look
        self.hair = tinted(hair_tones(look), look.hair_tint)
        self.outline = hair_outline(look)
        self.window = face_window(look)
        self.grain = skin_grain(look.seed)
        self.ears = self.draw_ears()
        self.hair_and_ears = over(self.hair, tinted(self.ears[0], look.skin_tint), self.ears[1]).astype(np.float32)
        self.throat = cv2.GaussianBlur(ellipse(HEAD, (240, 520), (84, 190), 14), (0, 0), 2)
        self.body = self.draw_body()

    def draw_ears(self):
        """(luma [600,480], mask [600,480]) of both ears; empty where hair covers them."""
        tone, mask = np.zeros(HEAD, np.float32), np.zeros(HEAD, np.float32)
        for side in (-1, 1) if self.look.hair == "short" else ():
            ear = ellipse(HEAD, (240 + side * 128, 290), (17, 37), 6)
            inner = ellipse(HEAD, (240 + side * 132, 288), (7, 22), 9)
            tone = over(tone, self.look.skin_tone * (0.72 - 0.22 * inner), ear)
            mask = np.maximum(mask, ear)
        return tone, mask

    def draw_body(self):
        """RGBA float [680,900,4] of neck, shoulders and chest, alpha 0..1; the neck's foot is at (450, 200)."""
        y, x = np.mgrid[0:BODY[0], 0:BODY[1]].astype(np.float32)
        away, down = np.abs(x - 450), y - 190
        neckline = ellipse(BODY, (450, 196), (92, 84), 5)
        cloth = self.shoulders(away, down) * (1 - neckline) * np.clip((down + 26) / 5, 0, 1)
        skin = np.maximum(np.clip((74 + 30 * np.clip((y - 130) / 70, 0, 1) ** 2 - away) / 4, 0, 1) * (y < 260), neckline * (down > -10))
        colour = over(self.skin(away, y), self.cloth(away, down, neckline), cloth)
        return np.dstack([colour, np.maximum(cloth, skin * (y < 290))]).astype(np.float32)

    @staticmethod
    def shoulders(away, down):
        """Mask of the clothes from the slope beside the neck to the upper arms; distances in pixels."""
        slope = np.clip((down - 0.24 * (away - 70)) / 5 + 4, 0, 1)
        share = np.clip((down + 4) / 210, 0, 1)
        half = 325 * (1 - (1 - share) ** 2.6) ** (1 / 2.2) + 14 * np.clip((down - 210) / 250, 0, 1)
        return slope * np.clip((half - away) / 5, 0, 1)

    def skin(self, away, y):
        """RGB of neck and throat under the chin's shadow."""
        shadow = 0.34 * np.exp(-np.clip(y - 95, 0, None) / 55) + 0.26 * (away / 90) ** 2
        return tinted(np.clip(self.look.skin_tone * (0.96 - shadow), 14, 255), self.look.skin_tint)

    def cloth(self, away, down, neckline):
        """RGB of the clothes with a few soft folds, a collar's edge and the arms' shadows."""
        folds = cv2.GaussianBlur(np.random.default_rng(self.look.seed + 5).normal(0, 1, BODY).astype(np.float32), (0, 0), 34, sigmaY=60)
        collar = np.clip(ellipse(BODY, (450, 196), (104, 96), 5) - neckline, 0, 1)
        arm = np.exp(-((away - 225 - 0.06 * down) / 16) ** 2) * np.clip((down - 150) / 120, 0, 1)
        shade = 1.06 - 0.40 * (away / 330) ** 2 - 0.0003 * down + 0.05 * folds / folds.std() - 0.20 * arm
        return (shade * (1 + 0.14 * collar))[..., None] * np.float32(self.look.cloth)

    def head(self, face, yaw=0.0):
        """RGBA float [600,480,4] of the head with `face` (spreads [144,144]), turned by `yaw` radians (π: seen from behind)."""
        tones = np.clip(face_tones(self.look, face) + self.grain[FACE_BOX], 8, 248)
        colour, window = face_colours(self.look, tones), self.window[FACE_BOX]
        if abs(yaw) > 0.01:
            colour, window = turned(colour, yaw), np.clip(turned(window, yaw), 0, 1) * facing(yaw)
        picture = self.hair_and_ears.copy()
        picture[FACE_BOX] = over(picture[FACE_BOX], colour, window)
        away = np.clip((abs(yaw) - 0.5) / 0.6, 0, 1)
        outline = self.outline * (1 - (1 - away) * self.throat)
        outline = np.maximum(outline, away * ellipse(HEAD, (240, 262), (124, 176), 6))
        alpha = np.maximum(outline, self.ears[1])
        alpha[FACE_BOX] = np.maximum(alpha[FACE_BOX], window)
        return cv2.merge([*cv2.split(picture), alpha])


def cylinder(yaw):
    """(columns to read [312], angles [312] from the front) for each column of `FACE_BOX`, of a head turned by `yaw` radians on a
    cylinder of radius 150 pixels."""
    start, stop = FACE_BOX[1].start, FACE_BOX[1].stop
    share = (np.arange(start, stop, dtype=np.float32) - 240) / 150
    angle = (np.arcsin(np.clip(share, -1, 1)) - yaw + np.pi) % (2 * np.pi) - np.pi
    columns = np.where(np.abs(share) < 1, 240 + 150 * np.sin(angle), 240 + 150 * share) - start
    return columns.astype(np.float32), angle


def turned(picture, yaw):
    """The front of a head in `FACE_BOX` (float [336,312] or [336,312,3]) as it looks when turned by `yaw` radians."""
    columns, _ = cylinder(yaw)
    rows = np.arange(picture.shape[0], dtype=np.float32)
    return cv2.remap(np.float32(picture), np.tile(columns, (len(rows), 1)), np.tile(rows[:, None], (1, len(columns))), cv2.INTER_LINEAR)


def facing(yaw):
    """Share [312] 0..1 of each column of `FACE_BOX` that shows the front and not the back."""
    rim = np.clip((146 - np.abs(np.arange(FACE_BOX[1].start, FACE_BOX[1].stop) - 240)) / 14, 0, 1)
    return np.float32(np.clip((1.45 - np.abs(cylinder(yaw)[1])) / 0.15, 0, 1) * rim)


def premultiplied(picture, scale):
    """RGBA `picture` with colours times alpha, smoothed as far as drawing it at `scale` needs."""
    lead = cv2.merge([channel * picture[..., 3] for channel in cv2.split(picture)[:3]] + [picture[..., 3]])
    return cv2.GaussianBlur(lead, (0, 0), 0.32 / scale) if scale < 0.75 else lead


@dataclass(frozen=True)
class Layer:
    """A part of a frame: premultiplied RGBA `picture` float [h,w,4] whose top left pixel lies at (`left`, `top`)."""

    picture: np.ndarray
    left: int
    top: int


def placed(picture, anchor, target, scale, tilt=0.0, margin=28):
    """The `Layer` of the premultiplied RGBA `picture`: its point `anchor` (x,y) comes to `target` (x,y) in the frame, scaled, and
    tilted by `tilt` radians; `margin` pixels around leave room for blur. None where it lies outside the frame."""
    cosine, sine = scale * np.cos(tilt), scale * np.sin(tilt)
    matrix = np.float32([[cosine, -sine, target[0] - cosine * anchor[0] + sine * anchor[1]],
                         [sine, cosine, target[1] - sine * anchor[0] - cosine * anchor[1]]])
    rows, columns = picture.shape[:2]
    corners = matrix @ np.float32([[0, columns, 0, columns], [0, 0, rows, rows], [1, 1, 1, 1]])
    left, top = np.maximum(np.floor(corners.min(axis=1)) - margin, (-margin, -margin)).astype(int)
    right, bottom = np.minimum(np.ceil(corners.max(axis=1)) + margin, (640 + margin, 480 + margin)).astype(int)
    if min(right, 640) <= max(left, 0) or min(bottom, 480) <= max(top, 0):
        return None
    matrix[:, 2] -= (left, top)
    return Layer(cv2.warpAffine(picture, matrix, (int(right - left), int(bottom - top)), flags=cv2.INTER_LINEAR), left, top)


def lay_on(frame, layer):
    """Draws `layer` over `frame` (RGB float [480,640,3]) in place."""
    left, top = max(layer.left, 0), max(layer.top, 0)
    part = layer.picture[top - layer.top:480 - layer.top, left - layer.left:640 - layer.left]
    red, green, blue, alpha = cv2.split(part)
    below = frame[top:top + part.shape[0], left:left + part.shape[1]]
    below *= cv2.merge([1 - alpha] * 3)
    below += cv2.merge([red, green, blue])
