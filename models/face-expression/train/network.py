"""The member network: a small residual CNN on one standardised 48x48 grey crop."""

import torch
from torch import nn

SIDE = 48
LABELS = 7


def convolution(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs))


class Residual(nn.Module):
    """x + conv(relu(conv(x))), both with batch normalisation, then relu."""

    def __init__(self, channels):
        super().__init__()
        self.first = convolution(channels, channels)
        self.second = convolution(channels, channels)

    def forward(self, x):
        return torch.relu(x + self.second(torch.relu(self.first(x))))


class Stage(nn.Module):
    """Halves the side, then residual blocks."""

    def __init__(self, inputs, outputs, blocks):
        super().__init__()
        self.reduce = convolution(inputs, outputs, stride=2)
        self.blocks = nn.Sequential(*(Residual(outputs) for _ in range(blocks)))

    def forward(self, x):
        return self.blocks(torch.relu(self.reduce(x)))


class Member(nn.Module):
    """float [B, 1, 48, 48], each crop standardised -> logits [B, 7] in the order of LABELS."""

    def __init__(self, stem=24, widths=(32, 64, 128, 192), blocks=(1, 1, 1, 0), dropout=0.4):
        super().__init__()
        self.stem = convolution(1, stem)
        inputs = (stem, *widths[:-1])
        self.stages = nn.Sequential(*(Stage(i, o, b) for i, o, b in zip(inputs, widths, blocks, strict=True)))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(widths[-1], LABELS)

    def forward(self, x):
        x = self.stages(torch.relu(self.stem(x)))
        return self.head(self.dropout(x.mean((2, 3))))
