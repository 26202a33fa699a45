"""The whole recipe: crops, features, two members, regression, shipped files and the manifest's part of them.

    UNDERTONE_DATA=path/to/data python train.py

About an hour on two quiet cores, one for each member. Finished stages are kept in $UNDERTONE_WORK (default ./work)
and reused. Needs Node and Chromium as the repository does: landmarks, crops and features are the product's own.
"""

import multiprocessing
import os
import subprocess
from pathlib import Path

import geometry
import numpy as np
import torch
from data import Rows, data_folder
from fit import WEIGHTING, fit
from network import Member
from package import package

HERE = Path(__file__).resolve().parent
WORK = Path(os.environ.get("UNDERTONE_WORK", HERE / "work")).resolve()
EPOCHS = 34
# In each batch this share of the crops is aligned; the others are the pictures as given, for crops that go wrong.
ALIGNED_SHARE = 0.75
MEMBERS = {
    "a": (11, {"stem": 24, "widths": (32, 64, 120, 160), "blocks": (2, 2, 1, 0)}),
    "b": (12, {"stem": 24, "widths": (32, 64, 96, 160), "blocks": (1, 2, 2, 0)}),
}


def find_landmarks(name):
    out = WORK / f"{name}.landmarks.f32"
    if not out.exists():
        rows = data_folder() / f"ferplus_{name}.npz"
        command = ["npm", "run", "-s", "evaluate", "--", "face", rows, "--landmarks", out]
        subprocess.run(command, check=True, cwd=HERE.parents[2])


def learning_rows():
    rows = Rows("train", WORK)
    chosen = rows.usable()
    return rows, chosen, rows.targets()[chosen].astype(np.float32)


def train_member(name):
    torch.set_num_threads(1)
    seed, shape = MEMBERS[name]
    rows, chosen, targets = learning_rows()
    kept = WORK / f"{name}.pt"
    part = kept.with_suffix(".part.pt")

    def after_epoch(epoch, averaged, seconds):
        print(f"{name} epoch {epoch + 1} of {EPOCHS}: {seconds:.0f} s", flush=True)
        torch.save(averaged.state_dict(), part)

    fit(
        [torch.from_numpy(source) for source in rows.sources(chosen)], torch.from_numpy(targets),
        seed=seed, epochs=EPOCHS, shape=shape, aligned_share=ALIGNED_SHARE, after_epoch=after_epoch,
    )  # fmt: skip
    part.rename(kept)


def member(name):
    made = Member(**MEMBERS[name][1]).eval()
    made.load_state_dict(torch.load(WORK / f"{name}.pt"))
    return made


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("train", "valid"):
        find_landmarks(name)
    rows, chosen, targets = learning_rows()
    missing = [name for name in MEMBERS if not (WORK / f"{name}.pt").exists()]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(train_member, missing)

    prior = targets.mean(0)
    weights = torch.from_numpy(prior**-WEIGHTING / (prior ** (1 - WEIGHTING)).sum())
    found = rows.found[chosen]
    features = geometry.features("train", WORK)[chosen][found]
    regression = geometry.fit(features, torch.from_numpy(targets[found]), weights)
    package([member(name) for name in MEMBERS], regression, prior, Rows("valid", WORK), WORK)


if __name__ == "__main__":
    main()
