"""What the ``.toml`` beside a source says, as values; `settings_file` reads it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Correction:
    """``was`` stands on physical line ``line`` and is shown as ``now``."""

    line: int
    was: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The notice ``code`` on physical line ``line`` has been looked at and is a fact of the source."""

    line: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """The published address ``origin`` (``slug`` or ``slug#id``) is now at ``target``."""

    origin: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A work that is cited and not in this library, told by ``name`` or ``number`` ("" where not), is at ``url``.

    ``line`` is where the ``.toml`` says so.
    """

    name: str
    number: str
    url: str
    reason: str
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the ``.toml`` beside a source says; every field has a default because most sources have no such file."""

    title: str | None = None
    slug: str | None = None
    origin: str | None = None  # where the text was published, a URL
    kind: str | None = None
    corrections: tuple[Correction, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    moves: tuple[Move, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
