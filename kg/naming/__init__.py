"""What a page calls its people, places and bodies: by its articles and itself, before pages are compared."""

from kg.naming.names import name_page
from kg.naming.references import add_references

__all__ = ["add_references", "name_page"]
