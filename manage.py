#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_net.settings.local")
    os.environ.setdefault("SAFETY_NET_UNBOUNDED", "1")
    from django.core.management import execute_from_command_line

    from safety_net.settings import roles

    roles.take_place(sys.argv)

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
