"""Rows of the text data set as arrays: words, soft labels over seven classes, fine labels, source, fold."""

import gzip
import os
from dataclasses import dataclass

from normalise import words

LABELS = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]
SOURCES = ["goemotions", "brighter", "xed", "topical_chat"]
FINE = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval "
    "disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief "
    "remorse sadness surprise neutral"
).split()
SOURCE_WEIGHT = {"goemotions": 1.0, "brighter": 1.0, "xed": 0.6, "topical_chat": 0.15}


@dataclass
class Row:
    text: str
    words: list
    labels: list
    fine: list
    source: int


def data_folder():
    return os.path.join(os.environ["UNDERTONE_DATA"], "text")


def source_of(name):
    for index, source in enumerate(SOURCES):
        if name.startswith(source):
            return index
    raise ValueError(name)


def read(name):
    rows = []
    with gzip.open(os.path.join(data_folder(), name), "rt", encoding="utf-8", newline="\n") as file:
        next(file)
        for line in file:
            text, labels, source, _lang, fine = line.rstrip("\n").split("\t")
            rows.append(
                Row(
                    text,
                    words(text),
                    [LABELS.index(label) for label in labels.split(",")],
                    [FINE.index(label) for label in fine.split(",")] if source == "goemotions" and fine else [],
                    source_of(source),
                )
            )
    return rows
