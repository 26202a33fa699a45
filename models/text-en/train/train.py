"""The whole recipe: teachers, students, linear member, shipped files and the manifest's part of them.

    UNDERTONE_DATA=path/to/data python train.py

About two hours on two quiet cores. Finished stages are kept in $UNDERTONE_WORK (default ./work) and reused.
"""

import gzip
import os

import numpy as np
import torch

import data
import hashing
import linear
import network
import teach
from fit import TOPICAL, encode, fit, gold_targets, row_weights
from normalise import words
from package import package
from pieces import Pieces, train_pieces
from split import split

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get("UNDERTONE_WORK", os.path.join(HERE, "work"))
PIECES = 8000
TEACHER_SHARE = 0.6
LINEAR_TEACHER_SHARE = 0.5
# name, class, embedding, hidden, epochs, seed, share of the network's mean
STUDENTS = [
    ("s1", "Reader", 96, 112, 6, 21, 0.34),
    ("s2", "Reader", 96, 112, 6, 22, 0.33),
    ("s3", "ConvolvedReader", 96, 96, 6, 23, 0.33),
]


def kept(name, make):
    """A stage's arrays, from the work folder when it has them."""
    path = os.path.join(WORK, f"{name}.npz")
    if not os.path.exists(path):
        np.savez(path, **make())
    with np.load(path) as found:
        return {key: found[key] for key in found.files}


def unlabelled_words():
    with gzip.open(os.path.join(data.data_folder(), "unlabelled_en.txt.gz"), "rt", encoding="utf-8") as file:
        return [words(line.rstrip("\n")) for line in file]


def train_student(rows, chosen, pieces, targets, fine, kind, embedding, hidden, epochs, seed):
    torch.manual_seed(seed)
    ids = encode(rows, pieces)
    model = getattr(network, kind)(len(pieces.vocabulary), embedding=embedding, hidden=hidden)
    model = fit(
        model, [ids[i] for i in chosen], [rows[i] for i in chosen], seed,
        epochs=epochs, teacher=targets[chosen], teacher_fine=fine[chosen], share=TEACHER_SHARE,
    )  # fmt: skip
    return {name: value.numpy() for name, value in model.state_dict().items()}


def train_linear(rows, chosen, targets):
    source = np.array([row.source for row in rows])
    coarse = gold_targets(rows)[0]
    weights = row_weights(rows, coarse)
    chosen = chosen[source[chosen] != TOPICAL]
    x = hashing.matrix([rows[i].words for i in chosen])
    soft = LINEAR_TEACHER_SHARE * targets[chosen] + (1 - LINEAR_TEACHER_SHARE) * coarse[chosen]
    return linear.fit_adapted(x, soft, weights[chosen], source[chosen] == 0, strength=2e-4, iterations=40)


def main():
    os.makedirs(WORK, exist_ok=True)
    rows = data.read("train.tsv.gz")
    held, fold = split(rows)
    chosen = np.where(~held)[0]
    extra = unlabelled_words()
    rounds = []
    for name, *settings in teach.ROUNDS:
        made = kept(
            f"teacher-{name}",
            lambda name=name, settings=settings: dict(
                zip(("coarse", "fine"), teach.recurrent_round(rows, held, fold, extra, name, *settings))
            ),
        )
        rounds.append((made["coarse"], made["fine"]))
    teacher_linear = kept("teacher-L", lambda: {"coarse": teach.linear_round(rows, held, fold)})["coarse"]
    targets, fine = teach.teacher_targets(rounds, teacher_linear)

    pieces = Pieces(train_pieces([row.words for row in rows], PIECES))
    members = []
    for name, kind, embedding, hidden, epochs, seed, share in STUDENTS:
        state = kept(name, lambda: train_student(rows, chosen, pieces, targets, fine, kind, embedding, hidden, epochs, seed))  # noqa: B023
        members.append((state, getattr(network, kind).WIDTHS, share))
    weights = kept("linear", lambda: {"w": train_linear(rows, chosen, targets)})["w"]

    single = [row for row, out in zip(rows, held) if row.source == 0 and len(row.labels) == 1 and not out]
    prior = np.bincount([row.labels[0] for row in single], minlength=len(data.LABELS)) / len(single)
    only = lambda found: [row for row in found if row.source == 0 and len(row.labels) == 1]  # noqa: E731
    package(
        os.path.join(HERE, ".."), pieces, members, weights,
        only([row for row, out in zip(rows, held) if out]), only(data.read("dev.tsv.gz")), prior,
    )  # fmt: skip


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    main()
