"""Which labels count as activated."""

HIGH = ("anger", "fear", "joy", "surprise")
LOW = ("neutral", "sadness", "boredom")


def arousal_target(clip):
    """Target of the arousal logit: 0 calm … 1 activated. Disgust is left in the middle."""
    if clip.label == "disgust":
        return 0.5
    return 0.95 if clip.label in HIGH else 0.05


def arousal_weight(clip):
    """Strong sadness is loud and high and yet no activation: without weight it is taken for fear."""
    return 3.0 if clip.label == "sadness" and clip.strong else 1.0
