"""Starting embeddings of the word pieces: the leading directions of their positive pointwise mutual information.

Counted over all training texts and the unlabelled ones, windows of five weighted by 1 / distance, contexts smoothed by
the power .75. A minute of work that spares the networks learning from labels which words are alike.
"""

import numpy as np
from scipy.sparse import coo_matrix
from sklearn.utils.extmath import randomized_svd

WINDOW = 5
DEVIATION = 0.15


def start_embeddings(ids, pieces, size, seed=0):
    """ids: one array of piece indices per text. Returns pieces x size, float32."""
    rows, columns, weights = [], [], []
    for distance in range(1, WINDOW + 1):
        left = np.concatenate([x[:-distance] for x in ids if len(x) > distance])
        right = np.concatenate([x[distance:] for x in ids if len(x) > distance])
        rows += [left, right]
        columns += [right, left]
        weights += [np.full(len(left), 1 / distance)] * 2
    counts = coo_matrix((np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))), (pieces, pieces))
    counts = counts.tocsr().tocoo()
    marginal = np.bincount(counts.row, counts.data, pieces)
    context = np.bincount(counts.col, counts.data, pieces) ** 0.75
    context *= marginal.sum() / context.sum()
    information = np.log(counts.data * marginal.sum() / (marginal[counts.row] * context[counts.col]))
    positive = coo_matrix((np.maximum(0, information), (counts.row, counts.col)), (pieces, pieces)).tocsr()
    left, strength, _ = randomized_svd(positive, size, n_iter=3, random_state=seed)
    vectors = left * np.sqrt(strength)
    # All directions nearly alike in size, the leading ones somewhat larger.
    vectors = vectors / (vectors.std(0, keepdims=True) + 1e-6) * np.linspace(1.3, 0.7, size)
    return (vectors / vectors.std() * DEVIATION).astype(np.float32)
