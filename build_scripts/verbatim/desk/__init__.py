"""The editors' desk: commands that help to write the data. They propose; nothing here is needed for a build."""
