"""Valence and arousal: ridge regression from the network's features, learnt on EmoBank (CC BY-SA 4.0).

Kept in a file of its own, valence-arousal.bin, so that whoever does not want share-alike data leaves it out.
"""

import gzip
import os

import numpy as np

from data import data_folder
from normalise import words


def read_emobank(name):
    lines, targets = [], []
    with gzip.open(os.path.join(data_folder(), name), "rt", encoding="utf-8", newline="\n") as file:
        next(file)
        for line in file:
            text, valence, arousal, _dominance = line.rstrip("\n").split("\t")
            lines.append(words(text))
            targets.append([(float(valence) - 3) / 2, (float(arousal) - 3) / 2])
    return lines, np.array(targets)


def ridge(x, y, strength):
    mean, centre = x.mean(0), y.mean(0)
    a = x - mean
    w = np.linalg.solve(a.T @ a + strength * np.eye(x.shape[1]), a.T @ (y - centre))
    return w, centre - mean @ w


def fit_place(features, targets):
    """Strength by five folds of the training rows. Returns weights (features x 2) and bias (2)."""
    fold = np.arange(len(features)) % 5
    scores = {}
    for strength in (1, 10, 30, 100, 300, 1000):
        guess = np.zeros_like(targets)
        for f in range(5):
            w, b = ridge(features[fold != f], targets[fold != f], strength)
            guess[fold == f] = features[fold == f] @ w + b
        scores[strength] = sum(correlation(guess[:, c], targets[:, c]) for c in range(2))
    best = max(scores, key=scores.get)
    return ridge(features, targets, best)


def correlation(a, b):
    return float(np.corrcoef(a, b)[0, 1])


def write_place(path, w, b):
    """Little-endian f32: valence weights, its bias, arousal weights, its bias."""
    joined = np.concatenate([np.concatenate([w[:, c], [b[c]]]) for c in range(2)])
    with open(path, "wb") as file:
        file.write(joined.astype("<f4").tobytes())
