"""Loads the checks into Checkov. They are created once, when the adapter is first imported."""

from fastpath_checks.checkov_plugin.adapter import prepare

prepare()
