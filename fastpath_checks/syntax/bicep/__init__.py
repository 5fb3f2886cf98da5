"""Bicep and .bicepparam files: text -> tree. Every declaration of the language is read; nothing is evaluated.

The tree's classes are in ``nodes``, ``type_nodes`` and ``statements``.
"""

from fastpath_checks.syntax.bicep.declarations import parse_bicep, parse_bicep_parameters
from fastpath_checks.syntax.bicep.nodes import Comment
from fastpath_checks.syntax.bicep.statements import Program

__all__ = ["Comment", "Program", "parse_bicep", "parse_bicep_parameters"]
