"""Valence and arousal from the network's features and hashed n-grams, learnt on EmoBank (CC BY-SA 4.0).

Kept in two files of their own, so that whoever does not want share-alike data leaves them out.
"""

import gzip
import os

import numpy as np
from scipy.sparse import diags

from data import data_folder
from linear import idf
from normalise import words


WORD_BITS, CHAR_BITS = 13, 13


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


def dual_ridge(x, y, strength):
    """For sparse x with more columns than rows. No bias: y is centred by the caller."""
    kernel = (x @ x.T).toarray().astype(np.float64)
    kernel[np.diag_indices_from(kernel)] += strength
    return x.T @ np.linalg.solve(kernel, y)


def out_of_fold(fit_and_guess, y, folds=5):
    fold = np.arange(len(y)) % folds
    guess = np.zeros_like(y)
    for f in range(folds):
        guess[fold == f] = fit_and_guess(fold != f, fold == f)
    return guess


def fit_place(features, ngrams, y):
    """Ridge on the network's features and ridge on hashed n-grams, blended by least squares on out-of-fold guesses.

    Returns weights on features (F x 2), bias (2), weights on n-grams (buckets x 2).
    """
    scale = idf(ngrams)
    weighted = (ngrams @ diags(scale)).tocsr()
    best_features, best_ngrams = (None, None), (None, None)
    for strength in (10, 30, 100, 300, 1000):

        def on_features(seen, left, strength=strength):
            w, b = ridge(features[seen], y[seen], strength)
            return features[left] @ w + b

        guess = out_of_fold(on_features, y)
        score = sum(correlation(guess[:, c], y[:, c]) for c in range(2))
        if best_features[0] is None or score > best_features[0]:
            best_features = (score, strength, guess)
    for strength in (30.0, 100.0):

        def on_ngrams(seen, left, strength=strength):
            centre = y[seen].mean(0)
            return weighted[left] @ dual_ridge(weighted[seen], y[seen] - centre, strength) + centre

        guess = out_of_fold(on_ngrams, y)
        score = sum(correlation(guess[:, c], y[:, c]) for c in range(2))
        if best_ngrams[0] is None or score > best_ngrams[0]:
            best_ngrams = (score, strength, guess)
    w, b = ridge(features, y, best_features[1])
    centre = y.mean(0)
    n = dual_ridge(weighted, y - centre, best_ngrams[1]) * scale[:, None]
    bias = np.zeros(2)
    for c in range(2):
        columns = np.stack([best_features[2][:, c], best_ngrams[2][:, c], np.ones(len(y))], 1)
        (of_features, of_ngrams, rest), *_ = np.linalg.lstsq(columns, y[:, c], rcond=None)
        w[:, c] *= of_features
        n[:, c] *= of_ngrams
        bias[c] = rest + of_features * b[c] + of_ngrams * centre[c]
    print("place: strengths", best_features[1], best_ngrams[1], "folds", best_features[0] / 2, best_ngrams[0] / 2)
    return w, bias, n


def correlation(a, b):
    return float(np.corrcoef(a, b)[0, 1])


def write_place(path, w, b):
    """Little-endian f32: valence weights, its bias, arousal weights, its bias."""
    joined = np.concatenate([np.concatenate([w[:, c], [b[c]]]) for c in range(2)])
    with open(path, "wb") as file:
        file.write(joined.astype("<f4").tobytes())
