"""Third stage: people, places, bodies and titles are recognized (`load_pipeline`, `recognize`)."""

from kg.recognize.pipeline import load_pipeline, recognize

__all__ = ["load_pipeline", "recognize"]
