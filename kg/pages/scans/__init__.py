"""Pages that are pictures: characters with their places are recognized, then read as those of a PDF page.

Needs `pip install "kg[ocr]"`, whose models lie in the package rapidocr; nothing is fetched when it runs.
"""
