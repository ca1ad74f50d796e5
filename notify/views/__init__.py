"""Pages: one's contact methods, one's inbox, and the page behind a link in a message."""
