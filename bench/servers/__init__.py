"""What the benchmarks measure against, each in a process of its own."""
