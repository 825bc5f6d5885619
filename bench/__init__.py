"""Benchmarks: each module that can be run prints one table."""
