"""Third stage: people, places, bodies and titles are recognized (`load_pipeline`, `recognize`)."""

from kg.recognize.factory import make_recognizer
from kg.recognize.pipeline import load_pipeline, recognize
from kg.recognize.taggers import OWN_MODEL

__all__ = ["OWN_MODEL", "load_pipeline", "make_recognizer", "recognize"]
