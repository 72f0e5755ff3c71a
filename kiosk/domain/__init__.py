"""The rules of check-in: pure, synchronous, standard library only."""
