"""``manage.py prepare``: all that a first start needs, and next to nothing on a second one."""
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.models import Document, IssuingBody, Section, Topic
from search.backends.errors import IndexBusy
from search.backends.locks import locked

PATIENCE = 1800.0
"""Seconds for which one waits for another that prepares the same site: a migration of many documents takes its time."""


class Command(BaseCommand):
    help = "迁移数据库、载入随附文件、建立检索索引、收集静态文件；已完成的步骤不会重做。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", help="准备好之后要显示的网址")
        parser.add_argument("--without-samples", action="store_true", help="不载入随附的文件，从空的网站开始")

    def handle(self, *, address: str, without_samples: bool, **options: object) -> None:
        try:
            with locked("prepare", settings.DATA_DIR, PATIENCE):
                self._prepare(without_samples)
        except IndexBusy:
            raise CommandError("另一个 prepare 正在准备这个网站，等了半小时还没有完成。请等它完成后再运行一次。") from None
        self.stdout.write(self._loaded())
        if not get_user_model().objects.filter(is_superuser=True).exists():
            self.stdout.write("还没有管理员：运行 make admin 创建一个，然后在 /admin/ 登录。")
        if address:
            self.stdout.write(self.style.SUCCESS(f"{settings.SITE.name}在 {address} 等您。按 Ctrl+C 停止。"))

    def _prepare(self, without_samples: bool) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_corpus", without_samples=without_samples, stdout=self.stdout, stderr=self.stderr)
        call_command("check_index", repair=True, stdout=self.stdout, stderr=self.stderr)
        call_command("collectstatic", interactive=False, verbosity=0)

    def _loaded(self) -> str:
        documents = Document.objects.published()
        return (
            f"已载入 {documents.count()} 份文件、{Section.objects.filter(document__in=documents).count()} 个章节、"
            f"{IssuingBody.objects.public().count()} 个发文机关、"
            f"{Topic.objects.public().count()} 个主题。"
        )
