"""From the form of the vectors to the models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

from helpers.published import exch, geo, intercept, prob, radar, sens, time, traj

__all__ = ["MODELS", "evaluate"]

MODELS: dict[str, tuple[Callable[..., dict[str, Any]], ...]] = {
    name: forms
    for family in (exch, geo, intercept, prob, radar, sens, time, traj)
    for name, forms in family.MODELS.items()
}
"""The functions of each model, one for each form of its inputs."""


def evaluate(model: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the outputs of a model, named as in the vectors.

    Parameters
    ----------
    model : str
        Its name in the vectors.
    inputs : mapping
        Its inputs; a model may have several forms, told apart by their names.

    Raises
    ------
    ValueError
        When the model is not known, or the inputs are those of none of its forms.

    Examples
    --------
    >>> found = evaluate("radar.scan_loss", {"scan_angle_deg": 60, "one_way_gain_law": "cos"})
    >>> round(found["range_factor"], 4)
    0.7071
    """
    if model not in MODELS:
        raise ValueError(f"model must be one of {', '.join(MODELS)} (got {model!r})")
    for form in MODELS[model]:
        try:
            signature(form).bind(**inputs)
        except TypeError:
            continue
        return form(**inputs)
    forms = "; ".join(f"({', '.join(signature(form).parameters)})" for form in MODELS[model])
    raise ValueError(f"inputs of {model} must be those of one form: {forms} (got {', '.join(inputs)})")
