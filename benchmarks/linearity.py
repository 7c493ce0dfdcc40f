#!/usr/bin/env python3
"""How the extractor's time grows with the length of a text: every kind of hostile input at n and at 4n characters.

    python benchmarks/linearity.py [--size CHARACTERS]

Linear means a ratio of about 4; 16 would be quadratic. Run by hand, on an idle machine. Prints a Markdown table.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
PUBLISHED = date(2026, 1, 16)
GROWTH = 4
SEED = 20260116
PLANES = ((0x20, 0x500), (0x20, 0xD7FF), (0x10000, 0x1FFFF))
PIECES = {
    "one word": "я",
    "one word of two alphabets": "aа",
    "one line without a directive": "слово за словом идёт мимо, ",
    "one line of directives": "поручил ",
    "directives in sentences": "Министерству финансов поручено до 1 июня внести доклад. ",
    "bodies without end": "МВД, ",
    "letters and combining marks": "е\u0301",
    "opening quotes": "«",
    "dashes": "– ",
    "digits and commas": "1,",
    "one letter a line": "а\n",
    "conditions": "если ",
    "Kazakh regions": "облысы мен ",
    "beginnings of terms": "до 1 ",
    "months": "мая и ",
    "names without a post": "Премьер-министр провёл штаб. Айдос Нургали ждёт отчёт от Минэнерго. ",
    "leaders on one line": "Премьер-министр поручил Минэнерго отчёт, правительство ",
    "trades and places": "пограничникам Костанайской области, ",
    "quoted lines": "«Уважаемые коллеги, вчера мы говорили о дорогах и мостах.»\n",
    "an address": (
        "Уважаемые коллеги! Мы начинаем.\nМЧС. Выделяете машины до 12 мая. Добирайте из резерва. Минфину нужно ждать.\n"
    ),
    "a record": "ПРЕЗИДЕНТ: Что с мостом?\nМИНИСТР: Строим, просим денег.\nМинфину поручаю найти их до мая.\n",
    "an interview": (
        "Министр энергетики ответил на вопросы журналистов.\n– Когда?\n– Акимату нужно до мая сдать дом.\n"
        + 40 * "Ждём.\n"
    ),
    "a list of one owner": "Минфину поручено до мая:\n" + 20 * "– сверить счета;\n" + "– доложить. Срок – июль.\n",
    "wrapped lines": (
        "Министерству энергетики поручено до 1 марта\n2027 года вместе с акиматом\nПавлодарской области завершить ремонт\n"
    ),
    "quoted mail": "> Коллеги, Минюсту до 1 июля внести\n>> законопроект.\n",
}


def repeated(piece: str) -> Callable[[int], str]:
    """A text of one piece, as long as asked."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def unicode_noise(size: int) -> str:
    """Letters and signs of all planes, the same on every run."""
    choose = random.Random(SEED)
    return "".join(chr(choose.randrange(*choose.choice(PLANES))) for _ in range(size))


def seconds(text: str) -> float:
    """Processor time of one run of the extractor."""
    from app.extraction import extract
    from app.reference import agency_directory, work_calendar

    directory, calendar = agency_directory().on(PUBLISHED), work_calendar()
    start = time.process_time()
    extract(text, PUBLISHED, directory, calendar)
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=50_000, help="characters of the shorter text")
    size = parser.parse_args().size
    makers = {name: repeated(piece) for name, piece in PIECES.items()} | {"random Unicode": unicode_noise}
    seconds("Премьер-министр поручил Министерству энергетики завершить ремонт до 1 мая.")
    print(f"| input | {size} characters, s | {GROWTH * size}, s | ratio |\n|---|---|---|---|")
    for name, make in makers.items():
        short, long = seconds(make(size)), seconds(make(GROWTH * size))
        print(f"| {name} | {short:.3f} | {long:.3f} | {long / max(short, 1e-4):.1f} |", flush=True)


if __name__ == "__main__":
    main()
