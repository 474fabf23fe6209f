"""A run on one page of HTML: figure, tables, times, and some of the proofs it found."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto }
  h1, h2 { line-height: 1.2 }
  img { max-width: 100% }
  table { border-collapse: collapse; margin: 1rem 0 }
  th, td { padding: .15rem .8rem; text-align: right; border-bottom: 1px solid #ddd }
  th:first-child, td:first-child { text-align: left }
  tr:last-child td { font-weight: bold }
  pre { background: #f6f6f6; padding: .6rem 1rem; overflow-x: auto }
</style>
<h1>$title</h1>
<p>$summary</p>
$figure
$sections
</html>
""")


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof to show: where it comes from, and the whole theorem."""

    caption: str
    source: str


def page(
    title: str,
    summary: str,
    figure: Path | None,
    tables: Iterable[tuple[str, Sequence[Sequence[str]]]],
    proofs: Sequence[Proof],
    config: str,
) -> str:
    """The HTML, complete in itself (the figure is inside). The first row of a table is its head."""
    sections = [f"<h2>{escape(name)}</h2>\n{_table(rows)}" for name, rows in tables]
    if proofs:
        sections.append("<h2>Some of the longest proofs found on held-out statements</h2>")
        sections += [
            f"<p>{escape(proof.caption)}</p>\n<pre>{escape(proof.source)}</pre>" for proof in proofs
        ]
    sections.append(f"<h2>Configuration</h2>\n<pre>{escape(config)}</pre>")
    return _PAGE.substitute(
        title=escape(title),
        summary=escape(summary),
        figure="" if figure is None else _image(figure),
        sections="\n".join(sections),
    )


def _image(path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f'<img alt="held-out statements proved" src="data:image/png;base64,{data}">'


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    lines = ["<tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>"]
    lines += [
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in body
    ]
    return "<table>\n" + "\n".join(lines) + "\n</table>"
