"""Faces of people who do not exist, sampled from a model of shape and tone.

Per expression, the training crops that lie best over each other are warped onto their mean by dense optical flow, so that eyes
average with eyes and lips with lips: the mean stays sharp. Who somebody is comes from the principal components of shape (flow)
and tone of the neutral crops; the same coefficients on another expression's mean give the same guest with another expression.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from training import EXPRESSIONS, GRID, SIDE, best_aligned, clear_cases, likeness, oval, standardised, symmetric

LEAST_SHARE = {"disgust": 0.2, "fear": 0.35, "angry": 0.75, "sad": 0.85}
"""Least share of crowd votes that makes a crop a clear case; 0.6 where not named here."""
KEPT = 300
"""Best aligned crops per expression; twice as many for neutral, which also carries who people are."""
COMPONENTS = 40
FACE = oval(GRID, 0.42, 0.56)
"""Where tones are compared: the face without hair and background."""
ROWS, COLUMNS = np.mgrid[0:GRID, 0:GRID].astype(np.float32)


@dataclass(frozen=True)
class FaceModel:
    """Immutable; `means`: expression → tone [144,144] in spreads about 0; `to_neutral`: expression → flow [144,144,2], pixels,
    from that expression's frame into the neutral frame; `shapes` [40,144,144,2] pixels and `tones` [40,144,144] are one standard
    deviation of each component in the neutral frame; `sided` [40] is 1 where a component is a left-right difference, 0 where none.
    """

    means: dict
    to_neutral: dict
    shapes: np.ndarray
    tones: np.ndarray
    sided: np.ndarray


def warped(picture, flow):
    """`picture` [144,144] read at each pixel's place plus `flow` [144,144,2], pixels."""
    return cv2.remap(picture.astype(np.float32), COLUMNS + flow[..., 0], ROWS + flow[..., 1], cv2.INTER_CUBIC,
                     borderMode=cv2.BORDER_REFLECT)


def local_contrast(picture):
    """A picture in spreads [144,144] as uint8 with light and shade evened out, so that flow follows features."""
    mean = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 14)
    spread = np.sqrt(cv2.GaussianBlur((picture - mean) ** 2, (0, 0), 20)) + 0.15
    return np.clip(128 + 45 * (picture - mean) / spread, 0, 255).astype(np.uint8)


def flow_between(reference, picture, smoothing):
    """Flow [144,144,2], pixels, such that `warped(picture, flow)` lies over `reference`; `smoothing` is a sigma in pixels."""
    seeker = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    seeker.setFinestScale(1)
    seeker.setPatchSize(12)
    seeker.setPatchStride(4)
    seeker.setVariationalRefinementIterations(10)
    seeker.setVariationalRefinementAlpha(40.0)
    flow = seeker.calc(local_contrast(reference), local_contrast(picture), None)
    return cv2.GaussianBlur(flow, (0, 0), smoothing)


def mirrored_flow(flow):
    """The flow [144,144,2] of the mirrored picture."""
    return flow[:, ::-1] * np.float32([-1, 1])


def dense_mean(crops, share=0.6):
    """Returns (mean [144,144], tones [m,144,144], flows [m,144,144,2]): the symmetric mean of aligned `crops`, and the `share`
    of them that lies best over it, warped into its frame."""
    crops = standardised(crops, FACE)
    mean = symmetric(crops.mean(axis=0))
    for smoothing in (8, 5, 4, 3):
        flows = np.stack([flow_between(mean, crop, smoothing) for crop in crops])
        tones = standardised(np.stack([warped(crop, flow) for crop, flow in zip(crops, flows)]), FACE)
        fit = likeness(tones, mean, FACE)
        kept = fit >= np.quantile(fit, 1 - share)
        drift = flows[kept].mean(axis=0)
        drift = (drift + mirrored_flow(drift)) / 2
        mean = symmetric(warped(tones[kept].mean(axis=0), -cv2.GaussianBlur(drift, (0, 0), 4)))
    return mean, tones[kept], flows[kept] - drift


def components(tones, flows, shape_weight=0.06):
    """Principal components of shape and tone together, of the crops and their mirror images; returns (shapes, tones, sided) as
    in `FaceModel`. `shape_weight` makes one pixel of flow count as so many spreads of tone."""
    tones = np.concatenate([tones, tones[:, :, ::-1]])
    flows = np.concatenate([flows, np.stack([mirrored_flow(flow) for flow in flows])])
    small = GRID // 2
    weight = np.sqrt(oval(small, 0.44, 0.58))
    rows = [np.concatenate([(cv2.resize(tone, (small, small), interpolation=cv2.INTER_AREA) * weight).ravel(),
                            (cv2.resize(flow, (small, small)) * weight[..., None] * shape_weight).ravel()])
            for tone, flow in zip(tones - tones.mean(axis=0), flows - flows.mean(axis=0))]
    left, sizes, _ = np.linalg.svd(np.stack(rows), full_matrices=False)
    mix = left[:, :COMPONENTS].T / np.sqrt(len(rows))
    half = len(rows) // 2
    sided = np.abs(mix[:, :half] - mix[:, half:]).sum(axis=1) / (2 * np.abs(mix[:, :half]).sum(axis=1))
    tone_parts = np.tensordot(mix, tones - tones.mean(axis=0), axes=1)
    shape_parts = np.tensordot(mix, flows - flows.mean(axis=0), axes=1)
    return shape_parts.astype(np.float32), tone_parts.astype(np.float32), np.round(sided)


def build_model(crops, labels, votes, progress=print):
    """The `FaceModel` of the Training crops (uint8 [n,48,48]); takes some minutes on two cores."""
    crops = standardised(crops, oval(SIDE))
    start = symmetric(crops[clear_cases(labels, votes, "neutral", 0.6)].mean(axis=0))
    means, person = {}, None
    for expression in EXPRESSIONS:
        chosen = clear_cases(labels, votes, expression, LEAST_SHARE.get(expression, 0.6))
        count = 2 * KEPT if expression == "neutral" else KEPT
        aligned = best_aligned(crops[chosen], count, start, 3 * count)
        means[expression], tones, flows = dense_mean(aligned)
        progress(f"{expression}: {len(chosen)} clear crops, {len(aligned)} aligned, {len(tones)} in the mean")
        if expression == "neutral":
            person = components(tones, flows)
    to_neutral = {name: flow_between(mean, means["neutral"], 3) for name, mean in means.items()}
    return FaceModel(means, to_neutral, *person)


def person_coefficients(seed, sided, spread=0.9, limit=1.8, sided_share=0.35):
    """Gaussian coefficients [40] of a person, cut off at ±`limit` standard deviations; left-right differences are damped."""
    drawn = np.random.default_rng(seed).normal(0, spread, len(sided))
    return np.clip(drawn, -limit, limit) * np.where(sided > 0.5, sided_share, 1)


def sample_face(model, person, expression, strength=1.0):
    """Tone [144,144] in spreads about 0 of the person with coefficients `person` [40] showing `expression`; `strength` 0..1
    scales what the person adds to the expression's mean."""
    to_neutral = model.to_neutral[expression]
    tone = np.tensordot(person, model.tones, axes=1) * strength
    shape = np.tensordot(person, model.shapes, axes=1) * strength
    tone = model.means[expression] + warped(tone, to_neutral)
    shape = np.dstack([warped(shape[..., 0], to_neutral), warped(shape[..., 1], to_neutral)])
    return warped(tone, inverse(shape))


def inverse(flow, rounds=8):
    """The flow that undoes `flow` [144,144,2], found by repeated substitution."""
    back = -flow
    for _ in range(rounds):
        back = -np.dstack([warped(flow[..., 0], back), warped(flow[..., 1], back)])
    return back


def morph(first, second, flow, share):
    """The face `share` (0..1) of the way from `first` to `second` (tones [144,144]); `flow` leads from first's frame to second's."""
    back = inverse(flow)
    start = warped(first, share * back)
    end = warped(second, (1 - share) * flow)
    return (1 - share) * start + share * end
