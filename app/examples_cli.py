"""`tapsyrma examples …`: the decisions of reviewers as annotated texts, and the tables that are learnt from such texts."""

import json
from pathlib import Path
from typing import Any

import click

from app.config import Settings

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_ASKED = {"documents": ("id", "published", "text"), "gold": ("doc", "kind", "start", "end")}
_OF_INSTRUCTION = ("quote", "must")


@click.group()
def examples() -> None:
    """Decisions of reviewers as annotated examples."""


@examples.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def examples_export(folder: Path) -> None:
    """Write documents.jsonl and gold.jsonl into FOLDER: the office's own corpus, in the format of the others.

    Reads DATABASE_URL and asks for no other setting: nothing is served and no letter is written.
    """
    from app.db import open_session
    from app.queries.examples import example_documents
    from app.queries.examples import examples as decided

    settings = Settings.from_env()
    folder.mkdir(parents=True, exist_ok=True)
    with open_session(settings.database_url) as session:
        for name, rows in (("documents", example_documents(session)), ("gold", decided(session))):
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
            (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf8")
            click.echo(f"{folder / name}.jsonl: {len(lines)} rows")


@examples.command("learn")
@click.argument("folders", nargs=-1, required=True, type=_FOLDER)
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the tables.")
@click.option(
    "--afresh", is_flag=True, help="Forget what the tables in force know; for corpora of thousands of sentences."
)
def examples_learn(folders: tuple[Path, ...], into: Path, afresh: bool) -> None:
    """Learn from annotated texts what words and circumstances are worth.

    Each of FOLDERS holds documents.jsonl and gold.jsonl, as `examples export` writes them. The tables in force are
    corrected, not replaced. The new tables weights_ru.tsv and weights_kk.tsv take effect in app/extraction/lexicon.
    Needs no database.
    """
    from app.extraction.weighing.annotated import examples_of
    from app.extraction.weighing.learning import Example, learn, read_table, table
    from app.extraction.weighing.likelihood import TABLES
    from app.reference import agency_directory, work_calendar

    shown: dict[str, list[Example]] = {"ru": [], "kk": []}
    for folder in folders:
        documents, gold = (_rows(folder / f"{name}.jsonl", asked) for name, asked in _ASKED.items())
        for language, example in examples_of(documents, gold, agency_directory(), work_calendar()):
            shown[language].append(example)
    into.mkdir(parents=True, exist_ok=True)
    for language, found in shown.items():
        path = into / f"weights_{language}.tsv"
        given = sum(example.instruction for example in found)
        if not 0 < given < len(found):
            click.echo(
                f"{path.name}: not written, there must be sentences of both kinds ({len(found)}, {given} of them instructions)"
            )
            continue
        known = {} if afresh else read_table(TABLES / path.name)
        path.write_text(table(learn(found, known)), encoding="utf8")
        click.echo(f"{path}: {len(found)} sentences, {given} of them instructions")


def _rows(path: Path, asked: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of a file of annotated texts; a usage error names the line that cannot be used."""
    if not path.is_file():
        raise click.UsageError(f"{path}: no such file")
    found = []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        try:
            row = json.loads(line)
            missing = [name for name in asked if name not in row]
            if row.get("kind") == "instruction":
                missing += [name for name in _OF_INSTRUCTION if name not in row]
        except (ValueError, TypeError, AttributeError) as error:
            raise click.UsageError(f"{path}, line {number}: {error}") from error
        if missing:
            raise click.UsageError(f"{path}, line {number}: no {', '.join(missing)}")
        found.append(row)
    return found
