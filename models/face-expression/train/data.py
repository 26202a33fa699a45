"""FER+ rows as pictures and targets over the seven labels."""

import os
import subprocess
from pathlib import Path

import numpy as np

LABELS = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]
# Columns of `votes`: neutral, happiness, surprise, sadness, anger, disgust, fear, contempt, unknown, not-a-face.
COLUMNS = [4, 5, 6, 1, 0, 3, 2]
PICTURE = 48
# Crops for training carry a margin, so that a turned or shifted crop still shows picture and no border.
SOURCE = 64


def data_folder():
    root = Path(__file__).resolve().parents[3]
    return Path(os.environ.get("UNDERTONE_DATA", root / ".." / "shared" / "data")) / "face"


class Rows:
    """One npz with its landmarks: pictures uint8 [N, 48, 48], votes [N, 10], crops uint8 [N, 64, 64] (zeros: no face)."""

    def __init__(self, name, work):
        with np.load(data_folder() / f"ferplus_{name}.npz") as file:
            self.pictures, self.votes = file["images"], file["votes"].astype(np.float32)
        self.landmarks = np.fromfile(work / f"{name}.landmarks.f32", np.float32).reshape(-1, 478, 3)
        self.found = np.abs(self.landmarks).sum((1, 2)) > 0
        self.crops = aligned_crops(name, self.pictures, work)

    def targets(self):
        """Votes over the seven labels with single votes dropped, each row summing to 1; rows without any: zeros."""
        counts = self.votes[:, COLUMNS]
        counts = np.where(counts > 1, counts, 0)
        return counts / np.maximum(counts.sum(1, keepdims=True), 1)

    def usable(self):
        """Rows to learn from: something is left of their votes, and most raters saw one of the seven labels."""
        return (self.targets().sum(1) > 0) & np.isin(self.votes.argmax(1), COLUMNS)

    def sources(self, chosen):
        """(aligned, as given) uint8 [M, 64, 64] each; as given where no face was found."""
        given = padded(self.pictures[chosen])
        aligned = np.where(self.found[chosen][:, None, None], self.crops[chosen], given)
        return aligned, given

    def majority(self):
        """Index of the majority label; -1 where that is contempt, unknown, not-a-face or a tie."""
        best = self.votes.max(1, keepdims=True)
        single = (self.votes == best).sum(1) == 1
        column = self.votes.argmax(1)
        label = np.array([COLUMNS.index(c) if c in COLUMNS else -1 for c in range(10)])[column]
        return np.where(single, label, -1)


def padded(pictures):
    """The pictures as given, in the size of the crops: their edge goes on."""
    margin = (SOURCE - PICTURE) // 2
    return np.pad(pictures, ((0, 0), (margin, margin), (margin, margin)), mode="edge")


def aligned_crops(name, pictures, work):
    out = work / f"{name}.crops.u8"
    if not out.exists():
        raw = work / f"{name}.pictures.u8"
        pictures.tofile(raw)
        script = Path(__file__).with_name("crops.ts")
        subprocess.run(["node", script, raw, work / f"{name}.landmarks.f32", out], check=True)
    return np.fromfile(out, np.uint8).reshape(-1, SOURCE, SOURCE)
