"""The kinds of rule, a file for each: what terms it takes (`TERMS`) and how it finds (`find`)."""
