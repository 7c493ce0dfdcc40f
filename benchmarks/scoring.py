"""Figures of found rows against annotated ones: who matches whom, and the shares that the benchmark and the tests name.

An annotated instruction matches the found one whose trigger overlaps, or whose span shares at least half with it.
"""

from typing import Any

Row = dict[str, Any]


def shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def fit(gold: Row, found: Row) -> float:
    """How well a found row fits an annotated one; 0 = not at all."""
    if gold["doc"] != found["doc"]:
        return 0
    one, other = (gold["start"], gold["end"]), (found["start"], found["end"])
    both = shared(one, other)
    likeness = both / max(1, one[1] - one[0] + other[1] - other[0] - both)
    at = gold["quote"].find(gold["trigger"]) if gold.get("trigger") else -1
    if at >= 0 and found.get("trigger"):
        words = (gold["start"] + at, gold["start"] + at + len(gold["trigger"]))
        if shared(words, (found["trigger"]["start"], found["trigger"]["end"])):
            return 1 + likeness
    return likeness if both >= 0.5 * max(1, min(one[1] - one[0], other[1] - other[0])) else 0


def match(golds: list[Row], founds: list[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs, best fit first and one to one; the annotated rows missed; the found rows left over."""
    pairs = sorted(
        ((fit(g, f), gi, fi) for gi, g in enumerate(golds) for fi, f in enumerate(founds) if fit(g, f)), reverse=True
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for _, gi, fi in pairs:
        if gi not in used_gold and fi not in used_found:
            used_gold.add(gi)
            used_found.add(fi)
            matched.append((golds[gi], founds[fi]))
    return (
        matched,
        [row for index, row in enumerate(golds) if index not in used_gold],
        [row for index, row in enumerate(founds) if index not in used_found],
    )


def figures(gold: list[Row], found: list[Row]) -> dict[str, float]:
    """precision, recall, F1 of instructions; shares of the matched ones with the right lead, owners, date, giver."""
    matched, missed, extra = match(
        [row for row in gold if row["kind"] == "instruction"], [row for row in found if row["kind"] == "instruction"]
    )
    spared = [row for row in gold if not row.get("must", True) or row["kind"] in ("goal", "reference")]
    extra = [row for row in extra if not any(fit(each, row) for each in spared)]
    sure = [(g, f) for g, f in matched if g.get("must", True)]
    missed = [row for row in missed if row.get("must", True)]
    owned = [(g, f) for g, f in sure if g.get("owners")]
    dated = [(g, f) for g, f in sure if g.get("deadline")]
    undated = [(g, f) for g, f in sure if not g.get("deadline")]
    stones = [row for row in gold if row["kind"] == "milestone" and row.get("deadline")]
    hits, _, _ = match(stones, [row for row in found if row["kind"] in ("milestone", "goal", "instruction")])
    others = [row for row in gold if row["kind"] != "none"]
    junk = [row for row in found if row["kind"] == "milestone" and not any(fit(each, row) for each in others)]
    precision, recall = _share(len(sure), len(sure) + len(extra)), _share(len(sure), len(sure) + len(missed))
    return {
        "detection precision": precision,
        "detection recall": recall,
        "detection F1": _share(2 * precision * recall, precision + recall),
        "lead owner right": _share(sum(names(f)[:1] == g["owners"][:1] for g, f in owned), len(owned)),
        "owner set right": _share(sum(set(names(f)) == set(g["owners"]) for g, f in owned), len(owned)),
        "deadline right": _share(sum(day(f) == g["deadline"] for g, f in dated), len(dated)),
        "deadline invented": _share(sum(bool(day(f)) for _, f in undated), len(undated), empty=0),
        "giver right": _share(
            sum((f.get("giver") or {}).get("role") == g["issuer_role"] for g, f in sure if g.get("issuer_role")),
            sum(bool(g.get("issuer_role")) for g, _ in sure),
        ),
        "recurrence right": _share(sum(f.get("recurrence") == g.get("recurrence") for g, f in sure), len(sure)),
        "milestone dates right": _share(sum(day(f) == g["deadline"] for g, f in hits), len(stones)),
        "milestone precision": _share(len(hits), len(hits) + len(junk)),
    }


def names(found: Row) -> list[str]:
    """Official names of a found row's owners, the lead first."""
    return [owner["name"] for owner in found.get("owners") or []]


def day(found: Row) -> str | None:
    """The date of a found row's deadline."""
    return (found.get("deadline") or {}).get("date")


def _share(part: float, whole: float, *, empty: float = 1) -> float:
    return part / whole if whole else empty
