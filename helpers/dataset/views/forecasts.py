"""Forecasts against what happened, and all claims by what became of them.

What happened in part is read twice: strictly, as not, and generously, as a yes. What came after its day did not happen by it.
"""

from __future__ import annotations

import pandas as pd

from helpers.dataset.schema.claims import LIKELIHOOD

__all__ = ["FATES", "SILENT", "STANDINGS", "fates", "forecasts"]

SILENT = "no likelihood named"
"""Stands for the words of likelihood of a forecast that has none."""

_HAPPENED: dict[str, tuple[float, float]] = {
    "occurred": (1, 1),
    "occurred late": (0, 0),
    "occurred in part": (0, 1),
    "did not occur": (0, 0),
}
FATES: dict[str, tuple[str, ...]] = {
    "still true, or came true": ("still true", "occurred"),
    "changed, in part or late": ("changed", "occurred in part", "occurred late"),
    "no longer true, or did not come": ("no longer true", "did not occur"),
    "open": ("unresolved", "condition never arose", "not scorable"),
}
"""What became of claims, in four words that serve all kinds, each with the verdicts that it covers."""

STANDINGS: dict[str, tuple[str, ...]] = {
    "right": ("confirmed", "held and documented", "supported", "plausible"),
    "right in part, or contested": ("confirmed with correction", "partly documented", "contested"),
    "wrong": ("contradicted", "not supported", "implausible"),
    "not found, or nothing to score": ("unverifiable", "not found", "not scorable"),
}
"""How claims stood when they were written, in four words that serve all kinds, each with the verdicts that it covers."""


def forecasts(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the forecasts, those with the highest likelihood first and those that name none last.

    Parameters
    ----------
    claims : pandas.DataFrame
        Frame ``claims`` of the dataset.

    Returns
    -------
    pandas.DataFrame
        ``claim``, ``text``, ``holder``, ``wording`` (the article's), ``likelihood`` (the words that stand for its interval),
        ``low_percent`` and ``high_percent``, ``outcome``; ``strict`` and ``generous``, 1 where it happened, 0 where it did
        not, missing where nothing settles it; ``own_date``, true where the article set the day.
    """
    rows = claims[claims["kind"].astype("str").eq("forecast")]
    words = {interval: name for name, interval in LIKELIHOOD.items()}
    ends = rows[["forecast_low_percent", "forecast_high_percent"]].astype("Float64").astype("float64")
    outcome = rows["since_verdict"].astype("str")
    happened = [_HAPPENED.get(verdict, (float("nan"), float("nan"))) for verdict in outcome]
    found = pd.DataFrame(
        {
            "claim": rows["id"],
            "text": rows["text"],
            "holder": rows["holder"],
            "wording": rows["forecast_wording"],
            "likelihood": [words.get(pair, SILENT) for pair in ends.itertuples(index=False, name=None)],
            "low_percent": ends["forecast_low_percent"],
            "high_percent": ends["forecast_high_percent"],
            "outcome": outcome,
            "strict": [least for least, _ in happened],
            "generous": [most for _, most in happened],
            "own_date": ~rows["forecast_due_is_ours"].astype("bool"),
        }
    )
    return found.sort_values(["low_percent", "claim"], ascending=[False, True]).reset_index(drop=True)


def fates(claims: pd.DataFrame) -> pd.DataFrame:
    """Return every claim that has verdicts with what became of it, in the order of kinds, verdicts and fates.

    Parameters
    ----------
    claims : pandas.DataFrame
        Frame ``claims`` of the dataset.

    Returns
    -------
    pandas.DataFrame
        ``claim``, ``text``, ``chapter`` (the part), ``kind``, ``then`` and ``since`` (the verdicts), ``fate`` (of `FATES`),
        ``place`` (from 1 within its kind and verdict then) and ``size`` (of that group).
    """
    fate_of = {verdict: fate for fate, verdicts in FATES.items() for verdict in verdicts}
    judged = claims[claims["at_the_time_verdict"].notna()]
    found = pd.DataFrame(
        {
            "claim": judged["id"],
            "text": judged["text"],
            "chapter": judged["chapter"].astype("str"),
            "kind": judged["kind"],
            "then": judged["at_the_time_verdict"],
            "since": judged["since_verdict"].astype("str"),
        }
    )
    found["fate"] = pd.Categorical(found["since"].map(fate_of), categories=list(FATES), ordered=True)
    found = found.sort_values(["kind", "then", "fate", "claim"]).reset_index(drop=True)
    names = found.astype({"kind": "str", "then": "str", "fate": "str"})
    group = names.groupby(["kind", "then"], sort=False)
    return names.assign(place=group.cumcount() + 1, size=group["claim"].transform("size"))
