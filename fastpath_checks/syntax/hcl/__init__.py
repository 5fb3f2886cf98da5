"""Terraform's configuration language, native and JSON: text -> tree. Nothing is evaluated.

The tree's classes are in ``nodes``.
"""
