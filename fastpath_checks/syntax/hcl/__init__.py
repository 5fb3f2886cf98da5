"""Terraform's configuration language, native and JSON: text -> tree. Nothing is evaluated.

The tree's classes are in ``nodes``.
"""

from fastpath_checks.syntax.hcl.reading import parse_configuration, parse_expression, parse_template

__all__ = ["parse_configuration", "parse_expression", "parse_template"]
