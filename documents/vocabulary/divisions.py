"""What texts are divided into (立法法, 2023, Article 65)."""

CHAPTERS = "编章节"
"""The characters of the divisions above the articles, to be written inside the brackets of a class."""
LABELLED = f"{CHAPTERS}条"
"""The same with 条: the divisions that are numbered 第…."""
PRINTED_CHAPTERS, PRINTED_LABELLED = f"{CHAPTERS}編節", f"{LABELLED}編節條"
"""The same as texts print them, in simplified or traditional characters."""
PARTS = {"民法典": ("总则", "物权", "合同", "人格权", "婚姻家庭", "继承", "侵权责任")}
"""What the 编 of a code are called, in their order: texts cite them by name (民法典合同编第二十章), and collections print each as a text."""
