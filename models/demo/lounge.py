"""The empty lounge, drawn by code: wall, window at dusk, picture, lamp, sofa, plant and table, and the camera's own faults."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 480
"""Size of a frame, pixels."""
FINE = 3
"""The room is drawn this many times larger and then reduced, for smooth edges."""


def scaled(*values):
    """Frame coordinates as coordinates of the fine drawing."""
    return [round(value * FINE) for value in values]


def gradient(size, top, bottom):
    """RGB picture float [h,w,3] that runs from colour `top` to `bottom` (0..255); `size` is (w,h)."""
    share = np.linspace(0, 1, size[1])[:, None, None]
    return np.broadcast_to((1 - share) * np.float32(top) + share * np.float32(bottom), (size[1], size[0], 3)).copy()


def paste_gradient(picture, box, top, bottom, radius=0):
    """Fills the rounded `box` (x0,y0,x1,y1 in frame pixels) of the PIL `picture` with a vertical gradient."""
    x0, y0, x1, y1 = scaled(*box)
    fill = Image.fromarray(gradient((x1 - x0, y1 - y0), top, bottom).astype(np.uint8))
    mask = Image.new("L", fill.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, x1 - x0 - 1, y1 - y0 - 1), radius * FINE, fill=255)
    picture.paste(fill, (x0, y0), mask)


def draw_wall(picture):
    """Wall, skirting and floor."""
    paste_gradient(picture, (0, 0, 640, 372), (150, 148, 138), (132, 126, 116))
    paste_gradient(picture, (0, 360, 640, 374), (174, 168, 156), (146, 140, 130))
    paste_gradient(picture, (0, 374, 640, 480), (112, 88, 68), (84, 64, 48))


def draw_window(picture):
    """A tall window with an evening sky, a roof line and curtains."""
    paste_gradient(picture, (38, 38, 206, 262), (196, 190, 178), (176, 168, 156), 3)
    paste_gradient(picture, (46, 46, 198, 254), (92, 116, 152), (222, 172, 132))
    pen = ImageDraw.Draw(picture)
    roofs = ((46, 254), (46, 222), (74, 222), (74, 206), (104, 206), (118, 196), (132, 206), (132, 226), (164, 226), (164, 214), (198, 214), (198, 254))
    pen.polygon([tuple(scaled(*point)) for point in roofs], fill=(86, 84, 96))
    pen.rectangle(scaled(119, 46, 125, 254), fill=(188, 182, 170))
    for left, sway in ((24, 1), (184, -1)):
        for fold in range(6):
            x = left + 6.5 * fold
            tone = 150 + 16 * np.cos(fold * 2.1 + sway)
            pen.rectangle(scaled(x, 30, x + 6.6, 318), fill=tuple(int(tone * part) for part in (0.98, 0.86, 0.74)))
    pen.rectangle(scaled(14, 26, 232, 31), fill=(92, 74, 58))


def draw_painting(picture):
    """A framed picture of three hills."""
    pen = ImageDraw.Draw(picture)
    pen.rectangle(scaled(430, 66, 548, 152), fill=(78, 60, 46))
    paste_gradient(picture, (436, 72, 542, 146), (206, 196, 172), (214, 182, 142))
    for points, colour in ((((436, 122), (470, 100), (512, 124), (542, 108), (542, 146), (436, 146)), (140, 148, 132)),
                           (((436, 134), (486, 116), (542, 136), (542, 146), (436, 146)), (104, 118, 106))):
        pen.polygon([tuple(scaled(*point)) for point in points], fill=colour)


def draw_sofa(picture):
    """A long sofa with three back cushions, and two throw cushions."""
    paste_gradient(picture, (96, 262, 560, 420), (84, 108, 112), (58, 76, 82), 26)
    for left in (112, 260, 408):
        paste_gradient(picture, (left, 250, left + 140, 352), (104, 130, 132), (80, 102, 106), 18)
    paste_gradient(picture, (104, 344, 552, 398), (112, 138, 138), (78, 100, 104), 14)
    for left in (78, 526):
        paste_gradient(picture, (left, 296, left + 52, 428), (94, 118, 122), (58, 76, 82), 20)
    paste_gradient(picture, (140, 300, 204, 352), (206, 158, 96), (168, 120, 66), 12)
    paste_gradient(picture, (462, 302, 522, 352), (176, 112, 92), (140, 82, 66), 12)
    pen = ImageDraw.Draw(picture)
    for left in (104, 528):
        pen.rectangle(scaled(left, 424, left + 12, 444), fill=(54, 40, 30))


def draw_lamp(picture):
    """A floor lamp with a linen shade."""
    pen = ImageDraw.Draw(picture)
    pen.rectangle(scaled(598, 180, 602, 424), fill=(70, 58, 48))
    pen.ellipse(scaled(576, 416, 624, 430), fill=(62, 50, 42))
    paste_gradient(picture, (566, 120, 634, 186), (252, 226, 176), (255, 240, 204), 5)


def draw_plant(picture):
    """A pot plant on the floor, left of the sofa."""
    pen = ImageDraw.Draw(picture)
    random = np.random.default_rng(11)
    for _ in range(46):
        angle, length = random.uniform(-1.25, 1.25), random.uniform(50, 118)
        tip = np.array([40 + length * np.sin(angle), 372 - length * np.cos(angle)])
        foot, side = np.array([40.0, 378.0]), np.array([np.cos(angle), np.sin(angle)]) * random.uniform(5, 9)
        middle = foot * 0.45 + tip * 0.55
        green = random.uniform(0.75, 1.15)
        pen.polygon([tuple(scaled(*point)) for point in (foot, middle - side, tip, middle + side)],
                    fill=tuple(int(part * green) for part in (70, 98, 66)))
    paste_gradient(picture, (16, 372, 66, 432), (186, 170, 150), (140, 124, 106), 6)


def draw_table(picture):
    """A low table in front, with a cup and a small vase."""
    paste_gradient(picture, (196, 436, 452, 450), (156, 116, 80), (120, 86, 58), 5)
    paste_gradient(picture, (188, 448, 460, 480), (100, 70, 48), (72, 50, 34), 3)
    paste_gradient(picture, (250, 416, 276, 438), (226, 220, 208), (180, 174, 164), 5)
    paste_gradient(picture, (370, 398, 388, 438), (126, 152, 150), (86, 110, 110), 8)


def glow(centre, radius):
    """Light falling off around `centre` (x,y), float [480,640,1] 0..1; `radius` in pixels."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    return np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / (2 * radius ** 2))[..., None]


def soft_shadow(room, box, depth, blur):
    """`room` [480,640,3] darkened by `depth` (0..1) under the ellipse in `box` (x0,y0,x1,y1), blurred by `blur` pixels."""
    mask = np.zeros((HEIGHT, WIDTH), np.float32)
    x0, y0, x1, y1 = box
    cv2.ellipse(mask, (((x0 + x1) / 2, (y0 + y1) / 2), (x1 - x0, y1 - y0), 0), 1, -1)
    return room * (1 - depth * cv2.GaussianBlur(mask, (0, 0), blur)[..., None])


def draw_room():
    """The empty lounge under lamp light, float RGB [480,640,3] 0..255."""
    picture = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE))
    for draw in (draw_wall, draw_window, draw_painting, draw_lamp, draw_plant, draw_sofa, draw_table):
        draw(picture)
    room = cv2.resize(np.asarray(picture, dtype=np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    room = cv2.GaussianBlur(room, (0, 0), 1.3)
    room = soft_shadow(room, (80, 400, 570, 452), 0.45, 10)
    lamp = np.float32([1.0, 0.80, 0.50])
    room = room * (0.70 + 0.12 * glow((120, 140), 150)) + room * lamp * (0.62 * glow((600, 165), 150)) + lamp * 42 * glow((600, 155), 52)
    edge = 1 - 0.30 * (1 - glow((330, 220), 330))
    return np.clip(room * edge, 0, 255).astype(np.float32)


def graded(frame):
    """The frame (float RGB [480,640,3]) with the lamp's warm cast and a gentle contrast curve, 0..255."""
    share = np.clip(frame / 255, 0, 1)
    share = 0.82 * share + 0.18 * share * share * (3 - 2 * share)
    return np.clip(share * np.float32([1.025, 1.0, 0.955]) * 255, 0, 255)


def sensor_noise(frame, random, spread=1.3):
    """The frame with the camera's noise (`spread` in levels), as uint8."""
    noise = random.normal(0, spread, frame.shape[:2]).astype(np.float32)
    return np.clip(frame + noise[..., None] + 0.5, 0, 255).astype(np.uint8)
