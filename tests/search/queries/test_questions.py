"""Questions: first words that only look like question words."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.queries.questions import is_question, subject_of


@pytest.mark.parametrize("text", [
    "呢绒产品质量标准", "吗啡管理办法", "咨询服务管理规定", "法律咨询服务办法", "学籍管理办法", "几何量计量器具", "多样化发展", "信息咨询", "", "怎么办", "样品检验规则", "不作为不担当", "几内亚共和国",
])
def test_what_is_no_question(text):
    assert not is_question(text)


@pytest.mark.parametrize(("question", "subject"), [
    ("怎么办理转学", "办理转学"), ("转学怎么办理", "转学 办理"), ("转学怎么办", "转学"), ("民办学校怎么办学", "民办学校 办学"), ("怎么办公室租赁合同", "办公室租赁合同"),
    ("怎么办事大厅", "办事大厅"), ("怎么办学籍转移", "学籍转移"), ("什么样品需要检验", "样品 检验"), ("怎么样本检测", "样本检测"), ("工伤怎么样认定", "工伤 认定"),
    ("怎样子女才能继承", "子女才能继承"), ("行为何时生效", "行为 生效"), ("如何时效中断", "时效中断"), ("如何种植许可", "种植许可"), ("有何种权利", "有 权利"),
    ("呢绒出口怎么征税", "呢绒出口 征税"), ("吗啡怎么管理", "吗啡 管理"), ("你们收费吗？", "收费"), ("公司不给交社保怎么办呢", "公司不给交社保"),
    ("咨询服务怎么收费", "咨询服务 收费"), ("咨询怎么转学", "转学"), ("咨询一下转学", "转学"), ("请问询价采购怎么做", "询价采购"), ("我想问一下学费怎么退", "学费 退"),
    ("为什么要素市场化改革", "要素市场化改革"), ("什么时候可以休学", "休学"), ("什么情况下可以解除劳动合同", "解除劳动合同"), ("小孩几岁上学", "小孩 岁上学"),
    ("加班工资给几倍", "加班工资给 倍"), ("开车看手机扣几分", "开车看手机扣 分"), ("招聘只要男的行不行", "招聘只要男的"), ("房租收入交不交税款", "房租收入 交税款"),
    ("拖欠工资违不违法呢", "拖欠工资 违法"), ("认定工伤咋办", "认定工伤"),
    ("几个人可以成立公司", "人 成立公司"), ("孩子多大可以结婚", "孩子 结婚"),
])
def test_question_words_are_cut_where_they_are_words(question, subject):
    assert is_question(question)
    assert subject_of(question) == subject


@given(st.text(alphabet="怎么办样什时候为何种几个吗呢谁学理公？ ，", max_size=60))
def test_any_question_has_a_subject(text):
    assert not text.strip() or subject_of(text)
    is_question(text)
