"""The JSON object of a finding: its keys and values are a contract."""

import json

from app.extraction.record import to_record

KEYS = (
    "doc kind start end quote trigger giver owners actions deadline limit "
    "stage recurrence strength evidence confidence rule project reasons"
).split()


def test_an_instruction_has_every_key(find) -> None:
    text = "Премьер-министр поручил Минфину (свод) и МВД до 1 июня внести предложения."
    record = to_record(find(text)[0], "a.txt")
    assert list(record) == KEYS
    assert record["doc"] == "a.txt" and record["kind"] == "instruction"
    assert record["trigger"] == {"text": "поручил", "start": 16, "end": 23}
    assert record["giver"]["role"] == "prime_minister" and text[record["giver"]["start"] :].startswith("Премьер")
    assert [(o["name"], o["code"], o["role"], o["basis"]) for o in record["owners"]] == [
        ("Министерство финансов", "min_finance", "lead", "explicit"),
        ("Министерство внутренних дел", "min_interior", "co", "explicit"),
    ]
    assert record["deadline"]["date"] == "2026-06-01" and record["deadline"]["text"] == "до 1 июня"
    assert set(record["deadline"]) == {"text", "start", "end", "date", "bound", "basis", "rule", "steps"}
    assert 0 < record["confidence"] <= 1
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record


def test_a_refused_row_names_its_veto(find) -> None:
    record = to_record(find("Тренер поручил защитнику опекать форварда.", refused=True)[0], "a.txt")
    assert (record["kind"], record["rule"]) == ("refused", "veto.giver_without_authority")


def test_findings_come_by_start(find) -> None:
    text = "Завод запустят в июле. Президент поручил Минфину найти деньги.\n"
    text += "Мост построят к осени. Премьер-министр обязал МВД помочь."
    starts = [f.start for f in find(text)]
    assert len(starts) == 4 and starts == sorted(starts)
