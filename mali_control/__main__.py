"""``python -m mali_control`` is the command ``mali-control``."""

from .cli import main

main()
