"""The names that sites give their columns."""
import re

from documents.vocabulary.kinds import ABOUT, ANNEXED, OFFICIAL
from documents.vocabulary.patterns import any_of

_COLUMN = re.compile(
    rf"""
    (?: {any_of(OFFICIAL, ANNEXED, ABOUT)} | 法律 | 法规 | 规章 | 政策 | 文件 | 规范性 | 政务 | 政府 | 信息 | 公开 | 公示 | 动态 | 要闻 | 首页 | 主页
      | 办事 | 便民 | 会议 | 专栏 | 专题 | 栏目 | 详情 | 内容 | 正文 | 页面 | 打印 | 最新 | 其他 | 本级 | 部门 | 服务 | 发布 | 资料 | 下载 | 库 | 类 | 及 | 与 | 和 | [·/|、\s-] )+
    """,
    re.VERBOSE,
)


def is_column(title: str) -> bool:
    """Whether ``title`` has no words but those of which sites make the names of their columns: 政府信息公开, 政策解读."""
    return bool(_COLUMN.fullmatch(title))
