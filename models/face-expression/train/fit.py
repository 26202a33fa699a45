"""Trains one member on vote distributions."""

import copy
import time

import torch
from augment import centre, standardised, views
from network import Member

BATCH = 128
PEAK = 4e-3
DECAY = 0.02
AVERAGING = 0.998
# Classes weigh prior^-WEIGHTING: more is paid for by accuracy.
WEIGHTING = 0.25
# Share of batches in which every picture is blended with another one.
MIXED = 0.35


def rate(step, steps):
    """One cycle: up over the first tenth, then down a cosine."""
    share = step / steps
    if share < 0.1:
        return PEAK * (0.05 + 0.95 * share / 0.1)
    return PEAK * max(0.5 * (1 + torch.cos(torch.tensor(torch.pi * (share - 0.1) / 0.9)).item()), 1e-3)


def fit(sources, targets, *, seed, epochs, shape, aligned_share, after_epoch):
    """
    sources: (aligned, as given) uint8 [N, 64, 64] each; targets float [N, 7].
    after_epoch(epoch, averaged member, seconds) is called with the running average of the weights.
    """
    torch.manual_seed(seed)
    random = torch.Generator().manual_seed(seed)
    member = Member(**shape).to(memory_format=torch.channels_last)
    averaged = copy.deepcopy(member).eval()
    prior = targets.mean(0)
    weights = (prior**-WEIGHTING) / (prior * prior**-WEIGHTING).sum()
    optimiser = torch.optim.AdamW(member.parameters(), PEAK, weight_decay=DECAY)
    aligned, given = sources
    steps_of_epoch = len(targets) // BATCH
    steps = epochs * steps_of_epoch
    step = 0
    for epoch in range(epochs):
        started = time.time()
        member.train()
        order = torch.randperm(len(targets), generator=random)
        for at in range(steps_of_epoch):
            chosen = order[at * BATCH : (at + 1) * BATCH]
            use_aligned = torch.rand(BATCH, 1, 1, generator=random) < aligned_share
            crops = torch.where(use_aligned, aligned[chosen], given[chosen])
            x, y = views(crops, random), targets[chosen]
            if torch.rand((), generator=random) < MIXED:
                share = torch.distributions.Beta(0.4, 0.4).sample()
                x, y = share * x + (1 - share) * x.flip(0), share * y + (1 - share) * y.flip(0)
            optimiser.param_groups[0]["lr"] = rate(step, steps)
            with torch.autocast("cpu", torch.bfloat16):
                logits = member(x.contiguous(memory_format=torch.channels_last))
            loss = -(weights * y * logits.float().log_softmax(1)).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            blend(averaged, member, min(AVERAGING, step / (step + 20)))
        after_epoch(epoch, averaged, time.time() - started)
    return averaged


@torch.no_grad()
def blend(averaged, member, keep):
    for old, new in zip(averaged.state_dict().values(), member.state_dict().values(), strict=True):
        if old.dtype.is_floating_point:
            old.lerp_(new, 1 - keep)


@torch.no_grad()
def logits_of(member, crops):
    """Mean over the crop and its mirror image; crops uint8 [N, 64, 64] -> float [N, 7]."""
    parts = []
    for at in range(0, len(crops), 512):
        x = standardised(centre(crops[at : at + 512])).contiguous(memory_format=torch.channels_last)
        parts.append((member(x) + member(x.flip(3))) / 2)
    return torch.cat(parts)
