"""What carries from one corpus to the other: arousal learned on RAVDESS alone, heard on all of nEMO, and the reverse.

    UNDERTONE_DATA=path/to/data python transfer.py [--networks]

What train.py is made of was chosen by this, not by the corpora that are heard only in tests. `--networks` trains the
convolutional member too, which takes as long again as train.py does for a member, and mixes both as the graph does.
"""

import os
import sys

import numpy as np
import torch

from data import TRAINED_ON, read_clips
from fit import fit, variants
from functional_reader import fit_functional_reader, read_functionals
from functionals import functionals
from measure import figures, outputs, prepare
from network import VoiceNetwork
from train import MEMBERS, STAGES, VARIANTS, VARIANTS_SEED, functionals_of, kept


def network(seed, clips, prepared):
    torch.manual_seed(seed)
    model = VoiceNetwork()
    for stage, (epochs, rate, clean, mix) in enumerate(STAGES):
        model = fit(model, clips, prepared, seed + stage, epochs, rate=rate, clean=clean, mix=mix)
    return model


def main():
    clips = {source: read_clips(source) for source in TRAINED_ON}
    train = [clip for source in TRAINED_ON for clip in clips[source] if clip.split == "train"]
    prepared = kept("variants", lambda: variants(train, VARIANTS, VARIANTS_SEED))
    moved = functionals_of(prepared)
    for learned, unheard in zip(TRAINED_ON, reversed(TRAINED_ON)):
        own = [i for i, clip in enumerate(train) if clip.source == learned]
        taught, tested = [train[i] for i in own], prepare(clips[unheard])
        reader = fit_functional_reader(taught, moved[:, own])
        heard = np.array([functionals(mel.numpy(), pitch.numpy()) for mel, pitch in tested])
        arousal = {"functionals": read_functionals(reader, heard)}
        if "--networks" in sys.argv:
            member = network(MEMBERS["first"], taught, [[variant[i] for i in own] for variant in prepared])
            arousal["network"] = outputs(member, tested)[1]
            arousal["both"] = arousal["functionals"] + arousal["network"]
        for name, logits in arousal.items():
            silent = np.zeros((len(logits), 7))
            print(learned, "to", unheard, name, round(figures(clips[unheard], silent, logits)["arousalAuc"], 3))


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    main()
