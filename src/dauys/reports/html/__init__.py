"""The document model as HTML that works offline from a folder: no script, nothing from elsewhere."""
