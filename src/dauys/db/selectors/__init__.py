"""The reads. They return domain objects for single things and Polars frames for measures."""
