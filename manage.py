#!/usr/bin/env python
"""Runs Django's management commands."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command of the command line with the installation's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ops.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
