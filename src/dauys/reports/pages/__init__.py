"""One file per kind of page: material and figures in, pages of the document model out."""
