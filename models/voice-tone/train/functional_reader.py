"""Arousal from a clip's functionals: a few small perceptrons, averaged, trained within speakers."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from data import LABELS
from targets import arousal_target, arousal_weight

HIDDEN = 48
SEEDS = 5
REACH = 5.0


def _within_speakers(x, clips):
    """x [variants, clips, functionals] less each speaker's mean over labels and variants, so that what is learned is
    what changes when one speaker's mood does."""
    centred = x.copy()
    speakers = np.array([clip.speaker for clip in clips])
    labels = np.array([clip.label for clip in clips])
    for speaker in set(speakers):
        own = speakers == speaker
        means = [x[:, own & (labels == label)].mean((0, 1)) for label in set(labels[own])]
        centred[:, own] -= np.mean(means, 0)
    return centred


def fit_functional_reader(clips, heard, epochs=20, rate=3e-3, decay=0.05, size=256, noise=0.3, smoothing=0.1):
    """heard: functionals [variants, clips, n]. State: centre, spread [n]; hidden weights and biases; output's.

    Emotion is a side task at half weight. `noise` is added to the scaled functionals, against learning one corpus's
    channel by heart.
    """
    centre, spread = heard.mean((0, 1)), heard.std((0, 1)) + 1e-6
    scaled = np.clip((heard - centre) / spread, -REACH, REACH)
    x = torch.from_numpy(_within_speakers(scaled, clips).reshape(-1, heard.shape[2])).float()
    each = lambda values, kind: torch.from_numpy(np.tile(np.array(values, kind), len(heard)))  # noqa: E731
    gold = each([LABELS.index(clip.label) for clip in clips], np.int64)
    high = each([arousal_target(clip) for clip in clips], np.float32)
    emphasis = each([arousal_weight(clip) for clip in clips], np.float32)
    groups = [(clip.source, clip.label) for clip in clips]
    balance = each([groups.count(group) ** -0.5 for group in groups], np.float32)
    balance = balance / balance.mean()
    hidden, outward = [], []
    for seed in range(SEEDS):
        torch.manual_seed(seed)
        first, last = nn.Linear(x.shape[1], HIDDEN), nn.Linear(HIDDEN, 1 + len(LABELS))
        model = nn.Sequential(nn.Dropout(0.1), first, nn.ReLU(), nn.Dropout(0.5), last)
        optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
        steps = epochs * (len(x) // size)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
        for _step in range(steps):
            chosen = torch.randint(len(x), (size,))
            read = model(x[chosen] + noise * torch.randn(size, x.shape[1]))
            arousal = F.binary_cross_entropy_with_logits(read[:, 0], high[chosen], reduction="none")
            emotion = F.cross_entropy(read[:, 1:], gold[chosen], reduction="none", label_smoothing=smoothing)
            loss = ((arousal * emphasis[chosen] + 0.5 * emotion) * balance[chosen]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
        hidden.append((first.weight.detach().numpy(), first.bias.detach().numpy()))
        outward.append((last.weight.detach().numpy()[0] / SEEDS, last.bias.detach().numpy()[0] / SEEDS))
    return {
        "centre": centre.astype(np.float32),
        "spread": spread.astype(np.float32),
        "hidden.weight": np.concatenate([weight for weight, _ in hidden]),
        "hidden.bias": np.concatenate([bias for _, bias in hidden]),
        "arousal.weight": np.concatenate([weight for weight, _ in outward])[None],
        "arousal.bias": np.sum([bias for _, bias in outward], keepdims=True),
    }


def read_functionals(state, heard):
    """Arousal logits of functionals [clips, n]."""
    x = np.clip((heard - state["centre"]) / state["spread"], -REACH, REACH)
    x = np.maximum(0, x @ state["hidden.weight"].T + state["hidden.bias"])
    return (x @ state["arousal.weight"].T)[:, 0] + state["arousal.bias"]
