"""Sentences that all their signals together speak for or against: what is learnt, and what is made of it."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import app.extraction
from app.cli import main
from app.domain.enums import FindingKind
from app.extraction import extract
from app.extraction.lexicon.vetoes import UNLIKE
from app.extraction.weighing.annotated import examples_of
from app.extraction.weighing.learning import BIAS, Example, learn, probability, read_table, table
from app.extraction.weighing.likelihood import weights
from app.reference import agency_directory, work_calendar

CORPUS = Path(__file__).parents[1] / "corpus"
DAY = date(2026, 5, 4)


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf8").splitlines()]


def halves(language: str) -> tuple[list[Example], list[Example]]:
    """The sentences of every other document, and those of the rest."""
    found: tuple[list[Example], list[Example]] = ([], [])
    for number, row in enumerate(rows("documents")):
        for tongue, example in examples_of([row], rows("gold"), agency_directory(), work_calendar()):
            if tongue == language:
                found[number % 2].append(example)
    return found


def f1(known: dict[str, float], examples: list[Example]) -> float:
    """How well sentences that were not learnt from are told apart."""
    told = [
        (probability(known[BIAS] + sum(known.get(s, 0.0) for s in e.signals)) > 0.5, e.instruction) for e in examples
    ]
    right = sum(said and is_one for said, is_one in told)
    return 2 * right / (sum(said for said, _ in told) + sum(is_one for _, is_one in told))


@pytest.mark.parametrize(("language", "floor"), [("ru", 0.75), ("kk", 0.6)])
def test_half_a_corpus_tells_the_instructions_of_the_other_half(language: str, floor: float) -> None:
    one, other = halves(language)
    assert f1(learn(one), other) > floor
    assert f1(learn(other), one) > floor


def test_learning_gives_the_same_table_every_time_in_any_order_of_signals() -> None:
    examples = [Example(frozenset(f"{word}{n % 3}" for word in "abc"), n % 3 == 0) for n in range(12)]
    again = [Example(frozenset(sorted(e.signals, reverse=True)), e.instruction) for e in examples]
    assert table(learn(examples)) == table(learn(again))
    assert learn(examples)["a0"] > 0 > learn(examples)["a1"]


def test_a_signal_of_one_sentence_alone_is_not_learnt() -> None:
    examples = [
        Example(frozenset({"both"}), True),
        Example(frozenset({"both", "once"}), True),
        Example(frozenset(), False),
    ]
    assert set(learn(examples)) - {BIAS} == {"both"}


def test_a_few_examples_correct_what_is_known_and_do_not_replace_it() -> None:
    known = {BIAS: -2.0, "order": 4.0, "waits": 1.0}
    office = [Example(frozenset({"order"}), True), Example(frozenset({"waits"}), False), Example(frozenset(), False)]
    corrected = learn(office * 3, known)
    assert corrected["waits"] < 0.8 < 3.5 < corrected["order"]  # was against what it shows; was with it
    assert "order" in learn([Example(frozenset({"waits"}), False)] * 3, known)  # not shown: kept
    assert learn(office * 3)["order"] < corrected["order"]


def test_a_sentence_made_to_try_one_thing_counts_less_than_one_of_a_text() -> None:
    gold = [
        {"doc": "a", "kind": "instruction", "must": True, "start": 0, "end": 9, "quote": "Поручено.", "trigger": None}
    ]
    text = {"id": "a", "published": "2026-05-04", "text": "Поручено. Это так."}
    (order, _), longer = (
        [example for _, example in examples_of([doc], gold, agency_directory(), work_calendar())]
        for doc in (text, text | {"text": text["text"] + " Раз. Два."})
    )
    assert order.instruction
    assert order.weight < longer[0].weight


def test_what_is_disputed_teaches_nothing() -> None:
    gold = [
        {"doc": "a", "kind": "instruction", "must": False, "start": 0, "end": 9, "quote": "Поручено.", "trigger": None}
    ]
    text = {"id": "a", "published": "2026-05-04", "text": "Поручено. Это так."}
    assert [e.instruction for _, e in examples_of([text], gold, agency_directory(), work_calendar())] == [False]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        # No rule knows these words; bodies, days, the speaker and the verbs together speak for an order.
        (
            "Премьер-министр провёл совещание по дорогам.\nОбсудили ремонт трасс. От КазАвтоЖола глава Правительства хочет "
            "получить до 10 июня план работ. Аким области доложил о ходе подготовки к зиме.",
            ["АО «НК «КазАвтоЖол»"],
        ),
    ],
)
def test_an_order_in_words_that_no_rule_knows_is_recovered(text: str, owners: list[str]) -> None:
    (found,) = [f for f in extract(text, DAY, agency_directory(), work_calendar()) if f.kind is FindingKind.INSTRUCTION]
    assert found.rule == "instruction.weighed"
    assert [owner.name for owner in found.owners] == owners
    assert found.confidence < 0.8
    assert found.reasons is not None
    assert ":body.named" in found.reasons.signals
    assert "получить" in [word.text for word in found.reasons.words]
    assert all(text[word.start : word.end] == word.text for word in found.reasons.words)


def test_what_all_else_speaks_against_is_refused_and_says_why() -> None:
    (row,) = [row for row in rows("documents") if row["id"] == "own-kk-04"]
    day = date.fromisoformat(row["published"])
    found = extract(row["text"], day, agency_directory(), work_calendar(), title=row["title"], refused=True)
    (refused,) = [f for f in found if f.rule == UNLIKE]
    assert refused.trigger is not None and refused.trigger.text == "тапсырдым"
    assert refused.reasons is not None and ":first" in refused.reasons.signals


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр провёл совещание. Охвачено 40% школ. Поручено до конца года довести этот показатель до 70%.",
        "Премьер-министр поручил Минфину:\n– собрать долги;\n– ждать.",
        "Премьер-министр Қаржы министрлігіне тапсырды:\n– қарызды жинау;\n– есеп беру.",
    ],
)
def test_where_the_text_says_who_ordered_no_sum_refuses(text: str) -> None:
    found = extract(text, DAY, agency_directory(), work_calendar(), refused=True)
    assert FindingKind.INSTRUCTION in {f.kind for f in found}
    assert UNLIKE not in {f.rule for f in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "Премьер-министр не поручал Министерству энергетики завершить ремонт до 1 июня.",
        "Если Министерство энергетики должно завершить ремонт до 1 июня, почему стоят краны?",
        "Должно ли Министерство энергетики до 1 июня завершить ремонт?",
        "По закону Министерство энергетики обязано до 1 июня завершить ремонт.",
    ],
)
def test_a_sum_of_words_does_not_overrule_how_words_hang_together(sentence: str) -> None:
    text = f"Премьер-министр провёл совещание.\n{sentence}\nАким области доложил о ходе подготовки."
    assert not [f for f in extract(text, DAY, agency_directory(), work_calendar()) if f.kind is FindingKind.INSTRUCTION]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_tables_are_whole_and_in_order(language: str) -> None:
    path = Path(app.extraction.__file__).parent / "lexicon" / f"weights_{language}.tsv"
    lines = path.read_text(encoding="utf8").splitlines()
    assert lines[0] == "signal\tweight"
    assert lines[1:] == sorted(lines[1:], key=lambda line: line.split("\t")[0])
    assert len(weights(language)) == len(lines) - 1
    assert BIAS in weights(language)


def test_the_command_learns_from_folders_and_writes_both_tables(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["examples", "learn", str(CORPUS), "--into", str(tmp_path)])
    assert done.exit_code == 0, done.output
    for language in ("ru", "kk"):
        assert (tmp_path / f"weights_{language}.tsv").read_text(encoding="utf8").startswith("signal\tweight\n")
        assert len(read_table(tmp_path / f"weights_{language}.tsv")) > len(weights(language)) * 0.9  # corrected


def test_the_command_can_learn_afresh(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["examples", "learn", str(CORPUS), "--into", str(tmp_path), "--afresh"])
    assert done.exit_code == 0, done.output
    assert len(read_table(tmp_path / "weights_ru.tsv")) < len(weights("ru")) / 2


@pytest.mark.parametrize(
    ("name", "line", "word"),
    [
        ("gold.jsonl", "{", "line 1"),
        ("gold.jsonl", '{"doc": "a", "kind": "instruction", "start": 0, "end": 3}', "no quote, must"),
        ("documents.jsonl", '{"id": "a"}', "no published, text"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, name: str, line: str, word: str) -> None:
    for file in ("documents.jsonl", "gold.jsonl"):
        (tmp_path / file).write_text(line + "\n" if file == name else "", encoding="utf8")
    done = CliRunner().invoke(main, ["examples", "learn", str(tmp_path), "--into", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert word in done.output
    assert not (tmp_path / "out").exists()


def test_a_folder_without_texts_is_named(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["examples", "learn", str(tmp_path), "--into", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "documents.jsonl" in done.output


LONG = (
    "Президент провёл заседание. Экономика растёт шестой год подряд. Инфляция снижается. Урожай собран.\n"
    "Министр доложил о дорогах. Построено 400 километров. Жители довольны.\n{}\nЗаседание длилось три часа."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Было также поручено создать мастер-план побережья, он уже утверждён.",
        "Вице-премьер добавил: алгоритм не должен решать судьбу человека, последнее слово остаётся за людьми.",
    ],
)
def test_in_a_text_of_some_length_the_signals_overrule_what_is_said_to_be_ordered(sentence: str) -> None:
    found = extract(LONG.format(sentence), DAY, agency_directory(), work_calendar(), refused=True)
    assert FindingKind.INSTRUCTION not in {f.kind for f in found}


def test_in_a_text_of_some_length_orders_stand() -> None:
    text = LONG.format("Президент поручил Министерству транспорта до 1 июля закончить ремонт дорог.")
    found = extract(text, DAY, agency_directory(), work_calendar())
    assert [f.kind for f in found if f.rule != "milestone.plan"] == [FindingKind.INSTRUCTION]
