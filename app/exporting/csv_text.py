"""A table as CSV that the Excel of a language opens by a double click, piece by piece.

The byte order mark says that it is UTF-8. Excel in Russian and Kazakh separates by semicolons, in English by commas.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date

from app.exporting.tables import Table, Value, harmless

MEDIA_TYPE = "text/csv"
BOM = "\ufeff"
ROWS_A_PIECE = 200


def csv_pieces(table: Table, locale: str) -> Iterator[str]:
    """The text of the file in pieces: a line of titles, then the rows. A note, if there is one, is the last line."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="," if locale == "en" else ";", lineterminator="\r\n")
    out.write(BOM)
    writer.writerow([harmless(column.title) for column in table.columns])
    for place, row in enumerate(table.rows, 1):
        writer.writerow([_text(value) for value in row])
        if place % ROWS_A_PIECE == 0:
            yield _taken(out)
    if table.note:
        writer.writerow([harmless(table.note)])
    yield _taken(out)


def _text(value: Value) -> str:
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, str):
        return harmless(value.replace("\0", ""))
    return "" if value is None else str(value)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
