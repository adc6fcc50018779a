"""Which numbers may come next: a short memory of the lists that are open."""

from __future__ import annotations

from collections import defaultdict, deque

_MEMORY = 4  # an outer list is remembered through the lists inside it


class Numbering:
    """The numbers that were printed last, by kind."""

    def __init__(self) -> None:
        self._last: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_MEMORY))

    def note(self, kind: str, number: int | None) -> None:
        """``number`` opens a division."""
        if number is not None:
            self._last[kind].append(number)

    def expects(self, kind: str, number: int | None) -> bool:
        """True where ``number`` goes on exactly with an open list."""
        return number is not None and number - 1 in self._last[kind]

    def allows(self, kind: str, number: int | None) -> bool:
        """True where ``number`` goes on with a list, perhaps with a jump, or begins one."""
        if number is None or number == 1 or not self._last[kind]:
            return True
        return self._last[kind][-1] < number or self.expects(kind, number)
