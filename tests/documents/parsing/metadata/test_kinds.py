"""The kind follows the end of the title, then the number, not a word inside it."""
from datetime import date

import pytest

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe
from documents.parsing.metadata.kinds import kind_of
from documents.vocabulary.columns import is_column


@pytest.mark.parametrize("title, kind", [
    ("辛省居民委员会选举办法", "办法"), ("辛省各级人民代表大会选举实施细则", "细则"), ("民办学校举办者变更规定", "规定"), ("大型展会举办管理规范", "规范"),
    ("己市人民代表大会议事规则", "规则"), ("己市举报奖励办法", "办法"), ("己市启动应急响应工作规程", "规程"), ("己市新闻发布会管理办法", "办法"),
    ("庚县重要会议活动审批制度", "制度"), ("己市举行升旗仪式规定", "规定"), ("己市促进会展业举办展览若干措施", "措施"), ("庚县防汛抗旱应急预案", "预案"),
    ("突发事件总体应急预案（试行）", "预案"), ("关于完善档案建议的答复", "函"), ("对市政协第12号提案的答复", "函"), ("国务院办公厅关于同意建立联席会议制度的函", "函"),
    ("国务院关于辛省规划的批复", "批复"), ("关于举行听证会的公告", "公告"), ("庚县选举工作方案", "方案"), ("关于拟认定龙头企业名单的公示", "公示"), ("庚县宅基地审批公示", "公示"), ("关于做好公示工作的通知", "通知"),
    ("庚县公示管理办法", "办法"), ("己市税务局公告2022年第15号（关于调整税费征收管理有关事项若干问题的公告）", "公告"), ("庚县公告（第十二号）", "公告"), ("庚县教育简报第3期", ""),
    ("解读：《关于加强养老服务的意见》", "解读"), ("一图读懂丨庚县养老服务条例", "解读"), ("【政策解读】关于加强养老服务的意见", "解读"), ("解读纪律处分条例的办法", "办法"), ("庚县政府公告：修正“庚县菸害防制自治条例”第三条条文", "公告"),
])
def test_kind(title, kind):
    assert kind_of(title) == kind


@pytest.mark.parametrize("title", [
    "教育部召开会议研究工作方案", "教育部举行新闻发布会", "己市人民政府召开会议部署防汛", "己市运动会开幕", "教育部印发《某某办法》", "国务院新闻办举行发布会",
    "己市部署2024年春耕",
])
def test_news_stays_news(title):
    assert kind_of(title) == "新闻"


@pytest.mark.parametrize("title", ["最高人民法院关于某某问题的答复", "中国人民大学复函记", "公函"])
def test_no_kind(title):
    assert kind_of(title) == ""


@pytest.mark.parametrize("title, number, kind", [
    ("关于同意设立自由贸易港先行区的有关事项", "国函〔2010〕9号", "函"), ("关于某事项的通知", "国办函〔2010〕9号", "通知"),
    ("关于同意设立先行区的有关事项", "国办发〔2010〕9号", ""),
])
def test_the_number_says_what_the_title_does_not(title, number, kind):
    text = f"{title}\n{number}\n辛省人民政府：\n你省来文收悉。现函复如下。\n一、同意。\n国务院办公厅\n2010年2月3日\n"
    known = describe(RawText(text), {}, seed_bodies())
    assert (known.kind, known.number, known.issued_on) == (kind, number, date(2010, 2, 3))


@pytest.mark.parametrize("title", [
    "通知公告", "政策文件", "政府信息公开", "政策解读", "规范性文件", "政务公开", "首页", "最新政策", "公示公告", "法律法规", "部门文件", "政府公报", "其他文件",
])
def test_columns_of_sites(title):
    assert is_column(title)


@pytest.mark.parametrize("title", ["关于公示公告的通知", "己市政府信息公开办法", "政府工作报告", "政府信息公开条例", "规范性文件备案规定"])
def test_titles_are_no_columns(title):
    assert not is_column(title)
