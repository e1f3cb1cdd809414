"""Places at the head of a name, and first what is no place."""
import pytest

from documents.vocabulary.places import (
    Place,
    abbreviates,
    is_province,
    place_at_start,
    place_in_bracket,
    places_in,
    split_places,
    split_short_places,
)


@pytest.mark.parametrize("text", [
    "我市房地产", "本市", "各县（市、区）", "城市管理局", "城区", "老城区改造", "大城市", "超大城市", "都市圈", "国家园林城市评选办法", "市场监管总局", "社区服务中心", "高新区管委会",
    "工业园区", "关于甲市", "房地产市场", "县级医院", "全市各区", "两县", "国家税务总局甲市税务局", "中国人民银行甲市分行", "", "市民", "便利市民办事", "居民市民用水", "丰富市民生活", "提高市场地位", "上市价值", "股市值得关注", "教育部", "州",
])
def test_no_place(text):
    assert place_at_start(text) == ""


@pytest.mark.parametrize(("text", "place"), [
    ("江西省南昌市人民政府", "南昌"), ("南昌市红谷滩区住建局", "红谷滩"), ("甲市某局", "甲市"), ("内蒙古自治区政府", "内蒙古"), ("中共郑州市委", "郑州"),
    ("盐城市住房公积金管理办法", "盐城"), ("海城市人民政府", "海城"), ("绍兴市越城区", "越城"), ("黎城县", "黎城"), ("成都市商品房", "成都"), ("广州市花都区", "花都"),
    ("甲市民宿经营管理办法", "甲市"), ("乙市民办学校分类登记办法", "乙市"), ("绵阳市民用机场净空保护条例", "绵阳"), ("丙市民营经济促进条例", "丙市"), ("丁市民兵训练", "丁市"),
    ("甲市民生实事项目管理办法", "甲市"), ("甲市场馆开放办法", "甲市"), ("甲市场地管理办法", "甲市"), ("甲市价格听证办法", "甲市"), ("甲市值班制度", "甲市"),
    ("全椒县", "全椒"), ("本溪市", "本溪"), ("两当县", "两当"), ("南充市南部县", "南部"), ("宁德市民政局", "宁德"), ("无锡市市区", "无锡"), ("浙江衢州", "衢州"), ("恩施州", "恩施"),
    ("北京市通州区人民政府", "通州"), ("恩施土家族苗族自治州人民政府", "恩施土家族苗族"), ("香港特别行政区", "香港"), ("上海浦东新区", "浦东"),
])
def test_place_at_start(text, place):
    assert place_at_start(text) == place


def test_places_and_what_follows_them():
    assert split_places("甲市乙区某局") == ((Place("甲", "市"), Place("乙", "区")), "某局")
    assert split_places("中共中央组织部") == ((), "中央组织部")
    assert split_short_places("广东汕头") == ((Place("广东"), Place("汕头")), "")
    assert split_short_places("甲市财政局") == ((Place("甲", "市"),), "财政局")


@pytest.mark.parametrize(("name", "place"), [
    ("【广东汕头】题", "汕头"), ("【武汉】题", "武汉"), ("【江西省南昌市】题", "南昌"), ("【丰泽市人民政府】题", "丰泽"), ("[浙江衢州]题", "衢州"), ("【会宁】题", "会宁"),
    ("【宁波市高新区】题", "宁波"), ("【江苏省盐城市】题", "盐城"),
    ("【国务院】题", ""), ("【教育部】题", ""), ("【全国】题", ""), ("【住建委】题", ""), ("题【武汉】", ""), ("【】", ""), ("【各区职责】题", ""), ("【主管部门】题", ""),
])
def test_place_in_bracket(name, place):
    assert place_in_bracket(name) == place


def test_places_in_words():
    assert places_in("促进我市、丰泽市和九江市城市建设，本省、黑龙江省各县，广州城市，成都市区") == ("丰泽", "九江", "龙江")


def test_ranks_and_abbreviations():
    assert is_province("广西") and not is_province("北京") and not is_province("南昌")
    assert abbreviates("闽", "福建") and abbreviates("穗", "广州") and abbreviates("武", "武汉") and not abbreviates("闽", "江西")
