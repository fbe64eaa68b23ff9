"""Third stage: people, places, bodies and titles are recognized (`load_pipeline`, `recognize`)."""

from kg.config import OWN_MODEL
from kg.recognize.factory import make_recognizer
from kg.recognize.pipeline import foresee, load_pipeline, recognize

__all__ = ["OWN_MODEL", "foresee", "load_pipeline", "make_recognizer", "recognize"]
