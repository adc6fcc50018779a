"""The promises, proved on the finished site."""
