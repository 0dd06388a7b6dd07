"""The mapping from the form of the published vectors to the models, where tests of models look for it."""

from helpers.published import MODELS, evaluate

__all__ = ["MODELS", "evaluate"]
