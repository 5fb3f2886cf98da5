"""What setup.cfg cannot say: the folder ``policies/`` at the top is installed as ``fastpath_checks/policies``."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["fastpath_checks", "fastpath_checks.*"]), "fastpath_checks.policies"],
    package_dir={"fastpath_checks.policies": "policies"},
)
