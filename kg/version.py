"""The version of kg, in a module of its own so that every layer can name it."""

VERSION = "0.1.0"
