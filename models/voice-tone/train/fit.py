"""Training of one network on disturbed variants of the clips, with hard and, when given, teacher targets."""

import copy
import time

import numpy as np
import torch
import torch.nn.functional as F

from augment import disturbed
from data import LABELS, TRAINED_ON
from front_end import PITCH_HIGHEST, PITCH_LOWEST, PITCHES, features, mel_edges
from targets import arousal_target, arousal_weight


def variants(clips, count, seed):
    """[count][clips] of (mel, pitch) as float16 [64, frames]; the first variant is the clean clip."""
    rng = np.random.default_rng(seed)
    found = []
    for variant in range(count):
        found.append(
            [
                tuple(x.T.astype(np.float16) for x in features(c.samples if variant == 0 else disturbed(c.samples, rng)))
                for c in clips
            ]
        )
    return found


def batches(lengths, weights, size, rng):
    """Clips drawn by weight, in batches of similar length, about one epoch in all."""
    drawn = rng.choice(len(lengths), len(lengths), p=weights / weights.sum())
    found = []
    for start in range(0, len(drawn), size * 8):
        pool = drawn[start : start + size * 8]
        pool = pool[np.argsort(lengths[pool] * rng.uniform(0.9, 1.1, len(pool)))]
        found += [pool[i : i + size] for i in range(0, len(pool), size)]
    return [found[i] for i in rng.permutation(len(found)) if len(found[i]) > size // 2]


def cropped(pairs, rng, longest):
    """Stretches of one length, as long as the shortest clip allows. mel frames are even, pitch has half as many."""
    steps = min(longest, min(min(pitch.shape[1], mel.shape[1] // 2) for mel, pitch in pairs))
    mels, pitches = [], []
    for mel, pitch in pairs:
        start = rng.integers(min(pitch.shape[1], mel.shape[1] // 2) - steps + 1)
        mels.append(mel[:, 2 * start : 2 * (start + steps)])
        pitches.append(pitch[:, start : start + steps])
    return torch.from_numpy(np.stack(mels)).float(), torch.from_numpy(np.stack(pitches)).float()


def _moved(positions):
    """[bands, bands]: linear interpolation of a spectrum at fractional positions, the edges repeated."""
    positions = np.clip(positions, 0, len(positions) - 1)
    low = np.minimum(positions.astype(int), len(positions) - 2)
    share = (positions - low)[:, None]
    bands = np.eye(len(positions))
    return (1 - share) * bands[low] + share * bands[low + 1]


def _warps(widest, count=21):
    """Matrices that scale the frequencies of both spectra alike, by 1 / widest to widest: mel's and pitch's."""
    edges = mel_edges()
    mel = lambda f: 2595 * np.log10(1 + f / 700)  # noqa: E731
    step = mel(edges[2]) - mel(edges[1])
    octave = (PITCHES - 1) / np.log2(PITCH_HIGHEST / PITCH_LOWEST)
    found = [
        (_moved((mel(edges[1:-1] / scale) - mel(edges[1])) / step), _moved(np.arange(PITCHES) - octave * np.log2(scale)))
        for scale in np.geomspace(1 / widest, widest, count)
    ]
    return [torch.from_numpy(np.stack(x)).float() for x in zip(*found)]


MEL_WARPS, PITCH_WARPS = _warps(1.05)


def masked(mel, pitch, rng):
    """A channel's colour, a slightly longer or shorter vocal tract, and SpecAugment's bands and gaps."""
    size, bands, _frames = mel.shape
    curve = torch.from_numpy(rng.normal(0, 0.6, (size, 6, 1))).float()
    mel = mel + F.interpolate(curve.transpose(1, 2), bands, mode="linear", align_corners=True).transpose(1, 2)
    chosen = torch.from_numpy(rng.integers(len(MEL_WARPS), size=size))
    mel, pitch = MEL_WARPS[chosen] @ mel, PITCH_WARPS[chosen] @ pitch
    for i in range(size):
        for x, scale in ((mel, 2), (pitch, 1)):
            low = x[i].mean()
            if rng.random() < 0.7:
                wide = int(rng.integers(1, 11))
                at = int(rng.integers(bands - wide))
                x[i, at : at + wide] = low
            if rng.random() < 0.5:
                wide = int(rng.integers(1, 11)) * scale
                at = int(rng.integers(max(1, x.shape[2] - wide)))
                x[i, :, at : at + wide] = low
    return mel, pitch


def fit(model, clips, prepared, seed, epochs, rate=2e-3, clean=0.0, mix=0.0, size=64, decay=0.02, smoothing=0.08,
        ema=0.995, arousal_share=0.5, longest=150, report=None):
    """Trains in place and returns the averaged (EMA) weights' model.

    prepared: see variants; `clean` is the share of clips that are heard undisturbed. mix: of mixup's beta distribution.
    """
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    lengths = np.array([mel.shape[1] for mel, _ in prepared[0]])
    sources = np.array([TRAINED_ON.index(clip.source) for clip in clips])
    gold = np.array([LABELS.index(clip.label) for clip in clips])
    activation = np.array([arousal_target(clip) for clip in clips], np.float32)
    emphasis = np.array([arousal_weight(clip) for clip in clips], np.float32)
    count = {(s, g): np.sum((sources == s) & (gold == g)) for s, g in set(zip(sources, gold))}
    weights = np.array([count[s, g] ** -0.5 for s, g in zip(sources, gold)])
    has = np.array([[np.any(gold[sources == s] == k) for k in range(len(LABELS))] for s in range(len(TRAINED_ON))])
    targets = np.zeros((len(clips), len(LABELS)), np.float32)
    for i, (s, g) in enumerate(zip(sources, gold)):
        targets[i, has[s]] = smoothing / has[s].sum()
        targets[i, g] += 1 - smoothing
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    steps = epochs * len(batches(lengths, weights, size, rng))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.2)
    averaged = copy.deepcopy(model)
    step, started = 0, time.time()
    for epoch in range(epochs):
        model.train()
        for chosen in batches(lengths, weights, size, rng):
            which = rng.integers(len(prepared), size=len(chosen)) * (rng.random(len(chosen)) >= clean)
            mel, pitch = masked(*cropped([prepared[v][i] for v, i in zip(which, chosen)], rng, longest), rng)
            target, high = torch.from_numpy(targets[chosen]), torch.from_numpy(activation[chosen])
            allowed = torch.from_numpy(has[sources[chosen]])
            if mix and rng.random() < 0.5:
                share, other = float(rng.beta(mix, mix)), torch.from_numpy(rng.permutation(len(chosen)))
                mel, pitch = mel.lerp(mel[other], 1 - share), pitch.lerp(pitch[other], 1 - share)
                target, high = target.lerp(target[other], 1 - share), high.lerp(high[other], 1 - share)
                allowed = allowed | allowed[other]
            source = torch.from_numpy(sources[chosen])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits, arousal = model(mel, pitch, source)
            scores = F.log_softmax(logits.float().masked_fill(~allowed, -30.0), 1)
            weight = torch.from_numpy(emphasis[chosen])
            side_loss = F.binary_cross_entropy_with_logits(arousal.float(), high, weight=weight)
            loss = -(target * scores).sum(1).mean() + arousal_share * side_loss
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                keep = min(ema, (step + 1) / (step + 10))
                for a, b in zip(averaged.state_dict().values(), model.state_dict().values()):
                    if a.dtype.is_floating_point:
                        a.lerp_(b, 1 - keep)
        if report and ((epoch + 1) % 10 == 0 or epoch + 1 == epochs):
            report(averaged, epoch + 1, time.time() - started)
    return averaged
