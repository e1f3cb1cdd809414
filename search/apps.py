from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        from documents.counts import kept_by
        from documents.signals import bulk_ended, document_changed

        from .counts import indexed
        from .indexing import updates

        document_changed.connect(updates.note, dispatch_uid="search.pending")
        bulk_ended.connect(updates.work_through, dispatch_uid="search.pending")
        kept_by(indexed)
