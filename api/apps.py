from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "开放接口"

    def ready(self) -> None:
        from documents.signals import document_changed

        from .dumps import folder

        document_changed.connect(folder.on_change, dispatch_uid="api.dumps")
