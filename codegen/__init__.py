"""The pipeline that makes everything generated in this repository, and the gates that hold it in place."""
