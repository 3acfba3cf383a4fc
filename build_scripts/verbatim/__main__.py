"""`python -m verbatim COMMAND`."""

from verbatim.cli import main

if __name__ == "__main__":
    main()
