"""The recurrent member: word pieces -> BiGRU -> max and attention pooling -> seven classes and 28 fine labels."""

import torch
from torch import nn

from data import FINE, LABELS, SOURCES


class Reader(nn.Module):
    WIDTHS = ()

    def __init__(self, pieces, embedding=128, hidden=96, dense=128, dropout=0.4, piece_drop=0.15):
        super().__init__()
        self.embedding = nn.Embedding(pieces, embedding, padding_idx=0)
        nn.init.normal_(self.embedding.weight, std=0.1)
        self.gru = nn.GRU(embedding, hidden, batch_first=True, bidirectional=True)
        self.attend = nn.Linear(2 * hidden, 1)
        self.dense = nn.Linear(4 * hidden, dense)
        self.out = nn.Linear(dense, len(LABELS))
        self.fine = nn.Linear(dense, len(FINE))
        self.source = nn.Embedding(len(SOURCES), len(LABELS))
        nn.init.zeros_(self.source.weight)
        self.dropout = nn.Dropout(dropout)
        self.piece_drop = piece_drop

    def features(self, ids, lengths):
        mask = torch.arange(ids.shape[1])[None, :] < lengths[:, None]
        if self.training and self.piece_drop:
            ids = torch.where((torch.rand(ids.shape) < self.piece_drop) & mask, torch.ones_like(ids), ids)
        x = self.dropout(self.embedding(ids))
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        y, _ = self.gru(packed)
        y, _ = nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=ids.shape[1])
        return torch.relu(self.dense(self.dropout(self.pooled(x, y, mask, lengths))))

    def pooled(self, _x, y, mask, _lengths):
        scores = self.attend(y).squeeze(-1).masked_fill(~mask, -1e4)
        attended = (scores.softmax(1).unsqueeze(-1) * y).sum(1)
        highest = y.masked_fill(~mask.unsqueeze(-1), -1e4).amax(1)
        return torch.cat([highest, attended], 1)

    def forward(self, ids, lengths, source):
        h = self.dropout(self.features(ids, lengths))
        return self.out(h) + self.source(source), self.fine(h)


class ConvolvedReader(Reader):
    """The same with convolutions of width 2 to 4 beside the GRU, for errors of another kind."""

    CHANNELS = 96
    WIDTHS = (2, 3, 4)

    def __init__(self, pieces, embedding=128, hidden=96, **rest):
        super().__init__(pieces, embedding, hidden, **rest)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(embedding, self.CHANNELS, width, padding=width - 1) for width in self.WIDTHS
        )
        self.dense = nn.Linear(4 * hidden + len(self.WIDTHS) * self.CHANNELS, self.dense.out_features)

    def pooled(self, x, y, mask, lengths):
        channels = (x * mask.unsqueeze(-1)).transpose(1, 2)
        found = [super().pooled(x, y, mask, lengths)]
        for width, convolution in zip(self.WIDTHS, self.convolutions):
            seen = torch.relu(convolution(channels))
            inside = torch.arange(seen.shape[2])[None, :] < (lengths + width - 1)[:, None]
            found.append((seen * inside.unsqueeze(1)).amax(2))
        return torch.cat(found, 1)
