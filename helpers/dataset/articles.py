"""The two articles whose claims the book weighs: what readers call them, who wrote them, under which source they stand."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from helpers.dataset.schema.fields import Record, Slug, Text

__all__ = ["ARTICLES", "Article"]


class Article(Record):
    """One of the two articles."""

    id: Literal["A", "B"] = Field(description="Letter with which the ids of its claims begin.")
    name: Text = Field(description="What the book calls it.")
    author: Text = Field(description="Who wrote it.")
    source: Slug = Field(description="Its record among the sources.")


ARTICLES = {
    article.id: article
    for article in (
        Article(
            id="A",
            name="article of August 2016",
            author="Emanuele Scimia",
            source="asia-times-2016-china-russia-anti-missile-moves",
        ),
        Article(
            id="B",
            name="essay of early 2017",
            author="Tong Zhao",  # by the record essay-of-2017-identified: its source names no author
            source="sipri-2017-13-calculus-missile-defence-hypersonic",
        ),
    )
}
"""The articles by their letters."""
