"""People are told: the bell of each person, and one delivery per recipient and medium."""
