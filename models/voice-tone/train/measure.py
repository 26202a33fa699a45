"""Figures to choose by: mean recall among the classes a corpus has, and how well arousal ranks its clips."""

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from data import LABELS
from front_end import features
from targets import HIGH, LOW


def prepare(clips):
    """Features of clean clips, computed once."""
    return [tuple(torch.from_numpy(x.T.astype(np.float32)) for x in features(clip.samples)) for clip in clips]


@torch.no_grad()
def outputs(model, prepared):
    """Logits [clips, 7] and arousal logits [clips], clip by clip as in use."""
    model.eval()
    logits, arousal = [], []
    for mel, pitch in prepared:
        a, b = model(mel[None], pitch[None])
        logits.append(a[0].numpy())
        arousal.append(b[0].item())
    return np.array(logits), np.array(arousal)


def figures(clips, logits, arousal):
    labels = np.array([clip.label for clip in clips])
    present = [i for i, label in enumerate(LABELS) if label in labels]
    guess = np.array(present)[logits[:, present].argmax(1)]
    recalls = [(guess[labels == LABELS[i]] == i).mean() for i in present]
    ranked = np.isin(labels, HIGH + LOW)
    auc = roc_auc_score(np.isin(labels[ranked], HIGH), arousal[ranked])
    return {"uar": float(np.mean(recalls)), "arousalAuc": float(auc), "recalls": [round(float(r), 2) for r in recalls]}
