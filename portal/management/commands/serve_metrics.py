"""``manage.py serve_metrics``: the metrics of the site, at an address that its readers do not have."""
import re
import signal

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from prometheus_client import start_http_server

from portal.gauges import registry


class Command(BaseCommand):
    help = "在另一个地址上提供 Prometheus 指标（请求、检索、队列、索引）。先用 WENLAN_METRICS 写明计数放在哪个文件夹。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="127.0.0.1:9100", help="主机:端口，默认 127.0.0.1:9100；不要对外公开")

    def handle(self, *, address: str, **options: object) -> None:
        if not (folder := settings.METRICS_DIR):
            raise CommandError("没有在计数：先在 wenlan.env 里写 WENLAN_METRICS=文件夹，再重新启动网站。")
        if not (found := re.fullmatch(r"(?P<host>.+):(?P<port>\d{1,5})", address)):
            raise CommandError("地址应当是“主机:端口”，例如 127.0.0.1:9100。")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            server, thread = start_http_server(int(found["port"]), found["host"].strip("[]"), registry(folder, settings.DATA_DIR))
        except (OSError, OverflowError) as error:
            raise CommandError(f"不能使用 {address}：{error}") from error
        signal.signal(signal.SIGTERM, lambda *_: server.shutdown())
        self.stdout.write(f"指标在 http://{address}/metrics")
        thread.join()
