"""The manifest's part that training decides; evaluation rows and the rest stay as they are."""

import hashlib
import json
import os


def update(folder, files, output):
    path = os.path.join(folder, "model.json")
    with open(path, encoding="utf-8") as file:
        manifest = json.load(file)
    manifest["files"] = []
    for name in files:
        with open(os.path.join(folder, name), "rb") as file:
            content = file.read()
        manifest["files"].append(
            {
                "path": name,
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "role": "network",
                "licence": manifest["licence"]["weights"],
            }
        )
    manifest["output"].update(output)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=2, ensure_ascii=False)
        file.write("\n")
