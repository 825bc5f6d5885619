"""The words by which a friction report says where it happens and what blocks, as frozen data."""
