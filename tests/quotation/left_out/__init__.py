"""Tests of what is left out beside a quotation."""
