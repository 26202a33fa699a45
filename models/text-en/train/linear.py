"""The linear member: softmax regression on hashed n-grams, shared weights plus GoEmotions' own (source-adapted)."""

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import diags, hstack


def idf(x):
    documents = np.asarray((x > 0).sum(0)).ravel()
    return (np.log((1 + x.shape[0]) / (1 + documents)) + 1).astype(np.float32)


def fit_softmax(x, targets, weights, strength, iterations=60):
    """Weighted softmax regression with L2 by L-BFGS; targets are distributions. Returns (features + 1) x classes."""
    n, d = x.shape
    k = targets.shape[1]
    weights = weights / weights.sum()
    xt = x.T.tocsr()

    def loss(flat):
        w = flat.reshape(d + 1, k).astype(np.float32)
        y = x @ w[:-1] + w[-1]
        y -= y.max(1, keepdims=True)
        e = np.exp(y)
        total = e.sum(1, keepdims=True)
        p = e / total
        value = (weights * ((np.log(total).ravel() * targets.sum(1)) - (targets * y).sum(1))).sum()
        g = (p - targets) * weights[:, None]
        grad = np.concatenate([xt @ g, g.sum(0, keepdims=True)])
        value += 0.5 * strength * float((w[:-1] ** 2).sum())
        grad[:-1] += strength * w[:-1]
        return float(value), grad.ravel().astype(np.float64)

    found = minimize(loss, np.zeros((d + 1) * k), jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8})
    return found.x.reshape(d + 1, k).astype(np.float32)


def fit_adapted(x, targets, weights, own, strength=1e-5, own_scale=0.7, iterations=60):
    """Frustratingly easy domain adaptation (Daume 2007): shared features beside a copy that only `own` rows have.

    Returns weights for the `own` domain alone: (features + 1) x classes, with idf folded in.
    """
    scale = idf(x)
    scaled = (x @ diags(scale)).tocsr()
    mine = (diags(own.astype(np.float32) * own_scale) @ scaled).tocsr()
    flag = own.astype(np.float32)[:, None]
    joined = hstack([scaled, mine, flag * 3.0], format="csr")
    w = fit_softmax(joined, targets, weights, strength, iterations)
    d = x.shape[1]
    merged = np.concatenate([(w[:d] + own_scale * w[d : 2 * d]) * scale[:, None], [w[-1] + 3.0 * w[2 * d]]])
    return merged.astype(np.float32)
