"""Regular expressions that take more than their share of time: every one of the program on texts that nearly match.

python -m bench.growth_patterns [WORDS] [--size 1000]

Every pattern that is compiled while all modules are imported and one small library is built, those of the tables
(``data/*.toml``) among them, and every one written in the theme's JavaScript, read as Python reads it. Each is searched
for in the texts of `bench.pattern_attacks`; what takes more than five times as long for four times the text is printed
with the first text that shows it. A search is ended after a fifth of a second, so the whole takes a few minutes.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from types import FrameType

from bench.pattern_attacks import Run, runs

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build_site"
WANTED = 5.0  # times the time for four times the text
TELLING = 0.004  # seconds for the long text; of less, a factor says nothing
PATIENCE = 0.2  # seconds of one search

SAMPLE = """关于加强医药工作的办法
国发〔2016〕67号
一、总体要求
（一）依照《药品管理办法》（以下简称《办法》）第三条第二款执行。
专栏1 重点工程
1. 药品审评。
附件1 药品目录
国务院办公厅
2016年3月1日
"""


# Where the text of a pattern is short, or no source's, or the pattern is asked at one place by a name of a loop.
HARMLESS = {
    "_INSIDE": "reads the theme's own 404.html",
    "_FORMS": "a typed pinpoint, by match at one place of at most pinpoints.LONGEST characters",
    "_AGAIN": "like _FORMS",
    "_CSS_URL": "the theme's own style sheets",
    "_CSS_COMMENT": "like _CSS_URL",
    "SURE_FORMS": "by fullmatch, on at most page_numbers._LONGEST_SURE characters",
    "_WRAPPED": "only where a title ends in a match",
    "CREDIT_LINE": "by fullmatch, in a loop of signatures.py",
}


def main() -> None:
    """Print each pattern that grows too fast with a text; exit 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="?", default="", help="only patterns whose place or words hold these")
    parser.add_argument("--size", type=int, default=1000, help="characters of the shorter text")
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _too_long)
    began = time.process_time()
    found = {it: place for it, place in {**compiled(), **in_theme()}.items() if options.words in place + it.pattern}
    slow = [place for it, place in found.items() if _is_slow(it, place, options.size)]
    print(
        f"{len(slow)} of {len(found)} patterns grow by more than {WANTED} from n to 4n = {4 * options.size} characters"
    )
    print(f"{time.process_time() - began:.0f} s of processor time")
    sys.exit(bool(slow))


# --------------------------------------------------------------------------- the patterns


def compiled() -> Mapping[re.Pattern[str], str]:
    """Every pattern that the program compiles, by where it stands."""
    found: dict[re.Pattern[str], str] = {}
    plain = re._compile  # type: ignore[attr-defined]

    def recorded(pattern: object, flags: int) -> object:
        made = plain(pattern, flags)
        if isinstance(made.pattern, str) and (place := _place(sys._getframe(1))):
            found.setdefault(made, place)
        return made

    re._compile = recorded  # type: ignore[attr-defined]
    try:
        _use_all()
    finally:
        re._compile = plain  # type: ignore[attr-defined]
    return found


def _place(frame: FrameType | None) -> str:
    """The line of the program that asked for it; "" where another library did."""
    while frame and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    path = Path(frame.f_code.co_filename) if frame else Path()
    if not frame or not path.is_relative_to(PROGRAM):
        return ""
    return f"{path.relative_to(PROGRAM)}:{frame.f_lineno}"


def _use_all() -> None:
    """Import every module anew and build a library that takes every step."""
    for name in [name for name in sys.modules if name.startswith("build_site")]:
        del sys.modules[name]
    package = importlib.import_module("build_site")
    for module in pkgutil.walk_packages(package.__path__, "build_site."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    stages = importlib.import_module("bench.growth_stages")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "text.txt").write_text(SAMPLE, encoding="utf-8")
        stages.through(Path(folder))


# A literal stands where an expression begins; in a class a slash needs no backslash.
_LITERAL = re.compile(r"(?<=[(,=:!&|?\[])[ ]?/(?![/*])((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++)/([dgimsuvy]*)")
# What JavaScript writes in another way; of the scripts, Han alone is asked for.
_OTHERWISE = (
    (r"\(\?<(?=\w)", "(?P<"), (r"\\p\{Script=Han\}", "一-鿿"), (r"\\p\{L\}\\p\{N\}", r"\\w"), (r"\\/", "/"),
    (r"\\u\{(\w+)\}", lambda it: re.escape(chr(int(it[1], 16)))), (r"(?<=\[)\[", r"\\["),
)  # fmt: skip


def in_theme() -> Mapping[re.Pattern[str], str]:
    """Every pattern that the theme's own JavaScript writes, as one of Python."""
    found: dict[re.Pattern[str], str] = {}
    for path in sorted((PROGRAM / "theme" / "assets").glob("*.js")):
        source = path.read_text(encoding="utf-8")
        for literal in _LITERAL.finditer(source):
            place = f"{path.name}:{source.count(chr(10), 0, literal.start()) + 1}"
            found.setdefault(_of_python(literal[1], literal[2]), place)
    return found


def _of_python(literal: str, flags: str) -> re.Pattern[str]:
    for theirs, ours in _OTHERWISE:
        literal = re.sub(theirs, ours, literal)
    return re.compile(literal, sum(getattr(re, flag.upper()) for flag in flags if flag in "ims"))


# --------------------------------------------------------------------------- their time


class _TooLongError(Exception):
    """A search was ended."""


def _too_long(*_: object) -> None:
    raise _TooLongError


def _is_slow(pattern: re.Pattern[str], place: str, size: int) -> bool:
    """Whether it grows too fast in any text, which is told."""
    try_it = _tried_once if _at_the_beginning_only(place) else _tried_everywhere
    for run in runs(pattern) if _name_at(place) not in HARMLESS else ():
        factor, seconds = _growth(partial(try_it, pattern), run, size)
        if factor > WANTED and _growth(partial(try_it, pattern), run, 2 * size)[0] > WANTED:  # and no chance
            told = f"{factor:6.1f}  {seconds:.3f} s for {4 * size} of {run}  {place}: {pattern.pattern[:100]!r}"
            print(told, flush=True)
            return True
    return False


def _tried_everywhere(pattern: re.Pattern[str], text: str) -> None:
    for _ in pattern.finditer(text):
        pass


def _tried_once(pattern: re.Pattern[str], text: str) -> None:
    pattern.match(text)
    pattern.fullmatch(text)


def _line_at(place: str) -> str:
    """The line of the program at a place; "" in a script."""
    name, _, number = place.partition(":")
    return (PROGRAM / name).read_text(encoding="utf-8").splitlines()[int(number) - 1] if name.endswith(".py") else ""


@cache
def _constants(module: str) -> tuple[tuple[int, int, str], ...]:
    """First and last line of each statement that gives a constant, and its name."""
    body = ast.parse((PROGRAM / module).read_bytes()).body if module.endswith(".py") else []
    targets = ((it, it.targets[0] if isinstance(it, ast.Assign) else getattr(it, "target", None)) for it in body)
    return tuple((it.lineno, it.end_lineno or 0, target.id) for it, target in targets if isinstance(target, ast.Name))


def _name_at(place: str) -> str:
    """The constant that the statement gives; "" where it gives none."""
    module, _, number = place.partition(":")
    return next((name for first, last, name in _constants(module) if first <= int(number) <= last), "")


def _at_the_beginning_only(place: str) -> bool:
    """Whether the line, or whoever uses the name it gives, looks for the pattern at one place of a text alone."""
    if re.search(r"\bre\.(?:full)?match\(", _line_at(place)):
        return True
    name, module = _name_at(place), place.partition(":")[0]
    asked = {how for path, hows in _uses().get(name, {}).items() for how in hows if path == module or name[:1] != "_"}
    return bool(asked) and asked <= {"match", "fullmatch"}


@cache
def _uses() -> Mapping[str, Mapping[str, set[str]]]:
    """What is asked of each constant, by module: match, search …; "" where it is handed on."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in PROGRAM.rglob("*.py"):
        tree = ast.parse(path.read_bytes())
        asked = {id(it.value): it.attr for it in ast.walk(tree) if isinstance(it, ast.Attribute)}
        examples = {id(it) for name in ast.walk(tree) if _is_examples(name) for it in ast.walk(name)}
        for it in ast.walk(tree):
            if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Load) and id(it) not in examples:
                found[it.id][str(path.relative_to(PROGRAM))].add(asked.get(id(it), ""))
    return found


def _is_examples(statement: ast.AST) -> bool:
    """The patterns of a module with an example each, which a test reads."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AugAssign(target=ast.Name(id=name)):
            return name == "EXAMPLES"
        case ast.AnnAssign(target=ast.Name(id=name)):
            return name == "EXAMPLES"
    return False


def _growth(search: Callable[[str], None], run: Run, size: int) -> tuple[float, float]:
    """The factor, and the seconds of the longer text; 0 where nothing can be told."""
    longs = _seconds(search, run, 4 * size)
    if longs < TELLING:
        return 0.0, longs
    if longs < PATIENCE:
        longs = min(longs, *(_seconds(search, run, 4 * size) for _ in range(2)))
    short = min(_seconds(search, run, size) for _ in range(3))
    return (longs / max(short, 1e-6) if longs >= TELLING else 0.0), longs


def _seconds(search: Callable[[str], None], run: Run, size: int) -> float:
    before, again = run
    text = before + again * (size // len(again))
    began = time.thread_time()  # the clock of the process counts in ticks while a timer of it runs
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        search(text)
    except _TooLongError:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - began


if __name__ == "__main__":
    main()
