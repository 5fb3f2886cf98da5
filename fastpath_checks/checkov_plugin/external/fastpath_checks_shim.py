"""Loads the checks into Checkov. They are created once, when the adapter is first imported."""

import fastpath_checks.checkov_plugin.adapter  # noqa: F401 - the import registers the checks
