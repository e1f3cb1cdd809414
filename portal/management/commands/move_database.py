"""``manage.py move_database URL``: all that the site's database holds into another, SQLite or PostgreSQL."""
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from portal import transfer
from portal.configuration import Configuration, Wrong


class Command(BaseCommand):
    help = "把数据库的全部内容（文件、修订、账号、记录）搬到另一个空的数据库；原始文件和索引不动，原来的数据库也不动。搬之前请停下网站。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", metavar="URL", help="例如 postgres://用户:密码@主机:5432/库名，或 sqlite:////路径/db.sqlite3")

    def handle(self, *, url: str, **options: object) -> None:
        if not url.strip():
            raise CommandError("请写明数据库的地址。")
        given = Configuration({"URL": url})
        given.database("URL", "sqlite://:memory:")
        try:
            given.finish()
            with transfer.opened(url) as alias:
                count = transfer.copy("default", alias)
        except Wrong as error:
            raise CommandError(str(error)) from error
        except transfer.NotEmpty:
            raise CommandError("那个数据库里已有文件或账号，不覆盖。") from None
        except (DatabaseError, transfer.NotMigrated) as error:
            raise CommandError(f"没有搬成，原来的数据库没有改变：{error}。") from error
        self.stdout.write(f"已搬去 {count} 行。请在 wenlan.env 里把 DATABASE_URL 改为这个地址，运行 make setup，再启动网站。")
