"""Metrics of the project's evaluation command, for use while training."""

import numpy as np


def probabilities(logits, temperature=1.0):
    scaled = logits / temperature
    scaled = scaled - scaled.max(1, keepdims=True)
    e = np.exp(scaled)
    return e / e.sum(1, keepdims=True)


def calibration_error(p, truth, bins=15):
    top, hit = p.max(1), p.argmax(1) == truth
    which = np.minimum((top * bins).astype(int), bins - 1)
    return sum(abs(hit[which == b].mean() - top[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any())


def summary(p, truth):
    guess = p.argmax(1)
    recall, f1 = [], []
    for label in range(p.shape[1]):
        hit = ((guess == label) & (truth == label)).sum()
        r, q = hit / max(1, (truth == label).sum()), hit / max(1, (guess == label).sum())
        recall.append(r)
        f1.append(2 * r * q / max(1e-9, r + q))
    return {"accuracy": (guess == truth).mean(), "macroF1": np.mean(f1), "uar": np.mean(recall), "ece": calibration_error(p, truth)}


def line(p, truth):
    return " ".join(f"{key} {value:.4f}" for key, value in summary(p, truth).items())
