"""What a name, a number or a provision means in this corpus: the look-ups that importing, pages and search share."""
