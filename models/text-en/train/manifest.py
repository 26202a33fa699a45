"""Writes the parts of a model.json that a training run decides; keeps the rest (evaluation rows, licences) as it is."""

import hashlib
import json
import os


def update(folder, files, input_fields, output_fields):
    """files: list of (path, role, licence)."""
    path = os.path.join(folder, "model.json")
    manifest = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            manifest = json.load(file)
    manifest["files"] = []
    for name, role, licence in files:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        digest = hashlib.sha256(data).hexdigest()
        manifest["files"].append({"path": name, "bytes": len(data), "sha256": digest, "role": role, "licence": licence})
    manifest.setdefault("input", {}).update(input_fields)
    manifest.setdefault("output", {}).update(output_fields)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=2, ensure_ascii=False)
        file.write("\n")
