"""Training of one recurrent network on rows with hard and, when given, teacher targets."""

import copy
import time

import numpy as np
import torch
import torch.nn.functional as F

from data import FINE, LABELS, SOURCE_WEIGHT, SOURCES

LIMIT = 64
TOPICAL = SOURCES.index("topical_chat")
TOPICAL_SHARE = 0.3


def encode(rows, pieces):
    return [np.array(pieces.of_words(row.words, LIMIT), dtype=np.int64) for row in rows]


def gold_targets(rows):
    """Soft seven-class targets (equal shares for several labels), fine labels, and which rows have fine labels."""
    coarse = np.zeros((len(rows), len(LABELS)), np.float32)
    fine = np.zeros((len(rows), len(FINE)), np.float32)
    has_fine = np.zeros(len(rows), np.float32)
    for index, row in enumerate(rows):
        coarse[index, row.labels] = 1 / len(row.labels)
        if row.fine:
            fine[index, row.fine] = 1
            has_fine[index] = 1
    return coarse, fine, has_fine


def row_weights(rows, coarse, power=0.3):
    prior = coarse[[row.source == 0 for row in rows]].mean(0)
    by_class = prior**-power
    by_class /= (prior * by_class).sum()
    weights = coarse @ by_class
    return weights * np.array([SOURCE_WEIGHT[SOURCES[row.source]] for row in rows], np.float32)


def batches(ids, order, size, rng):
    """Random batches of similar length: sorted inside pools of 50 batches."""
    order = rng.permutation(order)
    found = []
    for start in range(0, len(order), size * 50):
        pool = order[start : start + size * 50]
        pool = pool[np.argsort([len(ids[i]) for i in pool], kind="stable")]
        found += [pool[i : i + size] for i in range(0, len(pool), size)]
    return [found[i] for i in rng.permutation(len(found))]


def padded(ids, chosen):
    lengths = torch.tensor([len(ids[i]) for i in chosen])
    block = torch.zeros(len(chosen), int(lengths.max()), dtype=torch.long)
    for row, i in enumerate(chosen):
        block[row, : len(ids[i])] = torch.from_numpy(ids[i])
    return block, lengths


@torch.no_grad()
def predict(model, ids, sources, size=512):
    model.eval()
    order = np.argsort([len(x) for x in ids], kind="stable")
    coarse = np.zeros((len(ids), len(LABELS)), np.float32)
    fine = np.zeros((len(ids), len(FINE)), np.float32)
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        block, lengths = padded(ids, chosen)
        a, b = model(block, lengths, torch.from_numpy(sources[chosen]))
        coarse[chosen], fine[chosen] = a.numpy(), b.numpy()
    return coarse, fine


def fit(
    model, ids, rows, seed, epochs=6, size=128, rate=4e-3, teacher=None, teacher_fine=None, share=0.6, temperature=1.0,
    ema=0.998, report=None,
):
    """Trains in place and returns the averaged (EMA) weights' model."""
    rng = np.random.default_rng(seed)
    coarse, fine, has_fine = gold_targets(rows)
    weights = row_weights(rows, coarse)
    sources = np.array([row.source for row in rows])
    target = coarse
    if teacher is not None:
        target = share * teacher + (1 - share) * coarse
        fine = np.where(has_fine[:, None] > 0, share * teacher_fine + (1 - share) * fine, teacher_fine)
        has_fine = np.where(has_fine > 0, 1.0, 0.3).astype(np.float32)
    weights = np.where(sources == TOPICAL, weights / TOPICAL_SHARE, weights)
    tensors = [torch.from_numpy(np.ascontiguousarray(x, dtype=np.float32)) for x in (target, fine, has_fine, weights)]
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    everything = np.arange(len(rows))
    main, topical = everything[sources != TOPICAL], everything[sources == TOPICAL]
    kept = int(len(topical) * TOPICAL_SHARE)
    steps = epochs * -(-(len(main) + kept) // size)
    averaged = copy.deepcopy(model)
    step, started = 0, time.time()
    for epoch in range(epochs):
        model.train()
        chosen_rows = np.concatenate([main, rng.permutation(topical)[:kept]])
        for chosen in batches(ids, chosen_rows, size, rng):
            progress = step / steps
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 100) * max(0.01, 1 - progress)
            block, lengths = padded(ids, chosen)
            at = torch.from_numpy(chosen)
            y, z = model(block, lengths, torch.from_numpy(sources[chosen]))
            t, f, h, w = (x[at] for x in tensors)
            main_loss = -(t * F.log_softmax(y, 1)).sum(1)
            side_loss = F.binary_cross_entropy_with_logits(z, f, reduction="none").sum(1) * h
            loss = ((main_loss + side_loss) * w).sum() / w.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            with torch.no_grad():
                decay = min(ema, (step + 1) / (step + 10))
                for a, b in zip(averaged.parameters(), model.parameters()):
                    a.lerp_(b, 1 - decay)
            step += 1
        if report:
            report(averaged, epoch, time.time() - started)
    return averaged
