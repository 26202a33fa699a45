"""Clips of the emotional speech corpora with what their manifest says, as 16 kHz mono waveforms."""

import csv
import io
import os
import tarfile
from dataclasses import dataclass

import numpy as np
import soundfile

LABELS = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]
TRAINED_ON = ["ravdess", "nemo"]
HEARD_ONLY_IN_TESTS = ["emodb", "ased", "emotale"]


@dataclass
class Clip:
    samples: np.ndarray
    label: str
    speaker: str
    source: str
    split: str
    strong: bool


def read_clips(source):
    """All clips of one corpus, in the manifest's order."""
    folder = os.path.join(os.environ["UNDERTONE_DATA"], "voice")
    with open(os.path.join(folder, "manifest.csv"), newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == source]
    with tarfile.open(os.path.join(folder, f"{source}.tar")) as tar:
        sounds = {member.name: tar.extractfile(member).read() for member in tar.getmembers() if member.isfile()}
    return [
        Clip(
            soundfile.read(io.BytesIO(sounds[row["file"]]), dtype="float32")[0],
            row["label"],
            row["speaker"],
            row["source"],
            row["split"],
            row["intensity"] == "strong",
        )
        for row in rows
    ]
