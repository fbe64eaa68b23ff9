"""What kg knows of the language and the country: one reader and one table for each kind of knowledge."""
