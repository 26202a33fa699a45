"""The whole recipe: disturbed variants, members, shipped files and the manifest's part of them.

    UNDERTONE_DATA=path/to/data python train.py

Well under an hour on two quiet cores (not timed as a whole). Finished stages are kept in $UNDERTONE_WORK (default
./work) and reused.
Trains on the train speakers of RAVDESS and nEMO alone; their dev speakers are heard only to print and to calibrate.
"""

import os
import pickle

import numpy as np
import torch

from data import HEARD_ONLY_IN_TESTS, TRAINED_ON, read_clips
from fit import fit, variants
from functional_reader import fit_functional_reader
from functionals import functionals
from measure import figures, outputs, prepare
from network import VoiceNetwork
from package import package

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get("UNDERTONE_WORK", os.path.join(HERE, "work"))
VARIANTS = 8
VARIANTS_SEED = 7
# Epochs, rate, share of undisturbed clips, mixup. They end on nearly clean sound: breath, which tells a sob from a
# shout, is what noise hides first.
STAGES = [(40, 2e-3, 0.0, 0.4), (10, 1e-3, 0.75, 0.0)]
# Seed of each member. Emotion is what both say, arousal what the first and the reader of functionals do.
MEMBERS = {"first": 1, "second": 11}


def kept(name, make):
    """A stage's result, from the work folder when it has it."""
    path = os.path.join(WORK, f"{name}.pkl")
    if not os.path.exists(path):
        made = make()
        with open(path, "wb") as file:
            pickle.dump(made, file, protocol=4)
    with open(path, "rb") as file:
        return pickle.load(file)


def functionals_of(prepared):
    """[variants, clips, functionals] of what `variants` returns."""
    return np.array([[functionals(mel, pitch) for mel, pitch in variant] for variant in prepared])


def train_member(seed, clips, prepared, tests):
    torch.manual_seed(seed)
    heard = {source: prepare(own) for source, own in tests.items()}

    def report(model, epoch, seconds):
        print(f"seed {seed}, epoch {epoch}, {seconds:.0f} s")
        for source, own in tests.items():
            print("  ", source, figures(own, *outputs(model, heard[source])))

    model = VoiceNetwork()
    for stage, (epochs, rate, clean, mix) in enumerate(STAGES):
        model = fit(model, clips, prepared, seed + stage, epochs, rate=rate, clean=clean, mix=mix, report=report)
    return {key: value.float().numpy() for key, value in model.state_dict().items()}


def main():
    os.makedirs(WORK, exist_ok=True)
    clips = [clip for source in TRAINED_ON for clip in read_clips(source)]
    train = [clip for clip in clips if clip.split == "train"]
    dev = [clip for clip in clips if clip.split == "dev"]
    tests = {source: [clip for clip in dev if clip.source == source] for source in TRAINED_ON}
    tests |= {source: read_clips(source) for source in HEARD_ONLY_IN_TESTS}
    prepared = kept("variants", lambda: variants(train, VARIANTS, VARIANTS_SEED))
    members = [
        kept(f"member-{name}", lambda seed=seed: train_member(seed, train, prepared, tests))
        for name, seed in MEMBERS.items()
    ]
    reader = kept("functional-reader", lambda: fit_functional_reader(train, functionals_of(prepared)))
    package(os.path.join(HERE, ".."), members, reader, dev)


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    main()
