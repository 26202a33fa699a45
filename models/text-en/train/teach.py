"""Teachers: out-of-fold predictions for every training row, from three recurrent rounds and one linear round.

A teacher never predicts a row it has seen, so what it hands on is doubt it would have on new text.
"""

import numpy as np
import torch

import hashing
import linear
import network
from data import FINE, LABELS
from fit import TOPICAL, encode, fit, gold_targets, predict, row_weights
from measure import probabilities
from pieces import Pieces, train_pieces
from split import FOLDS

# name, class, pieces, embedding, hidden, epochs, seed
ROUNDS = [
    ("A", "Reader", 12000, 128, 96, 4, 100),
    ("B", "ConvolvedReader", 24000, 128, 96, 4, 200),
    ("C", "Reader", 8000, 128, 128, 5, 300),
]
SHARPEN = 0.9
FINE_SHARE = 0.4
FINE_OF = {
    "anger": "anger annoyance disapproval",
    "disgust": "disgust",
    "fear": "fear nervousness",
    "joy": "joy amusement approval excitement gratitude love optimism relief pride admiration desire caring",
    "neutral": "neutral",
    "sadness": "sadness disappointment embarrassment grief remorse",
    "surprise": "surprise realization confusion curiosity",
}


def recurrent_round(rows, held, fold, unlabelled, name, kind, size, embedding, hidden, epochs, seed):
    pieces = Pieces(train_pieces([row.words for row in rows] + unlabelled, size))
    ids = encode(rows, pieces)
    source = np.array([row.source for row in rows])
    coarse = np.zeros((len(rows), len(LABELS)), np.float32)
    fine = np.zeros((len(rows), len(FINE)), np.float32)
    for f in range(FOLDS):
        torch.manual_seed(seed + f)
        model = getattr(network, kind)(len(pieces.vocabulary), embedding=embedding, hidden=hidden)
        seen, left = np.where(~held & (fold != f))[0], np.where(~held & (fold == f))[0]
        model = fit(model, [ids[i] for i in seen], [rows[i] for i in seen], seed + f, epochs=epochs)
        coarse[left], fine[left] = predict(model, [ids[i] for i in left], source[left])
        print("teacher", name, "fold", f, "done", flush=True)
    return coarse, fine


def linear_round(rows, held, fold):
    source = np.array([row.source for row in rows])
    targets = gold_targets(rows)[0]
    weights = row_weights(rows, targets)
    x = hashing.matrix([row.words for row in rows], 17, 16)
    coarse = np.zeros((len(rows), len(LABELS)), np.float32)
    for f in range(FOLDS):
        seen, left = ~held & (fold != f) & (source != TOPICAL), ~held & (fold == f)
        w = linear.fit_adapted(x[seen], targets[seen], weights[seen], source[seen] == 0, strength=1.5e-4, iterations=50)
        coarse[left] = x[left] @ w[:-1] + w[-1]
    return coarse


def log_probabilities(logits):
    return np.log(probabilities(logits) + 1e-9)


def fine_as_coarse(fine):
    """Seven log-probabilities from the 28 fine sigmoids, summed by class."""
    p = 1 / (1 + np.exp(-fine))
    columns = [p[:, [FINE.index(name) for name in FINE_OF[label].split()]].sum(1) for label in LABELS]
    stacked = np.stack(columns, 1)
    return np.log(stacked / stacked.sum(1, keepdims=True) + 1e-6)


def teacher_targets(recurrent, linear_logits):
    """recurrent: list of (coarse, fine) logits. Returns seven-class and 28-label soft targets."""
    views = [(1 - FINE_SHARE) * log_probabilities(c) + FINE_SHARE * fine_as_coarse(f) for c, f in recurrent]
    views.append(log_probabilities(linear_logits))
    fine = np.mean([1 / (1 + np.exp(-f)) for _, f in recurrent], 0)
    return probabilities(np.mean(views, 0), SHARPEN).astype(np.float32), fine.astype(np.float32)
