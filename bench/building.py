"""How long the whole build takes after the first set-up, checks included, into a folder that is thrown away.

python -m bench.building [--times N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WANTED = 10.0  # seconds


def main() -> None:
    """Print the seconds of each build and the best; a process each, as ``make site`` starts one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "build_site", "build", "--site", str(Path(folder) / "site")]
        for _ in range(options.times):
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds.append(time.perf_counter() - began)
    rounds = ", ".join(f"{each:.1f}" for each in seconds)
    print(f"building the library: best {min(seconds):.1f} s of {rounds}; wanted under {WANTED} s")


if __name__ == "__main__":
    main()
