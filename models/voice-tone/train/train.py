"""The whole recipe: disturbed variants, members, shipped files and the manifest's part of them.

    UNDERTONE_DATA=path/to/data python train.py

Well under an hour on two quiet cores (not timed as a whole). Finished stages are kept in $UNDERTONE_WORK (default
./work) and reused.
Trains on the train speakers of RAVDESS and nEMO alone; their dev speakers are heard only to print and to calibrate.
"""

import os
import pickle

import torch

from data import HEARD_ONLY_IN_TESTS, TRAINED_ON, read_clips
from fit import fit, variants
from measure import figures, outputs, prepare
from network import VoiceNetwork
from package import package

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get("UNDERTONE_WORK", os.path.join(HERE, "work"))
VARIANTS = 8
VARIANTS_SEED = 7
SEED = 1
# Epochs, rate, share of undisturbed clips, mixup. The second member ends on nearly clean sound: breath, which tells a
# sob from a shout, is what noise hides first. The first one stays with the noise.
MEMBERS = {
    "noisy": [(40, 2e-3, 0.0, 0.0)],
    "clean": [(40, 2e-3, 0.0, 0.4), (10, 1e-3, 0.75, 0.0)],
}


def kept(name, make):
    """A stage's result, from the work folder when it has it."""
    path = os.path.join(WORK, f"{name}.pkl")
    if not os.path.exists(path):
        made = make()
        with open(path, "wb") as file:
            pickle.dump(made, file, protocol=4)
    with open(path, "rb") as file:
        return pickle.load(file)


def train_member(name, clips, prepared, tests):
    torch.manual_seed(SEED)
    heard = {source: prepare(own) for source, own in tests.items()}

    def report(model, epoch, seconds):
        print(f"member {name}, epoch {epoch}, {seconds:.0f} s")
        for source, own in tests.items():
            print("  ", source, figures(own, *outputs(model, heard[source])))

    model = VoiceNetwork()
    for stage, (epochs, rate, clean, mix) in enumerate(MEMBERS[name]):
        model = fit(model, clips, prepared, SEED + stage, epochs, rate=rate, clean=clean, mix=mix, report=report)
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
        kept(f"member-{name}", lambda name=name: train_member(name, train, prepared, tests)) for name in MEMBERS
    ]
    package(os.path.join(HERE, ".."), members, dev)


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    main()
