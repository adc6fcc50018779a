"""Is a damaged extraction told before it is published? Each kind of damage done to documents of the random printer.

python -m bench.damage            how many of the damaged texts a notice tells, by kind; what is told of undamaged ones
python -m bench.damage --show cid the notices of one kind

A text counts as told where the reading notices something of it that it does not notice of the undamaged text.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.unseen import printing
from build_site.model import Source
from build_site.pipeline import read_source
from testing.printing.trees import documents

Damage = Callable[[str, random.Random], str]
_PLACES = 12  # characters or lines that are damaged here and there


def _some(text: str, form: str, to: Callable[[re.Match[str]], str], rng: random.Random, times: int = _PLACES) -> str:
    """Up to ``times`` places of the form, changed."""
    hits = list(re.finditer(form, text))
    chosen = sorted(rng.sample(hits, min(times, len(hits))), key=lambda it: it.start(), reverse=True)
    for hit in chosen:
        text = text[: hit.start()] + to(hit) + text[hit.end() :]
    return text


def _lines(change: Callable[[list[str], random.Random], list[str]]) -> Damage:
    return lambda text, rng: "\n".join(change(text.split("\n"), rng))


def _here_and_there(form: str, to: str, times: int = _PLACES) -> Damage:
    return lambda text, rng: _some(text, form, lambda hit: hit.expand(to), rng, times)


def _radicals(text: str, _: random.Random) -> str:
    return text.translate(str.maketrans("人民一二生用行食长门青高", "⼈⺠⼀⼆⽣⽤⾏⾷⻓⻔⻘⾼"))


def _watermark(lines: list[str], rng: random.Random) -> list[str]:
    for i in sorted(rng.sample(range(3, len(lines)), min(8, len(lines) - 3)), reverse=True):
        lines.insert(i, "海州市档案馆")
    return lines


def _doubled_lines(lines: list[str], rng: random.Random) -> list[str]:
    return [each for line in lines for each in [line] * (2 if rng.random() < 0.3 else 1)]


def _doubled_page(lines: list[str], _: random.Random) -> list[str]:
    at = len(lines) // 2
    return [*lines[:at], *lines[max(0, at - 20) : at], *lines[at:]]


def _without_articles(lines: list[str], _: random.Random) -> list[str]:
    at = [
        i
        for i, line in enumerate(lines)
        if re.match(r"\s*(第.{1,4}[条條]|（[二三四五]）|[二三四五]、|[23456][.．])", line)
    ]
    return [line for i, line in enumerate(lines) if i not in at[1:3]]


def _swapped(lines: list[str], _: random.Random) -> list[str]:
    third = len(lines) // 3
    return [*lines[:third], *lines[2 * third :], *lines[third : 2 * third]]


def _columns(lines: list[str], _: random.Random) -> list[str]:
    half = len(lines) // 2
    left, right = lines[:half], lines[half:]
    return [f"{a.strip()}      {b.strip()}" for a, b in zip(left, right, strict=False)]


def _look_alikes(text: str, _: random.Random) -> str:
    text = re.sub(r"(?<=\d)0(?=\d*年)", "O", text).replace("、", "丶", 3)
    text = re.sub(r"^([一二三四五六七八九十]+)、", r"\1､", text, flags=re.MULTILINE)
    return re.sub("1(?=[0-9]*[日号个])", "l", text)


_COMPATIBLE = str.maketrans("行理金立林不料度樂", "\uf908\uf9e4\uf90a\uf9f7\uf9f4\uf967\uf9be\uf9fe\uf914")
_HALF_CONVERTED = str.maketrans("国会学发业为机构实体医药", "國會學發業為機構實體醫藥")

KINDS: dict[str, Damage] = {
    "radicals": _radicals,
    "compatibility ideographs": lambda text, _: text.translate(_COMPATIBLE),
    "cid": _here_and_there("[\u4e00-\u9fff]", "(cid:3821)"),
    "replacement characters": _here_and_there("[\u4e00-\u9fff]", "\ufffd"),
    "private use": _here_and_there("[\u4e00-\u9fff]", "\ue4c6"),
    "boxes": _here_and_there("(?<=[\u4e00-\u9fff])[\u4e00-\u9fff](?=[\u4e00-\u9fff])", "□"),
    "question marks": _here_and_there("(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff])", "??"),
    "blanks between characters": lambda text, _: re.sub(r"(?<=[^\s])(?=[^\s])", " ", text),
    "holes in dates": lambda text, _: re.sub(r"\d+(?=[年月日])", " ", text),
    "lost digits": lambda text, _: re.sub(r"\d+", "", text),
    "lost names": lambda text, _: re.sub("(?<=《)[^《》]+(?=》)", " ", text),
    "lost Chinese numbers": lambda text, _: re.sub("第[一二三四五六七八九十百]+(?=[条條])", "第", text),
    "lost punctuation": lambda text, _: re.sub("[，。；：、“”]", "", text),
    "UTF-8 read as GBK": lambda text, _: text.encode().decode("gb18030", "replace"),
    "GBK read as Latin-1": lambda text, _: text.encode("gb18030").decode("latin-1"),
    "UTF-8 read as Windows-1252": lambda text, _: text.encode().decode("cp1252", "ignore"),
    "GBK read as Big5": lambda text, _: text.encode("gb18030").decode("big5", "replace"),
    "characters doubled": lambda text, _: re.sub("([\u4e00-\u9fff，。])", r"\1\1", text),
    "lines doubled": _lines(_doubled_lines),
    "a page doubled": _lines(_doubled_page),
    "the whole text twice": lambda text, _: text + "\n" + text,
    "articles missing": _lines(_without_articles),
    "lines reversed": _lines(lambda lines, _: lines[::-1]),
    "characters reversed": _lines(lambda lines, _: [line.strip()[::-1] for line in lines]),
    "pages swapped": _lines(_swapped),
    "columns side by side": _lines(_columns),
    "line ends lost": lambda text, _: re.sub(r"\s*\n\s*", "", text),
    "one character a line": lambda text, _: "\n".join("".join(text.split())),
    "readings between characters": _here_and_there("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "(zhōng)"),
    "half-width kana": _here_and_there("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "ﾊﾝｶｸ"),
    "a watermark": _lines(_watermark),
    "words of a program": _here_and_there("\n", "\nEvaluation Only. Created with Aspose.Words.\n", 3),
    "look-alikes": _look_alikes,
    "entities": _here_and_there("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "&nbsp;"),
    "tags": lambda text, _: re.sub("^(.+)$", r"<p>\1</p>", text, flags=re.MULTILINE),
    "escapes": lambda text, _: text.encode("unicode_escape").decode().replace("\\n", "\n"),
    "remarks of an editor": _here_and_there("\n", "\n批注 [A1]: 请核实\n", 3),
    "pictures": _here_and_there("\n", "\n[图片]\n", 3),
    "cut at its end": lambda text, _: re.sub("[^。]*$", "", text[: len(text) // 2])[:-9],
    "cut at its beginning": lambda text, _: text[text.find("，", len(text) // 3) :],
    "numbers of lines": _lines(lambda lines, _: [f"{i} {line}" for i, line in enumerate(filter(None, lines), 1)]),
    "half converted": lambda text, _: text.translate(_HALF_CONVERTED),
}  # fmt: skip
"""What is done to a text."""


def _notices(text: str) -> Counter[str]:
    reading = read_source(Source(Path("text.txt"), tuple(text.split("\n"))))
    return Counter(notice.code for notice in reading.notices)


def _shown(text: str, most: int) -> list[str]:
    reading = read_source(Source(Path("text.txt"), tuple(text.split("\n"))))
    return [f"    {notice}"[:160] for notice in reading.notices[:most]]


def main() -> int:
    """Print what was asked for; 0 always, because figures are read, not enforced."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", default="", help="the notices of the kinds whose name contains this")
    arguments = parser.parse_args()
    texts = [(it.name, printing(it, seed)[0]) for seed, it in enumerate(documents())]
    honest = {name: _notices(text) for name, text in texts}
    told_all = 0
    for kind, damage in KINDS.items():
        told, of, codes = 0, 0, Counter[str]()
        for name, text in texts:
            damaged = damage(text, random.Random(f"{kind}/{name}"))
            if damaged == text:
                continue
            of += 1
            new = _notices(damaged) - honest[name]
            told += bool(new)
            codes.update(set(new))
            if arguments.show and arguments.show in kind:
                sys.stdout.write("\n".join([name, *_shown(damaged, 4)]) + "\n")
        told_all += told == of
        common = ", ".join(f"{code} {n}" for code, n in codes.most_common(3))
        sys.stdout.write(f"{kind:30} {told:3} of {of:3}  {common}\n")
    sys.stdout.write(f"\n{told_all} of {len(KINDS)} kinds are told of every text\n")
    falsely = sum(honest.values(), Counter[str]())
    sys.stdout.write(f"told of {len(texts)} undamaged texts: {dict(falsely) or 'nothing'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
