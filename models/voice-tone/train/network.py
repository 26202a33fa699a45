"""A small convolutional reader of two spectra: seven emotions and arousal."""

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import nn

from data import LABELS, TRAINED_ON


DILATIONS = (1, 2, 4)


def convolution(inward, outward, stride):
    return nn.Sequential(
        nn.Conv2d(inward, outward, 3, stride, 1, bias=False), nn.BatchNorm2d(outward), nn.ReLU(inplace=True)
    )


def standardised(spectrum):
    """[B, bands, T] to [B, 1, bands, T] of mean 0 and about unit deviation within each clip."""
    centred = spectrum - spectrum.mean((1, 2), keepdim=True)
    return (centred / (spectrum.std((1, 2), correction=0, keepdim=True) + 0.1))[:, None]


class Residual(nn.Module):
    """Dilated, with a gate per channel from the clip's mean (squeeze and excite, Hu et al. 2018)."""

    def __init__(self, width, dilation, drop):
        super().__init__()
        self.first = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation, bias=False)
        self.first_norm = nn.BatchNorm1d(width)
        self.second = nn.Conv1d(width, width, 3, padding=1, bias=False)
        self.second_norm = nn.BatchNorm1d(width)
        self.squeeze = nn.Linear(width, width // 8)
        self.excite = nn.Linear(width // 8, width)
        self.drop = nn.Dropout(drop)

    def forward(self, x):
        y = self.drop(F.relu(self.first_norm(self.first(x))))
        y = self.second_norm(self.second(y))
        gate = torch.sigmoid(self.excite(F.relu(self.squeeze(y.mean(2)))))
        return F.relu(x + y * gate[:, :, None])


class VoiceNetwork(nn.Module):
    def __init__(self, width=128, channels=(16, 32, 64), pitch_channels=(16, 24, 32), drop=0.3, block_drop=0.1):
        super().__init__()
        self.mel = nn.Sequential(*[convolution(a, b, 2) for a, b in pairwise((1, *channels))])
        strides = [(2, 2), (2, 2), (2, 1)]
        self.pitch = nn.Sequential(
            *[convolution(a, b, stride) for (a, b), stride in zip(pairwise((1, *pitch_channels)), strides)]
        )
        self.join = nn.Conv1d((channels[-1] + pitch_channels[-1]) * 8, width, 1, bias=False)
        self.join_norm = nn.BatchNorm1d(width)
        self.blocks = nn.ModuleList([Residual(width, dilation, block_drop) for dilation in DILATIONS])
        self.attend_hidden = nn.Conv1d(width, 64, 1)
        self.attend = nn.Conv1d(64, width, 1)
        self.norm = nn.BatchNorm1d(2 * width)
        self.drop = nn.Dropout(drop)
        self.emotion = nn.Linear(2 * width, len(LABELS))
        self.source = nn.Parameter(torch.zeros(len(TRAINED_ON), len(LABELS)))
        self.arousal = nn.Linear(2 * width, 1)

    def heard(self, mel, pitch):
        """mel [B, 64, T], pitch [B, 64, ~T/2] log powers -> [B, 2 * width]."""
        x, y = self.mel(standardised(mel)).flatten(1, 2), self.pitch(standardised(pitch)).flatten(1, 2)
        steps = min(x.shape[2], y.shape[2])
        x = F.relu(self.join_norm(self.join(torch.cat([x[:, :, :steps], y[:, :, :steps]], 1))))
        for block in self.blocks:
            x = block(x)
        share = torch.softmax(self.attend(torch.tanh(self.attend_hidden(x))), 2)
        mean = (share * x).sum(2)
        deviation = ((share * x * x).sum(2) - mean * mean).clamp(min=1e-4).sqrt()
        return self.norm(torch.cat([mean, deviation], 1))

    def forward(self, mel, pitch, source=None):
        """Logits [B, 7] (with the corpus's own bias where `source` is given) and the arousal logit [B]."""
        h = self.drop(self.heard(mel, pitch))
        bias = self.source.mean(0) if source is None else self.source[source]
        return self.emotion(h) + bias, self.arousal(h)[:, 0]
