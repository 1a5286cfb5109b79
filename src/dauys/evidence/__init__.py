"""EDGE. The content-addressed vault: what arrived, byte for byte, durably and whole or not at all."""
