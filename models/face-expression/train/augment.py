"""Random views of crops: what a camera, a detector and a hand in front of the face would change."""

import math

import torch
from torch.nn import functional

SIDE = 48


def standardised(x):
    """Each crop with mean 0 and deviation 1; x float [B, 1, H, W]."""
    deviation, mean = torch.std_mean(x, (2, 3), keepdim=True, correction=0)
    return (x - mean) / (deviation + 1e-3)


def centre(crops):
    """uint8 [B, 64, 64] -> the 48x48 middle as float [B, 1, 48, 48] in 0..1."""
    margin = (crops.shape[-1] - SIDE) // 2
    return crops[:, None, margin:-margin, margin:-margin].float() / 255


def views(crops, random):
    """uint8 [B, 64, 64] -> float [B, 1, 48, 48], turned, scaled, shifted, relit, blurred, covered; standardised."""
    size = len(crops)

    def uniform(low, high, *shape):
        return torch.rand(size, *shape, generator=random) * (high - low) + low

    def chance(share):
        return torch.rand(size, 1, 1, 1, generator=random) < share

    x = crops[:, None].float() / 255
    angle = uniform(-14, 14) * math.pi / 180
    scale, aspect = torch.exp(uniform(-0.13, 0.13)), torch.exp(uniform(-0.06, 0.06))
    flip = torch.where(torch.rand(size, generator=random) < 0.5, -1.0, 1.0)
    span = SIDE / crops.shape[-1]
    theta = torch.zeros(size, 2, 3)
    theta[:, 0, 0], theta[:, 0, 1] = span * scale * aspect * angle.cos() * flip, -span * scale * angle.sin()
    theta[:, 1, 0], theta[:, 1, 1] = span * scale * aspect * angle.sin() * flip, span * scale * angle.cos()
    theta[:, :, 2] = uniform(-0.08, 0.08, 2) * span * 2 * 0.8
    grid = functional.affine_grid(theta, (size, 1, SIDE, SIDE), align_corners=False)
    x = functional.grid_sample(x, grid, mode="bilinear", padding_mode="border", align_corners=False)

    x = x.clamp(0, 1) ** torch.exp(uniform(-0.4, 0.4, 1, 1, 1))
    ramp = torch.linspace(-1, 1, SIDE)
    light = uniform(-0.25, 0.25, 1, 1, 1) * ramp[None, None, None, :] + uniform(-0.2, 0.2, 1, 1, 1) * ramp[None, None, :, None]
    x = x * (1 + light)
    x = torch.where(chance(0.15), functional.avg_pool2d(x, 3, 1, 1, count_include_pad=False), x)
    x = standardised(x)
    x = x + torch.randn(x.shape, generator=random) * uniform(0, 0.12, 1, 1, 1) * chance(0.3)
    return x * covered(size, random)


def covered(size, random):
    """Ones, with a random box of zeros (the crop's mean) in half of the rows."""
    place = torch.arange(SIDE)
    mask = torch.ones(size, 1, SIDE, SIDE)
    middle = torch.randint(0, SIDE, (2, size, 1), generator=random)
    half = torch.randint(4, 10, (2, size, 1), generator=random)
    rows = (place - middle[0]).abs() < half[0]
    columns = (place - middle[1]).abs() < half[1]
    use = torch.rand(size, 1, generator=random) < 0.5
    box = (rows & use)[:, :, None] & columns[:, None, :]
    return mask.masked_fill(box[:, None], 0)
