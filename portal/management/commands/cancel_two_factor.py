"""``manage.py cancel_two_factor USER``: lets in with the password alone who has lost both the telephone and the codes."""
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import two_factor


class Command(BaseCommand):
    help = "取消一个账号的两步验证（手机和备用码都丢了，又没有别的管理员可以取消时）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="用户名")

    def handle(self, *, username: str, **options: object) -> None:
        account = User.objects.filter(username=username).first()
        if account is None:
            raise CommandError(f"没有名为“{username}”的账号。")
        if not two_factor.has_set_up(account):
            raise CommandError(f"“{username}”没有设置两步验证，只用密码就能登录。")
        two_factor.cancel_from_server(account)
        self.stdout.write(f"取消了“{username}”的两步验证。现在只用密码就能登录，请登录后重新设置。")
