"""`/_control`: what the page and the tests drive."""
