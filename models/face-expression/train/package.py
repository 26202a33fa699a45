"""From members and regression to the shipped files, their settings and the parity vectors."""

import json
import subprocess
from pathlib import Path

import geometry
import manifest
import numpy as np
import onnxruntime
import torch
import tune
from augment import centre
from data import LABELS
from export import write_geometry, write_network
from slices import slices

MODEL = Path(__file__).resolve().parents[1]
# Below it the likeliest label is right less than half of the time, or nearly so.
LEAST_PROBABILITY = 0.45


def session_scores(session, crops):
    """uint8 [N, 64, 64] -> log-probabilities [N, 7] of the shipped graph."""
    x = centre(torch.from_numpy(crops)).numpy()
    return np.concatenate([session.run(["scores"], {"crop": crop})[0] for crop in x])


def package(members, regression, prior, valid, work):
    write_network(members, MODEL / "network.onnx")
    write_geometry(*regression, MODEL / "geometry.bin")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(MODEL / "network.onnx", options)

    truth = valid.majority()
    rows = truth >= 0
    truth = truth[rows]
    aligned, given = valid.sources(rows)
    network = session_scores(session, aligned)
    shape = geometry.log_probabilities(geometry.features("valid", work)[rows], *regression).numpy().copy()
    shape[~valid.found[rows]] = np.nan

    setting = tune.choose(network, shape, prior, truth)
    report("network alone", tune.figures(tune.probabilities(network, shape, prior, 0, 1, 0), truth))
    report("geometry alone", tune.figures(*known(shape, prior, truth)))
    plain = session_scores(session, given)
    report("network on the pictures as given", tune.figures(tune.probabilities(plain, plain, prior, 0, 1, 0), truth))
    report(f"as shipped {setting}", tune.figures(tuned(network, shape, prior, setting), truth))
    report("tuned on the other half", tune.figures(*across_halves(network, shape, prior, truth)))

    shipped = tuned(network, shape, prior, setting)
    for name, mask in slices(valid).items():
        report_slice(name, shipped, truth, mask[rows])

    manifest.update(
        MODEL,
        {"network.onnx": "network", "geometry.bin": "geometry"},
        {
            "labels": LABELS,
            "geometryShare": setting["share"],
            "temperature": setting["temperature"],
            "labelPrior": [round(float(share), 4) for share in prior],
            "priorStrength": setting["strength"],
            "leastProbability": LEAST_PROBABILITY,
        },
    )
    write_vectors(regression, prior, setting, work)


def known(shape, prior, truth):
    rows = ~np.isnan(shape).any(1)
    return tune.probabilities(shape[rows], shape[rows], prior, 0, 1, 0), truth[rows]


def tuned(network, shape, prior, setting):
    prior = np.round(prior, 4)
    return tune.probabilities(network, shape, prior, setting["share"], setting["temperature"], setting["strength"])


def across_halves(network, shape, prior, truth):
    """Every row with the settings that the other half of the rows chose: what the tuning itself is worth."""
    half = np.random.default_rng(5).permutation(len(truth)) % 2 == 0
    p = np.zeros((len(truth), len(LABELS)))
    for side in (half, ~half):
        setting = tune.choose(network[~side], shape[~side], prior, truth[~side])
        p[side] = tuned(network[side], shape[side], prior, setting)
    return p, truth


def report(name, found):
    print(json.dumps({"what": name, **{k: v if k == "recall" else round(v, 4) for k, v in found.items()}}), flush=True)


def report_slice(name, p, truth, mask):
    hit = p.argmax(1)[mask] == truth[mask]
    print(json.dumps({"slice": name, "rows": int(mask.sum()), "accuracy": round(float(hit.mean()), 4)}), flush=True)


def write_vectors(regression, prior, setting, work):
    """The probabilities are those of the shipped graph in the native runtime, mixed and calibrated here."""
    out = work / "vectors.json"
    subprocess.run(["node", Path(__file__).with_name("vectors.ts"), out], check=True)
    session = onnxruntime.InferenceSession(MODEL / "network.onnx")
    vectors = json.loads(out.read_text())
    for vector in vectors:
        crop = np.array(vector["crop"], np.float32).reshape(1, 48, 48)
        features = np.array(vector["geometry"], np.float32)[None]
        network = session.run(["scores"], {"crop": crop})[0]
        shape = geometry.log_probabilities(features, *regression).numpy()
        p = tuned(network, shape, prior, setting)[0]
        vector["probabilities"] = [round(float(value), 6) for value in p]
    Path(__file__).with_name("vectors.json").write_text(json.dumps(vectors) + "\n")
