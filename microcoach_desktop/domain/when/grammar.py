"""The shapes of a quick date, one row each, over the letters of the atoms.

The whole text must be made of these shapes: a word that is left over makes it no date.

    n number  y year  k four digits  o ordinal  t clock  z 3.30  w weekday  M month  D short date  r today…
    P part of day  u unit  U 45m  i in  @ at  N on  T the  O of  f from  F from now  x next  h this  q coming
    l last  j a  & and  g ago  E end  S start  V mid  d end of day  e end of week…  X week after next  W weekend
    J tonight  + plus  H half  Q quarter  A past  B to  L less  a am  b pm  c o'clock
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from microcoach_desktop.domain.when.model import Atom


class Piece(Enum):
    """What a shape says; resolve.py knows what to do with each."""

    ELAPSED = "elapsed"
    LATER = "later"
    SHIFT = "shift"
    AGO = "ago"
    RELATIVE = "relative"
    DATE = "date"
    MONTH_DAY = "month_day"
    ORDINAL = "ordinal"
    NTH_WEEKDAY = "nth_weekday"
    DAY_OF_MONTH = "day_of_month"
    WEEKDAY = "weekday"
    WEEK = "week"
    END = "end"
    START = "start"
    WEEKEND = "weekend"
    MIDDLE = "middle"
    CLOCK = "clock"
    PART = "part"


SLOTS: Mapping[Piece, str] = {
    Piece.WEEKDAY: "weekday", Piece.WEEK: "week", Piece.CLOCK: "clock", Piece.PART: "part", Piece.SHIFT: "shift",
}  # fmt: skip
"""A slot is filled once. Whatever is not listed names the day."""


class Fragment(NamedTuple):
    piece: Piece
    form: str
    atoms: tuple[Atom, ...]

    @property
    def slot(self) -> str:
        return SLOTS.get(self.piece, "day")

    def find(self, codes: str) -> Atom | None:
        """The first atom of one of these letters."""
        return next((atom for atom in self.atoms if atom.code in codes), None)


_YEAR = "(?:O?y)?"
_PART = "(?:[iO]?T?P)?"
_ROWS: tuple[tuple[Piece, str, str], ...] = (
    # form, shape: the form tells resolve.py which words of the shape count
    (Piece.ELAPSED, "half", "ij?Hj?u"),
    (Piece.ELAPSED, "quarter", "ij?QO?ju"),
    (Piece.ELAPSED, "and half", "i[jn]?u&j?H"),
    (Piece.ELAPSED, "decimal", "i?zu"),
    (Piece.LATER, "sum", r"[i+]?nu&?nuF?|[i+]?UUF?"),
    (Piece.LATER, "one", r"[i+]?[nj]uF?|[i+]?UF?"),
    (Piece.SHIFT, "from", "[nj]uf(?=T?[wrDMnohqx])"),
    (Piece.SHIFT, "before weekday", "[nj]u[N]?(?=T?[wr])"),
    (Piece.SHIFT, "after weekday", "(?<=[wr])u"),
    (Piece.SHIFT, "in", "(?<=r)i[nj]u"),
    (Piece.AGO, "", "[nj]ug|g[nj]u|Ug"),
    (Piece.RELATIVE, "", "N?T?r"),
    (Piece.RELATIVE, "tonight", "J"),
    (Piece.RELATIVE, "this part", "hP"),
    (Piece.DATE, "", "N?T?D"),
    (Piece.MONTH_DAY, "", f"N?T?[no]O?M{_YEAR}|N?MT?[no]{_YEAR}"),
    (Piece.ORDINAL, "", "N?T?o(?!O?M)"),
    (Piece.NTH_WEEKDAY, "", "N?T?[ol]w[Oi](?:T?h?u|T?xu|T?ux|M)|N?T?[ol]wxu"),
    (Piece.DAY_OF_MONTH, "", "N?T?(?:o|[ol]u)O(?:T?u|T?xu|T?ux)"),
    (Piece.WEEKDAY, "next", "N?T?xw|N?T?wx"),
    (Piece.WEEKDAY, "this", "N?T?hw"),
    (Piece.WEEKDAY, "last", "T?lw"),
    (Piece.WEEKDAY, "", "N?T?(?:h?q)?w"),
    (Piece.WEEK, "next", "[iNO]?T?xu|[iNO]?T?ux"),
    (Piece.WEEK, "this", "hu"),
    (Piece.WEEK, "after next", "T?X"),
    (Piece.END, "next", "N?T?EO?T?(?:xu|ux)|N?T?xe|N?exu"),
    (Piece.END, "", "@?N?T?EO?T?h?u|@?N?T?[ed]"),
    (Piece.END, "month", "N?T?EO?M"),
    (Piece.START, "", "N?T?SO?T?(?:xu|ux)"),
    (Piece.WEEKEND, "next", "[N@]?T?xW"),
    (Piece.WEEKEND, "", "[N@]?T?h?W"),
    (Piece.MIDDLE, "", "[NiT]?VO?M"),
    (Piece.CLOCK, "exact", f"@?t[ab]|@?N?tc?{_PART}"),
    (Piece.CLOCK, "half day", "@?N?n[ab]"),
    (Piece.CLOCK, "dot", f"@zc?{_PART}|zc"),
    (Piece.CLOCK, "dot half day", "@?z[ab]"),
    (Piece.CLOCK, "minutes", "@?ncn"),
    (Piece.CLOCK, "hour", f"@?nc{_PART}|@n{_PART}"),
    (Piece.CLOCK, "hour", "@?n(?:[iO]T?)?P"),
    (Piece.CLOCK, "hour", "@?n(?=rP|J|hP)"),
    (Piece.CLOCK, "spoken", "@?nn"),
    (Piece.CLOCK, "dot alone", "z"),
    (Piece.CLOCK, "bare", "(?<=[PJ])@?n"),
    (Piece.CLOCK, "four", "@?kc?|@yc?"),
    (Piece.CLOCK, "half past", f"@?HAn[ab]?c?{_PART}|@?n&H{_PART}"),
    (Piece.CLOCK, "half", f"@?Hn{_PART}"),
    (Piece.CLOCK, "quarter past", f"@?QAn[ab]?{_PART}|@?n&Q{_PART}"),
    (Piece.CLOCK, "quarter to", f"@?QBn[ab]?{_PART}|@?nLQ{_PART}"),
    (Piece.CLOCK, "minutes past", f"@?nu?An[ab]?{_PART}"),
    (Piece.PART, "", "[@Nq]?(?:[iO]?T?)P"),
    (Piece.PART, "end", "@?N?T?EO?T?u(?=O?[Nrw])|(?<=[rwDMno])@?[NT]?T?EO?T?u|[@N]?T?d|N?T?EO(?=r)"),
)
_SHAPES = tuple((piece, form, re.compile(shape)) for piece, form, shape in _ROWS)


def derivations(atoms: tuple[Atom, ...]) -> Iterator[tuple[Fragment, ...]]:
    """Every way to cut the atoms into shapes with no slot filled twice."""
    codes = "".join(_letter(atom) for atom in atoms)
    yield from _cut(atoms, codes, 0, ())


def _letter(atom: Atom) -> str:
    # Four digits are a year or a clock, never a count.
    if atom.code == "n" and len(atom.raw) == 4:
        return "y" if atom.raw[:2] in {"20", "21"} else "k"
    return atom.code


def _cut(atoms: tuple[Atom, ...], codes: str, start: int, done: tuple[Fragment, ...]) -> Iterator[tuple[Fragment, ...]]:
    if start == len(codes):
        yield done
        return
    filled = {fragment.slot for fragment in done}
    for piece, form, shape in _SHAPES:
        found = shape.match(codes, start)
        if found is None or found.end() == start:
            continue
        fragment = Fragment(piece, form, atoms[start : found.end()])
        if fragment.slot not in filled:
            yield from _cut(atoms, codes, found.end(), (*done, fragment))
