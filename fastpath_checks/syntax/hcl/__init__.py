"""Terraform's configuration language, native and JSON: text -> tree. Nothing is evaluated.

The tree's classes are in ``nodes``.
"""

from fastpath_checks.syntax.hcl.comments import Comment, list_comments
from fastpath_checks.syntax.hcl.json_bodies import parse_json_configuration
from fastpath_checks.syntax.hcl.reading import parse_configuration, parse_expression, parse_template

__all__ = [
    "Comment",
    "list_comments",
    "parse_configuration",
    "parse_expression",
    "parse_json_configuration",
    "parse_template",
]
