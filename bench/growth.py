"""How time grows with a text: each stage of the build on texts of many shapes, at n, 2n and 4n of what they repeat.

python -m bench.growth [WORDS] [--scale 1] [--times 2] [--stages]

Prints the processor time of each shape and the factor from n to 4n; of a stage by itself where it takes a telling part.
What seems to grow too fast is tried again from 4n to 16n, where a pause of the garbage collector is no part of it.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from pathlib import Path

from bench.growth_shapes import Shape, shapes
from bench.growth_stages import through

WANTED = 5.0  # times the time for four times the text; 4 where time grows with the text
TELLING = 0.08  # seconds of a stage at 4n; of less, a factor says nothing …
PART = 0.1  # … nor of less of the whole: what grows by the square takes more of it at the larger size
NOISE = 0.02  # seconds: a stage that takes less at n is taken to need as much
STEPS = (1, 2, 4)


def main() -> None:
    """Print the table; exit 1 where something grows faster than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="?", default="", help="only shapes whose name holds these")
    parser.add_argument("--scale", type=float, default=1.0, help="times the size of each shape")
    parser.add_argument("--times", type=int, default=2, help="the best of how many")
    parser.add_argument("--stages", action="store_true", help="show the time of each stage")
    options = parser.parse_args()
    _once(next(shapes("")), 1)  # what is loaded once is no growth
    broken = [shape.name for shape in shapes(options.words) if not _shown(shape, options)]
    print(f"{len(broken)} of {len(list(shapes(options.words)))} grow by more than {WANTED} from n to 4n: {broken}")
    sys.exit(bool(broken))


def _shown(shape: Shape, options: argparse.Namespace) -> bool:
    """Print a shape; False where it, or a stage of it, grows too fast, at a larger size as well."""
    if _grows_well(shape, options.scale, options.times, options.stages):
        return True
    return _grows_well(shape, options.scale * STEPS[-1], 1, options.stages)


def _grows_well(shape: Shape, scale: float, times: int, all_stages: bool) -> bool:
    rows = through_all(shape, times, scale)
    total = [sum(row.values()) for row in rows]
    stages = {stage: [row[stage] for row in rows] for stage in rows[-1]}
    telling = max(TELLING, PART * total[-1])
    fast = {it: s for it, s in stages.items() if s[-1] >= telling and s[-1] > WANTED * max(s[0], NOISE)}
    told = ", ".join(f"{it} {s[0]:.3f} → {s[-1]:.3f} s" for it, s in (stages if all_stages else fast).items())
    seconds = "  ".join(f"{each:6.2f}" for each in total)
    size = f"n = {int(shape.size * scale):5}"
    print(f"{total[-1] / total[0]:5.1f}  {seconds}  {size}  {shape.name}{told and ': '}{told}", flush=True)
    return not fast and total[-1] <= WANTED * total[0]


def through_all(shape: Shape, times: int, scale: float) -> list[dict[str, float]]:
    """The seconds of each stage at n, 2n, 4n: the best of ``times``."""
    found = []
    for step in STEPS:
        rounds = [_once(shape, int(shape.size * scale) * step) for _ in range(times)]
        found.append({stage: min(one[stage] for one in rounds) for stage in rounds[0]})
    return found


def _once(shape: Shape, size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in shape.files(size).items():
            (Path(folder) / name).write_text(content, encoding="utf-8")
        gc.collect()
        return dict(through(Path(folder)))


if __name__ == "__main__":
    main()
