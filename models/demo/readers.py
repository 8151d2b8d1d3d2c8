"""Third parties that look at the pictures: OpenCV's face cascades and the peers' expression nets. Used for choosing and checking."""

from pathlib import Path

import cv2
import numpy as np

from tiny_onnx import TinyOnnx
from training import EXPRESSIONS

CASCADES = Path("/usr/share/opencv4/haarcascades")
"""Where Debian's opencv-data puts them."""
FACEAPI_ORDER = ("neutral", "happy", "sad", "angry", "fear", "disgust", "surprise")
FACEAPI_MEAN = (122.782, 117.001, 104.298)


def cascade(name):
    """OpenCV's frontal face cascade `name` ("alt2" or "default")."""
    return cv2.CascadeClassifier(str(CASCADES / f"haarcascade_frontalface_{name}.xml"))


def find_faces(finder, luma, neighbours=5, smallest=48):
    """Boxes (x, y, side, side), pixels, that the cascade finds in `luma` (uint8 [h,w])."""
    found = finder.detectMultiScale(luma, scaleFactor=1.1, minNeighbors=neighbours, minSize=(smallest, smallest))
    return [tuple(int(value) for value in box) for box in found]


def crop(luma, box, margin=0.0):
    """The square of `luma` in `box`, widened on each side by `margin` of its side; edges are repeated outside the picture."""
    x, y, side, _ = box
    add = round(side * margin)
    padded = cv2.copyMakeBorder(luma, side, side, side, side, cv2.BORDER_REPLICATE)
    return padded[y - add + side:y + 2 * side + add, x - add + side:x + 2 * side + add]


class Readers:
    """The expression nets that were found; each reads a square luma crop (uint8) into probabilities [7] in FER2013's order."""

    def __init__(self, peers, own=None):
        folder = Path(peers) / "emotion"
        self.nets = {}
        for name, part in (("mini-Xception", "mini_XCEPTION"), ("big Xception", "big_XCEPTION")):
            for path in folder.glob(f"*{part}*.onnx"):
                self.nets[name] = (cv2.dnn.readNetFromONNX(str(path)), self.xception)
        if (folder / "faceapi.onnx").exists():
            self.nets["face-api"] = (cv2.dnn.readNetFromONNX(str(folder / "faceapi.onnx")), self.faceapi)
        if own and Path(own).exists():
            self.nets["own"] = (TinyOnnx(own), self.own)

    def read(self, name, face):
        """Probabilities [7] that the net `name` gives the square crop `face` (uint8)."""
        net, prepare = self.nets[name]
        return prepare(net, face)

    @staticmethod
    def xception(net, face):
        small = cv2.resize(face, (64, 64), interpolation=cv2.INTER_AREA).astype(np.float32)
        net.setInput((small / 127.5 - 1).reshape(1, 1, 64, 64))
        return net.forward().ravel()

    @staticmethod
    def faceapi(net, face):
        small = cv2.resize(face, (112, 112), interpolation=cv2.INTER_AREA).astype(np.float32)
        net.setInput(np.stack([(small - mean) / 255 for mean in FACEAPI_MEAN])[None])
        raw = net.forward().ravel()
        if raw.min() < 0 or abs(raw.sum() - 1) > 1e-3:
            raw = np.exp(raw - raw.max()) / np.exp(raw - raw.max()).sum()
        return np.array([raw[FACEAPI_ORDER.index(name)] for name in EXPRESSIONS])

    @staticmethod
    def own(net, face):
        small = cv2.resize(face, (48, 48), interpolation=cv2.INTER_AREA).astype(np.float32)
        return net.run((small / 255).reshape(1, 1, 48, 48), "probabilities").ravel()
