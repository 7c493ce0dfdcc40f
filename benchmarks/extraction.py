#!/usr/bin/env python3
"""The extractor beside the peers that PyPI offers, in one run: deadlines read right, and speed as a ratio.

    python benchmarks/extraction.py [--deadlines LIST.tsv] [--documents DOCUMENTS.jsonl --gold GOLD.jsonl]

Run by hand, in an environment that also has the peers: pip install natasha dateparser "setuptools<80". A peer that is not
installed is left out with a word. LIST.tsv: expression, tab, date or "-"; # lines are ignored. Prints Markdown tables.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PUBLISHED = date(2026, 1, 16)
ROUNDS = 5
Reader = Callable[[str], date | None]


def ours() -> Reader:
    """The compositional grammar."""
    from app.extraction.deadlines import read_deadline
    from app.reference import work_calendar

    calendar = work_calendar()

    def read(text: str) -> date | None:
        found = read_deadline(text, PUBLISHED, calendar)
        return found.date if found else None

    return read


def dateparser_peer() -> Reader:
    """dateparser, told the language and the base."""
    import dateparser

    base = datetime(PUBLISHED.year, PUBLISHED.month, PUBLISHED.day)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "PREFER_DAY_OF_MONTH": "last"}

    def read(text: str) -> date | None:
        found = dateparser.parse(text, languages=["ru"], settings=settings)
        return found.date() if found else None

    return read


def natasha_peer() -> Reader:
    """natasha's grammar of dates; a missing part is filled from the base, the last day of a month or year."""
    from calendar import monthrange

    from natasha import DatesExtractor, MorphVocab

    extract = DatesExtractor(MorphVocab())

    def read(text: str) -> date | None:
        for match in extract(text):
            fact = match.fact
            year = fact.year or PUBLISHED.year
            month = fact.month or 12
            try:
                return date(year, month, fact.day or monthrange(year, month)[1])
            except ValueError:
                return None
        return None

    return read


def deadlines(path: Path) -> None:
    """How many expressions of the list each reads right."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf8").splitlines() if line and line[0] != "#"]
    print(f"\n| deadlines, {len(lines)} expressions | right | share | a date where none follows |\n|---|---|---|---|")
    for name, make in (("ours", ours), ("natasha", natasha_peer), ("dateparser", dateparser_peer)):
        try:
            read = make()
        except ImportError:
            print(f"| {name} | not installed | | |")
            continue
        right = invented = 0
        for text, wanted in lines:
            found = read(text)
            right += (found.isoformat() if found else "-") == wanted.strip()
            invented += wanted.strip() == "-" and found is not None
        print(f"| {name} | {right} | {right / len(lines):.0%} | {invented} |")


COLD = """
import json, sys, time
sys.path.insert(0, {root!r})
texts = [(r["text"], r["published"]) for r in map(json.loads, open({path!r}, encoding="utf8"))]
start = time.perf_counter()
{setup}
loaded = time.perf_counter()
for text, published in texts:
    {work}
cold = time.perf_counter()
for text, published in texts:
    {work}
warm = time.perf_counter()
size = sum(len(text.encode()) for text, _ in texts) / 1e6
print(json.dumps([loaded - start, size / (cold - loaded), size / (warm - cold), size]))
"""
OURS = (
    "from datetime import date\nfrom app.extraction import extract\n"
    "from app.reference import agency_directory, work_calendar\n"
    "directory, calendar = agency_directory(), work_calendar()\n"
    "extract('Премьер-министр поручил Министерству энергетики завершить ремонт.', date(2026, 1, 16), directory, calendar)",
    "extract(text, date.fromisoformat(published), directory, calendar)",
)
NATASHA = (
    "from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, Segmenter\n"
    "segmenter, embedding = Segmenter(), NewsEmbedding()\nmorph, ner = NewsMorphTagger(embedding), NewsNERTagger(embedding)",
    "doc = Doc(text); doc.segment(segmenter); doc.tag_morph(morph); doc.tag_ner(ner)",
)


def speed(path: Path) -> None:
    """Load time, cold and warm MB/s of ours and natasha's morphology + NER: a process each, rounds interleaved."""
    figures: dict[str, list[list[float]]] = {"ours": [], "natasha": []}
    for _ in range(ROUNDS):
        for name, (setup, work) in (("ours", OURS), ("natasha", NATASHA)):
            code = COLD.format(root=str(ROOT), path=str(path), setup=setup, work=work)
            run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
            if run.returncode == 0:
                figures[name].append(json.loads(run.stdout))
    print("\n| one core, medians | load, s | cold, MB/s | warm, MB/s |\n|---|---|---|---|")
    medians = {}
    for name, rows in figures.items():
        if not rows:
            print(f"| {name} | not installed | | |")
            continue
        medians[name] = [sorted(column)[len(rows) // 2] for column in zip(*rows, strict=True)]
        print("| {} | {:.2f} | {:.2f} | {:.2f} |".format(name, *medians[name][:3]))
    if len(medians) == 2:
        ratios = [mine / theirs for mine, theirs in zip(medians["ours"][1:3], medians["natasha"][1:3], strict=True)]
        print(f"\nours : natasha = {ratios[0]:.1f} cold, {ratios[1]:.1f} warm ({medians['ours'][3]:.2f} MB of text)")


def corpus(documents: Path, gold: Path) -> None:
    """Our figures on an annotated corpus: detection, lead, deadline."""
    from app.extraction import extract
    from app.extraction.record import to_record
    from app.reference import agency_directory, work_calendar
    from benchmarks.scoring import figures

    started = time.perf_counter()
    found = []
    for row in map(json.loads, documents.read_text(encoding="utf8").splitlines()):
        day = date.fromisoformat(row["published"])
        for finding in extract(row["text"], day, agency_directory().on(day), work_calendar(), title=row["title"]):
            found.append(to_record(finding, row["id"]))
    wanted = [json.loads(line) for line in gold.read_text(encoding="utf8").splitlines() if line.strip()]
    print(f"\n| {documents.parent.name}, {time.perf_counter() - started:.1f} s | ru | kk |\n|---|---|---|")
    sides = [
        figures([r for r in wanted if f"{lang}-" in r["doc"]], [r for r in found if f"{lang}-" in r["doc"]])
        for lang in ("ru", "kk")
    ]
    for name in sides[0]:
        print(f"| {name} | {sides[0][name]:.3f} | {sides[1][name]:.3f} |")


def main() -> None:
    """Print the tables."""
    own = ROOT / "tests" / "corpus"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deadlines", type=Path)
    parser.add_argument("--documents", type=Path, default=own / "documents.jsonl")
    parser.add_argument("--gold", type=Path, default=own / "gold.jsonl")
    arguments = parser.parse_args()
    corpus(arguments.documents, arguments.gold)
    if arguments.deadlines:
        deadlines(arguments.deadlines)
    speed(arguments.documents)
    print(f"\npeak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
