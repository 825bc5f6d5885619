"""What words in friction reports mean: places in a CRM, kinds of trouble, people, occasions."""
