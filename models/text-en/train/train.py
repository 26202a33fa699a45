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
from embed import start_embeddings
from fit import TOPICAL, encode, fit, gold_targets, row_weights
from normalise import words
from package import package
from pieces import Pieces, train_pieces
from split import split

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get("UNDERTONE_WORK", os.path.join(HERE, "work"))
PIECES = 8000
START = 128
TEACHER_SHARE = 0.2
# name, class, embedding, hidden, epochs, seed, share of the network's mean
STUDENTS = [
    ("s7", "Reader", 112, 112, 3, 27, 0.5),
    ("s9", "ConvolvedReader", 112, 112, 4, 29, 0.5),
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


def train_student(rows, chosen, pieces, start, targets, fine, kind, embedding, hidden, epochs, seed):
    torch.manual_seed(seed)
    ids = encode(rows, pieces)
    model = getattr(network, kind)(len(pieces.vocabulary), embedding=embedding, hidden=hidden)
    with torch.no_grad():
        model.embedding.weight.copy_(torch.from_numpy(start[:, :embedding]))
    model = fit(
        model, [ids[i] for i in chosen], [rows[i] for i in chosen], seed,
        epochs=epochs, teacher=targets[chosen], teacher_fine=fine[chosen], share=TEACHER_SHARE,
    )  # fmt: skip
    return {name: value.numpy() for name, value in model.state_dict().items()}


def train_linear(rows, chosen):
    """On gold labels alone: a member that the teachers did not shape errs elsewhere, which is what a mean wants."""
    source = np.array([row.source for row in rows])
    coarse = gold_targets(rows)[0]
    weights = row_weights(rows, coarse)
    x = hashing.matrix([rows[i].words for i in chosen])
    return linear.fit_adapted(x, coarse[chosen], weights[chosen], source[chosen] == 0, strength=1.5e-4, iterations=50)


def main():
    os.makedirs(WORK, exist_ok=True)
    rows = data.read("train.tsv.gz")
    held, fold = split(rows)
    # Topical-Chat's weak labels help the teachers and not the members.
    chosen = np.array([i for i, row in enumerate(rows) if row.source != TOPICAL and not held[i]])
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
    texts = [np.array(pieces.of_words(found, 120)) for found in [row.words for row in rows] + extra]
    start = kept("start", lambda: {"e": start_embeddings(texts, len(pieces.vocabulary), START)})["e"]
    members = []
    for name, kind, embedding, hidden, epochs, seed, share in STUDENTS:
        state = kept(name, lambda: train_student(rows, chosen, pieces, start, targets, fine, kind, embedding, hidden, epochs, seed))  # noqa: B023
        members.append((state, getattr(network, kind).WIDTHS, share))
    weights = kept("linear", lambda: {"w": train_linear(rows, chosen)})["w"]

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
