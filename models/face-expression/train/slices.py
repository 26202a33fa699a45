"""Parts of the rows that may be read worse than others: by light, size of the face, pose and votes."""

import numpy as np

LEFT_EYE, RIGHT_EYE, CHIN, FOREHEAD = 33, 263, 152, 10
# Side of the enlarged picture over the side of the picture in it, and pixels of the picture.
ENLARGED, PICTURE = 320 / 192, 48


def thirds(name, values, chosen):
    """Names and masks of the lower, middle and upper third of the chosen rows."""
    low, high = np.quantile(values[chosen], [1 / 3, 2 / 3])
    return {
        f"{name}, lowest third (< {low:.2f})": chosen & (values < low),
        f"{name}, middle third": chosen & (values >= low) & (values < high),
        f"{name}, highest third (>= {high:.2f})": chosen & (values >= high),
    }


def slices(rows):
    """Name -> mask over all rows."""
    pictures = rows.pictures.astype(np.float32) / 255
    points, found = rows.landmarks, rows.found
    across = points[:, RIGHT_EYE] - points[:, LEFT_EYE]
    everywhere = np.ones(len(found), bool)
    agreement = rows.votes.max(1) / np.maximum(rows.votes.sum(1), 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        yaw = np.abs(np.degrees(np.arctan2(across[:, 2], across[:, 0])))
        roll = np.abs(np.degrees(np.arctan2(across[:, 1], across[:, 0])))
    eyes = np.hypot(across[:, 0], across[:, 1]) * ENLARGED * PICTURE
    return {
        "no single face found": ~found,
        **thirds("mean luma", pictures.mean((1, 2)), everywhere),
        **thirds("contrast (deviation of luma)", pictures.std((1, 2)), everywhere),
        **thirds("eye distance, pixels of 48", eyes, found),
        **thirds("yaw, degrees either way", yaw, found),
        **thirds("roll, degrees either way", roll, found),
        "raters: at least 8 of 10 agree": agreement >= 0.8,
        "raters: 6 or 7 of 10 agree": (agreement >= 0.6) & (agreement < 0.8),
        "raters: fewer agree": agreement < 0.6,
    }
