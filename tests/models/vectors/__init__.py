"""From the form of the vectors in vectors.yaml to the models: one module for each family, one function for each form."""

from collections.abc import Callable
from inspect import signature
from typing import Any

from tests.models.vectors import exch, geo, intercept, prob, radar, time, traj

__all__ = ["MODELS", "evaluate"]

MODELS: dict[str, tuple[Callable[..., dict[str, Any]], ...]] = {
    name: forms for family in (exch, geo, intercept, prob, radar, time, traj) for name, forms in family.MODELS.items()
}


def evaluate(model: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Return the outputs of a model, named as in the vectors.

    A model may have several forms, told apart by the names of their inputs.
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
