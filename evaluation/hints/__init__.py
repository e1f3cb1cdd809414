"""How well the hints of the draft check stand on faults that a person planted, and how silent they are on real documents."""
