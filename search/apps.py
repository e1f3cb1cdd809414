from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "检索"

    def ready(self):
        from documents.signals import document_changed

        from .indexing import updates

        document_changed.connect(updates.note, dispatch_uid="search.pending")
