"""Looking ahead: the same pages built by other engines, and compared."""
