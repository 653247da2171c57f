"""The only way to a figure: content, answers and parameters become results."""

from assess.evaluate.evaluation import AssessmentHeader, Evaluation, evaluate

__all__ = ["AssessmentHeader", "Evaluation", "evaluate"]
