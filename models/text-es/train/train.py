"""Trains the Spanish linear reader and writes ../linear.bin and its part of ../model.json.

    UNDERTONE_DATA=path/to/data python train.py

Shares normalisation, hashing, the softmax fit and the file layout with models/text-en/train (imported, not copied).
There are no neutral rows in the Spanish data: the neutral column is a constant so low that only the neutral share,
added by the product's code, ever makes it probable. Temperature and strength come from four folds of the training
rows, both sources weighing the same; dev_es is only looked at for the printed figures.
"""

import os
import sys

import numpy as np
from scipy.optimize import minimize_scalar

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "text-en", "train"))

import data  # noqa: E402
import hashing  # noqa: E402
import linear  # noqa: E402
import manifest  # noqa: E402
from export import write_linear  # noqa: E402
from fit import gold_targets, row_weights  # noqa: E402
from measure import line, probabilities  # noqa: E402

WORD_BITS, CHAR_BITS = 15, 15
STRENGTHS = (1e-4, 3e-4, 1e-3, 3e-3)
NEUTRAL = data.LABELS.index("neutral")
EMOTIONS = [i for i in range(len(data.LABELS)) if i != NEUTRAL]
BRIGHTER = data.SOURCES.index("brighter")


def main():
    rows, dev = data.read("train_es.tsv.gz"), data.read("dev_es.tsv.gz")
    x = hashing.matrix([row.words for row in rows], WORD_BITS, CHAR_BITS)
    coarse = gold_targets(rows)[0][:, EMOTIONS]
    own = np.array([row.source == BRIGHTER for row in rows])
    prior = coarse[own].mean(0)
    by_class = prior**-0.3
    weights = (coarse @ by_class) * np.where(own, 1.0, 0.6)
    single = np.array([len(row.labels) == 1 for row in rows])
    truth = coarse.argmax(1)
    fold = np.arange(len(rows)) % 4

    best = None
    for strength in STRENGTHS:
        logits = np.zeros((len(rows), len(EMOTIONS)), np.float32)
        for f in range(4):
            seen, left = fold != f, fold == f
            w = linear.fit_adapted(x[seen], coarse[seen], weights[seen], own[seen], strength)
            logits[left] = x[left] @ w[:-1] + w[-1]

        def cost(log_temperature, logits=logits):
            p = probabilities(logits, np.exp(log_temperature))
            loss = -(np.log(p + 1e-9) * coarse).sum(1)
            return (loss[own].mean() + loss[~own].mean()) / 2

        found = minimize_scalar(cost, bounds=(-2, 2), method="bounded")
        p = probabilities(logits[single], np.exp(found.x))
        print(strength, "folds: T", round(float(np.exp(found.x)), 3), "loss", round(found.fun, 4), line(p, truth[single]), flush=True)
        mine = single & own
        print("   brighter", line(probabilities(logits[mine], np.exp(found.x)), truth[mine]), flush=True)
        if best is None or found.fun < best[0]:
            best = (found.fun, strength, float(np.exp(found.x)))

    _, strength, temperature = best
    w = linear.fit_adapted(x, coarse, weights, own, strength)
    whole = np.zeros((w.shape[0], len(data.LABELS)), np.float32)
    whole[:, EMOTIONS] = w
    whole[-1, NEUTRAL] = -30
    stored = write_linear(os.path.join(HERE, "..", "linear.bin"), whole)
    y = hashing.matrix([row.words for row in dev], WORD_BITS, CHAR_BITS) @ stored[:-1] + stored[-1]
    for name, chosen in (("all", lambda r: True), ("brighter", lambda r: r.source == BRIGHTER)):
        at = [i for i, r in enumerate(dev) if len(r.labels) == 1 and chosen(r)]
        seen = np.array([dev[i].labels[0] for i in at])
        p = probabilities(y[at], temperature)
        print("dev", name, len(at), "accuracy", (p.argmax(1) == seen).mean(), "six-class", line(p[:, EMOTIONS], np.array([EMOTIONS.index(s) for s in seen])))
    full_prior = np.zeros(len(data.LABELS))
    full_prior[EMOTIONS] = prior
    manifest.update(
        os.path.join(HERE, ".."),
        [("linear.bin", "linear", "CC-BY-4.0")],
        {"hashing": {"wordBits": WORD_BITS, "charBits": CHAR_BITS, "charSizes": list(hashing.CHAR_SIZES)}},
        {
            "labels": data.LABELS,
            "temperature": round(temperature, 3),
            "labelPrior": [round(float(q), 4) for q in full_prior],
        },
    )


if __name__ == "__main__":
    main()
