"""The manifest's part that training decides; evaluation rows, licences and the rest stay as they are."""

import hashlib
import json


def update(folder, roles, output):
    """roles: file name -> role; output: fields of the manifest's output."""
    path = folder / "model.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"] = [
        {
            "path": name,
            "bytes": (folder / name).stat().st_size,
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "role": role,
            "licence": manifest["licence"]["weights"],
        }
        for name, role in roles.items()
    ]
    manifest["output"].update(output)
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
