"""Time against size: `python -m tests.benchmarks.growth --most 6000 --svg growth.svg`.

Shape A1, 20 packages a provider, to the nearness that a re-tender is held to: the first open aim within the
larger of 2 packages and half a per cent of its bound. Beyond `--whole` packages a size is divided among
councils, which are solved one after another. The exponent is the slope of a straight line through the
logarithms; 1 means that time follows size.
"""

import argparse
import math
import statistics
from collections.abc import Sequence
from pathlib import Path

from allocation.model import Effort
from tests.benchmarks.measure import measure
from tests.workloads import nation

SIZES = (100, 200, 500, 1000, 2000, 6000, 20_000, 60_000)
A_PROVIDER = 20
HELD_TO = 1.3
Point = tuple[int, float]
"""Packages, and seconds from values read to plan checked."""


def main() -> None:
    """Measure each size, print a line for it, then the exponent; draw it where a file is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--most", type=int, default=SIZES[-1], help="leave larger sizes out")
    options.add_argument("--whole", type=int, default=2000, help="the most packages of one council")
    options.add_argument("--supply", type=float, default=0.8)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options.add_argument("--seconds", type=float, default=600, help="the engine's limit for one council")
    options.add_argument("--svg", type=Path, help="a file to draw the line in")
    given = options.parse_args()
    points: list[Point] = []
    print(f"{'packages':>9}{'councils':>9}{'median s':>10}{'worst s':>10}  near")
    for size in [each for each in given.sizes if each <= given.most]:
        found = [_run(size, seed, given) for seed in given.seeds]
        seconds = [each for each, _ in found]
        near = sum(each for _, each in found)
        points.append((size, statistics.median(seconds)))
        print(
            f"{size:>9}{_councils(size, given.whole):>9}{points[-1][1]:>10.2f}{max(seconds):>10.2f}", end=""
        )
        print(f"  {near} of {len(found)}", flush=True)
    if len(points) > 1:
        print(f"time grows as n^{exponent(points):.2f} (held to n^{HELD_TO})")
    if given.svg:
        draw(points, given.svg)
        print(f"drawn in {given.svg}")


def _councils(size: int, whole: int) -> int:
    return math.ceil(size / whole)


def _run(size: int, seed: int, given: argparse.Namespace) -> tuple[float, bool]:
    """Seconds for one size, making the councils not counted; and whether all of them came near."""
    seconds, near = 0.0, True
    councils = _councils(size, given.whole)
    for round_, _ in nation.waiting(seed, size, size // A_PROVIDER, councils, "A1", given.supply):
        found = measure(round_, Effort(seconds=given.seconds), until="near")
        seconds += found.plan
        near = near and "near" in found.milestones and found.justified
    return seconds, near


def exponent(points: Sequence[Point]) -> float:
    """The slope of the least-squares line through (log size, log seconds)."""
    slope, _ = _line(points)
    return slope


def _line(points: Sequence[Point]) -> tuple[float, float]:
    line = statistics.linear_regression(
        [math.log(size) for size, _ in points], [math.log(seconds) for _, seconds in points]
    )
    return line.slope, line.intercept


def draw(points: Sequence[Point], file: Path) -> None:
    """The points and the line that is fitted to them, both axes in powers of ten, as SVG."""
    width, height, edge = 720, 440, 70
    left, right = _decades([size for size, _ in points])
    low, high = _decades([seconds for _, seconds in points])

    def at(size: float, seconds: float) -> tuple[float, float]:
        across = (math.log10(size) - left) / (right - left)
        up = (math.log10(seconds) - low) / (high - low)
        return edge + across * (width - 2 * edge), height - edge - up * (height - 2 * edge)

    def line(start: tuple[float, float], end: tuple[float, float], look: str) -> str:
        return f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" {look}/>'

    def text(x: float, y: float, words: str, anchor: str = "middle") -> str:
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'

    thin, fitted = 'stroke="#bbbbbb"', 'stroke="#1f4e79" stroke-dasharray="5 4"'
    drawn = []
    for decade in range(left, right + 1):
        foot = at(10.0**decade, 10.0**low)
        drawn += [line(foot, (foot[0], edge), thin), text(foot[0], foot[1] + 20, f"{10**decade:,}")]
    for decade in range(low, high + 1):
        foot = at(10.0**left, 10.0**decade)
        drawn += [line(foot, (width - edge, foot[1]), thin)]
        drawn += [text(foot[0] - 8, foot[1] + 4, f"{10.0**decade:g}", "end")]
    drawn += [
        text(width / 2, height - 18, "packages"),
        text(edge, edge - 24, "seconds to the nearness", "start"),
    ]
    if len(points) > 1:
        slope, start = _line(points)
        ends = [at(size, math.exp(start + slope * math.log(size))) for size, _ in (points[0], points[-1])]
        drawn += [
            line(ends[0], ends[-1], fitted),
            text(ends[-1][0] - 12, ends[-1][1] - 10, f"n^{slope:.2f}", "end"),
        ]
    drawn += [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f4e79"/>' for x, y in (at(*each) for each in points)
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="13">'
    paper = f'<rect width="{width}" height="{height}" fill="white"/>'
    file.write_text("\n".join((head, paper, *drawn, "</svg>", "")), encoding="utf-8")


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The whole powers of ten that hold all values, at least one apart."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


if __name__ == "__main__":
    main()
