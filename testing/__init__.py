"""What ``tests`` and ``bench`` both stand on: the printer of documents, a browser, epubcheck. It imports neither."""
