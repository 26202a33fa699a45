"""Logistic regression on the product's geometry features, with vote distributions as targets."""

import subprocess
from pathlib import Path

import numpy as np
import torch

STRENGTH = 3e-5
ITERATIONS = 150


def features(name, work):
    """float32 [N, features], zeros where no face was found."""
    out = work / f"{name}.features.f32"
    landmarks = work / f"{name}.landmarks.f32"
    if not out.exists():
        subprocess.run(["node", Path(__file__).with_name("features.ts"), landmarks, out], check=True)
    rows = landmarks.stat().st_size // (478 * 3 * 4)
    return np.fromfile(out, np.float32).reshape(rows, -1)


def fit(x, y, weights):
    """x [N, F], y [N, 7] summing to 1, weights [7] -> (weights [7, F], bias [7]) with the standardisation folded in."""
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    inputs = torch.from_numpy((x - mean) / deviation)
    matrix = torch.zeros(7, x.shape[1], requires_grad=True)
    bias = torch.zeros(7, requires_grad=True)
    optimiser = torch.optim.LBFGS([matrix, bias], max_iter=ITERATIONS, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        scores = (inputs @ matrix.T + bias).log_softmax(1)
        value = -(weights * y * scores).sum(1).mean() + STRENGTH * (matrix**2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    folded = matrix.detach().numpy() / deviation
    return folded, bias.detach().numpy() - folded @ mean


def log_probabilities(x, matrix, bias):
    return torch.from_numpy(x @ matrix.T + bias).log_softmax(1)
