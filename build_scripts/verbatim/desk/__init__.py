"""The editors' desk: commands that help to write the data. They make suggestions; a build needs nothing of it."""
