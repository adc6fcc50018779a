"""What ``tests`` and ``bench`` both stand on: the printer of documents and a browser. It imports neither of them."""
