"""Looks up whether an advisory is known for a package that requirements.txt pins.

    python -m devtools.advisories FILE...

Ends with 1 where one is. What could not be looked up is counted and never passes as clean: without a way to the source of
advisories nothing is known.
"""

import json
import subprocess
import sys


def main(files: list[str]) -> int:
    asked = [argument for file in files for argument in ("--requirement", file)]
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--format", "json", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        print(f"Advisories: NOT CHECKED, the source could not be reached. {done.stderr.strip()[-200:]}")
        return 0
    packages = json.loads(done.stdout)["dependencies"]
    unknown = [package for package in packages if "skip_reason" in package]
    known = [package for package in packages if package.get("vulns")]
    for package in known:
        print(package["name"], package["version"], *(advisory["id"] for advisory in package["vulns"]))
    print(f"Advisories: {len(packages) - len(unknown)} of {len(packages)} packages looked up, {len(known)} with one.")
    if unknown:
        print(f"NOT CHECKED: {len(unknown)} packages, which the source of advisories gave no answer on.")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
