"""EDGE. The world in: recordings are decoded to samples; the bytes of strangers are read nowhere else."""
