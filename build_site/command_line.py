"""The commands and their options. What a command does is in `__main__`, which hands it over by name."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE, SOURCES, PAGES, DIST = ROOT / "site", ROOT / "source_texts", ROOT / "docs" / "pages", ROOT / "dist"

COMMANDS = {
    "build": "read the sources, write the Markdown, publish the site, prove it",
    "serve": "the same, live: saving a source text rebuilds and shows it",
    "check": "a strict build that publishes nothing",
    "offline": "pack the built site into one file that needs no server",
    "epub": "write an EPUB of each volume of the built site in each script",
    "inspect": "show how a text was read",
    "lint-scripts": "list the places where no term decides the other script",
    "locate": "find the address of a typed citation: 国办发〔2016〕11号 第（五）条",
    "move": "declare that a published address has moved, so that it redirects",
    "check-links": "tell which links of a document into this library are good, moved or broken",
}


def parser(run: Mapping[str, Callable[[argparse.Namespace], int]]) -> argparse.ArgumentParser:
    """The command line; ``run`` is what each command does."""
    everything = argparse.ArgumentParser(
        prog="python -m build_site", description="Raw policy texts in, a library in two scripts out."
    )
    commands = everything.add_subparsers(title="commands", metavar="COMMAND", required=True)
    found = {name: commands.add_parser(name, help=words, description=words) for name, words in COMMANDS.items()}
    for name, command in found.items():
        command.set_defaults(run=run[name])
    _folders(found)
    _own_options(found)
    return everything


def _folders(commands: Mapping[str, argparse.ArgumentParser]) -> None:
    for name in ("build", "serve", "check", "locate", "move", "check-links"):
        _folder(commands[name], "--sources", SOURCES, "folder of raw texts (source_texts)")
    for name in ("build", "serve"):
        _folder(commands[name], "--site", SITE, "where the site goes (site)")
        _folder(commands[name], "--docs", None, "where the Markdown is kept (docs; with another --site: nowhere)")
    for name in ("offline", "epub"):
        _folder(commands[name], "--site", SITE, "the built site (site)")
        _folder(commands[name], "--to", DIST, "where the files go (dist)")


def _folder(command: argparse.ArgumentParser, option: str, default: Path | None, words: str) -> None:
    command.add_argument(option, type=Path, default=default, metavar="DIR", help=words)


def _port(words: str) -> int:
    """A port that a program may ask for; argparse puts the option before what is raised here."""
    if not (words.isascii() and words.isdigit() and 0 < int(words[:6]) < 65536):
        raise argparse.ArgumentTypeError(f"{words!r} is no port: it is a number from 1 to 65535, for instance 8000")
    return int(words)


def _own_options(commands: Mapping[str, argparse.ArgumentParser]) -> None:
    inspect, locate, move, links = (commands[name] for name in ("inspect", "locate", "move", "check-links"))
    for name in ("build", "serve", "check"):
        words = "hold back the texts for which a promise cannot be proved, publish all others, and exit 1"
        commands[name].add_argument("--without-broken", action="store_true", help=words)
    commands["serve"].add_argument("--port", type=_port, default=8000, help="port on this machine (8000)")
    inspect.add_argument("file", type=Path, metavar="FILE")
    inspect.add_argument("--format", choices=("outline", "tsv"), default="outline", help="for people, or a row a line")
    locate.add_argument(
        "citation", metavar="CITATION", help="number, name or alias of a work, and a clause, in any script"
    )
    move.add_argument("old", metavar="OLD", nargs="?", help="the published address: slug or slug#id")
    move.add_argument("new", metavar="NEW", nargs="?", help="where its words are now")
    move.add_argument("--all", action="store_true", help="instead of OLD and NEW: every move that the words tell")
    move.add_argument("--reason", required=True, metavar="WORDS", help="why, for those who read the file")
    commands["lint-scripts"].add_argument("files", nargs="*", type=Path, metavar="FILE")
    links.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".md .rst .txt .html .docx .odt .pdf")
    links.add_argument(
        "--base",
        action="append",
        default=[],
        metavar="URL",
        help="an address at which the library stands besides its site_url, or “any”; can be given several times",
    )
