"""Trains the English-or-Spanish switch and writes ../language.bin and its part of ../model.json.

    UNDERTONE_DATA=path/to/data python train.py

Shares normalisation, hashing and the file layout with models/text-en/train (imported, not copied).
"""

import gzip
import os
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "text-en", "train"))

from scipy.optimize import minimize  # noqa: E402

import hashing  # noqa: E402
import manifest  # noqa: E402
from export import write_linear  # noqa: E402
from normalise import words  # noqa: E402

WORD_BITS, CHAR_BITS = 14, 13
LONGEST = 12


def texts(name):
    with gzip.open(os.path.join(os.environ["UNDERTONE_DATA"], "text", name), "rt", encoding="utf-8", newline="\n") as file:
        if name.endswith(".tsv.gz"):
            next(file)
        return [line.rstrip("\n").split("\t")[0] for line in file]


def windows(lines, rng, per_line):
    """Random stretches of 1 to LONGEST words: the switch must know what it does not know about two words."""
    found = []
    for line in lines:
        tokens = words(line)
        for _ in range(per_line):
            length = int(rng.integers(1, LONGEST + 1))
            start = int(rng.integers(0, max(1, len(tokens) - length + 1)))
            found.append(tokens[start : start + length])
    return [tokens for tokens in found if tokens]


def fit_binary(x, y, weights, strength, iterations=80):
    weights = weights / weights.sum()
    xt = x.T.tocsr()

    def loss(flat):
        z = x @ flat[:-1] + flat[-1]
        value = (weights * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * strength * (flat[:-1] ** 2).sum()
        g = weights * (1 / (1 + np.exp(-z)) - y)
        return value, np.concatenate([xt @ g + strength * flat[:-1], [g.sum()]])

    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": iterations}).x


def main():
    rng = np.random.default_rng(1)
    english = texts("train.tsv.gz")
    english = [english[i] for i in rng.permutation(len(english))[:24000]]
    spanish = texts("train_es.tsv.gz")
    en, es = windows(english, rng, 1), windows(spanish, rng, 3)
    x = hashing.matrix(en + es, WORD_BITS, CHAR_BITS)
    y = np.concatenate([np.zeros(len(en)), np.ones(len(es))])
    weights = np.where(y == 1, 0.5 / len(es), 0.5 / len(en))
    w = fit_binary(x, y, weights, 1e-6)
    w = write_linear(os.path.join(HERE, "..", "language.bin"), w[:, None].astype(np.float32)).ravel()
    sizes = {"wordBits": WORD_BITS, "charBits": CHAR_BITS, "charSizes": list(hashing.CHAR_SIZES)}
    manifest.update(os.path.join(HERE, ".."), [("language.bin", "linear", "CC-BY-4.0")], {"hashing": sizes}, {"temperature": 1})

    for name, truth in (("dev.tsv.gz", 0), ("dev_es.tsv.gz", 1)):
        z = hashing.matrix([words(t) for t in texts(name)], WORD_BITS, CHAR_BITS) @ w[:-1] + w[-1]
        wrong = (z > 0) != bool(truth)
        print(name, len(z), "wrong side", wrong.mean(), "within 2", (abs(z) < 2).mean(), "wrong by 2", (wrong & (abs(z) > 2)).mean())


if __name__ == "__main__":
    main()
