"""Held-out quotations, true and false, which the proof of quotations must tell apart: `make heldout`."""
