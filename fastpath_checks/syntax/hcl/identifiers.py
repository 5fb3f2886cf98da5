"""How names are spelled."""

IDENTIFIER = r"[^\W\d][\w-]*"
"""A letter of any script or an underscore, then letters, digits, underscores and hyphens: part of a pattern."""
