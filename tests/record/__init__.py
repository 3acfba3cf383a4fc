"""Tests of our own record, the data in this repository: `make record`."""
