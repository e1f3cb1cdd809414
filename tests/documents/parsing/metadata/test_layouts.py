"""Layouts met on ministries' and provinces' sites, told with invented matter: (text, what it says)."""
from datetime import date

import pytest

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe

LAYOUTS = {
    "all on one line, from 红头 to signature": (
        "教育部文件教师[2016]2号教育部关于加强某事的意见各省、自治区、直辖市教育厅（教委）：近年来，某事不断加强。"
        "一、明确任务。各校要落实。教育部2016年3月17日",
        dict(title="教育部关于加强某事的意见", number="教师〔2016〕2号", bodies=("教育部",), issued_on=date(2016, 3, 17), kind="意见"),
    ),
    "signature after a telephone number": (
        "关于报送某某材料的通知各省、自治区、直辖市教育厅（教委）：　　现将有关要求通知如下。　　联系方式　王某 010-00000000教育部某某司2018年3月20日",
        dict(title="关于报送某某材料的通知", bodies=("教育部某某司",), issued_on=date(2018, 3, 20)),
    ),
    "the annexed text named without 《》, after a remark": (
        "甲市人民政府关于印发甲市储备粮管理办法的通知\n各县人民政府：现将《甲市储备粮管理办法》印发给你们。"
        "甲市人民政府2023年9月5日（此件公开发布）甲市储备粮管理办法第一章  总    则第一条  本办法自印发之日起施行。",
        dict(title="甲市储备粮管理办法", full_title="甲市人民政府关于印发甲市储备粮管理办法的通知", kind="办法",
             bodies=("甲市人民政府",), issued_on=date(2023, 9, 5), effective_on=date(2023, 9, 5)),
    ),
    "a title on lines apart": (
        "国务院办公厅关于复制推广\n\n某某改革举措的通知\n\n国办发〔2022〕35号\n\n各省、自治区、直辖市人民政府：\n\n现通知如下：\n\n"
        "国务院办公厅\n2022年9月28日\n（此件公开发布）",
        dict(title="国务院办公厅关于复制推广某某改革举措的通知", number="国办发〔2022〕35号", bodies=("国务院办公厅",)),
    ),
    "a title that ends in spaced letters": (
        "教育部办公厅 财政部办公厅\n关于做好某某工作的\n通    知\n教财厅〔2024〕1号\n各省：\n请执行。\n教育部办公厅　财政部办公厅\n2024年1月3日",
        dict(title="教育部办公厅 财政部办公厅关于做好某某工作的通知", kind="通知", number="教财厅〔2024〕1号"),
    ),
    "the number before the title, which stands twice": (
        "乙政发〔2014〕20号《乙省人民政府关于某事的实施意见》\n\n浏览量:          时间:2016-01-17 23:45:19\n\n乙省人民政府关于某事的实施意见\n\n"
        "乙政发〔2014〕20号\n\n各市人民政府：\n提出以下意见：\n一、要求\n乙省人民政府\n2014年11月18日",
        dict(title="乙省人民政府关于某事的实施意见", number="乙政发〔2014〕20号", bodies=("乙省人民政府",),
             issued_on=date(2014, 11, 18), published_on=date(2016, 1, 17)),
    ),
    "附件 that is not printed below": (
        "教育部办公厅关于印发《某某要求（试行）》的通知\n\n各省：\n　　我部制定了《某某要求（试行）》（见附件），现印发给你们。\n"
        "　　附件：某某要求（试行）\n教育部办公厅\n2012年8月1日",
        dict(title="教育部办公厅关于印发《某某要求（试行）》的通知", full_title="", kind="通知", bodies=("教育部办公厅",)),
    ),
    "an annexed text under the word 附件": (
        "工业和信息化部办公厅关于印发《某某工作计划》的通知\n工信厅信管函〔2024〕87号\n各有关单位：\n现将《某某工作计划》印发给你们。\n"
        "附件：某某工作计划\n工业和信息化部办公厅\n2024年3月15日\n附件\n某某工作计划\n一、某事",
        dict(title="某某工作计划", kind="计划", number="工信厅信管函〔2024〕87号", issued_on=date(2024, 3, 15)),
    ),
    "an announcement of two bodies": (
        "财政部 税务总局\n关于延续实施某某政策的公告\n财政部 税务总局公告2023年第12号\n\n　　现将有关事项公告如下：\n　　一、减半征收。\n"
        "　　特此公告。\n财政部　税务总局\n2023年8月2日",
        dict(title="财政部 税务总局关于延续实施某某政策的公告", number="财政部、税务总局公告2023年第12号", kind="公告",
             bodies=("财政部", "税务总局")),
    ),
    "an order of several bodies, signed by persons": (
        "国家互联网信息办公室\n中华人民共和国国家发展和改革委员会\n中华人民共和国教育部\n令\n\n第15号\n\n《某某暂行办法》已经2023年5月23日"
        "国家互联网信息办公室2023年第12次室务会会议审议通过，现予公布，自2023年8月15日起施行。\n\n国家互联网信息办公室主任　张某某\n"
        "国家发展和改革委员会主任　李某某\n教育部部长　王某某\n2023年7月10日\n\n某某暂行办法\n\n第一章　总　则",
        dict(title="某某暂行办法", number="国家互联网信息办公室、国家发展和改革委员会、教育部令第15号", kind="办法",
             bodies=("国家互联网信息办公室", "国家发展和改革委员会", "教育部"), issued_on=date(2023, 7, 10),
             effective_on=date(2023, 8, 15)),
    ),
    "主席令 and the law below it": (
        "中华人民共和国主席令\n\n第九十一号\n\n《中华人民共和国某某法》已由第十三届全国人民代表大会常务委员会第三十次会议于2021年8月20日通过，现予公布，"
        "自2021年11月1日起施行。\n\n中华人民共和国主席　某某某\n\n2021年8月20日\n\n中华人民共和国某某法\n\n"
        "（2021年8月20日第十三届全国人民代表大会常务委员会第三十次会议通过）\n\n目　　录\n\n第一章　总　　则",
        dict(title="中华人民共和国某某法", number="主席令第91号", kind="法律", bodies=("全国人民代表大会常务委员会",),
             issued_on=date(2021, 8, 20), effective_on=date(2021, 11, 1)),
    ),
    "国务院令: 现公布《…》": (
        "中华人民共和国国务院令\n第797号\n现公布《某某条例》，自2025年1月1日起施行。\n总理　某某\n2024年12月6日\n某某条例\n第一章　总则",
        dict(title="某某条例", number="国务院令第797号", kind="条例", bodies=("国务院",), issued_on=date(2024, 12, 6)),
    ),
    "a news agency's report with the full text": (
        "中共中央办公厅 国务院办公厅印发《关于某事的意见》\n2021-07-24 19:00 来源：新华社\n　　近日，中共中央办公厅、国务院办公厅印发了"
        "《关于某事的意见》，并发出通知，要求各地认真贯彻落实。\n　　《关于某事的意见》全文如下。\n　　为深入贯彻，现提出如下意见。",
        dict(title="关于某事的意见", full_title="中共中央办公厅 国务院办公厅印发《关于某事的意见》", kind="意见",
             bodies=("中共中央办公厅", "国务院办公厅"), published_on=date(2021, 7, 24), issued_on=None),
    ),
    "three names in a row, far right, with seals": (
        "关于某事的通知\n各省：\n请执行。\n                人力资源社会保障部（盖章）  教育部（盖章）\n                财政部（盖章）\n"
        "                          2024年5月20日\n（联系单位：某某司）",
        dict(bodies=("人力资源社会保障部", "教育部", "财政部"), issued_on=date(2024, 5, 20)),
    ),
    "信息索引 as text": (
        "索引号：000014349/2023-00043\t主题分类：科技、教育\n发文机关：国务院办公厅\t成文日期：2023年06月13日\n标　　题：国务院办公厅关于某事的意见\n"
        "发文字号：国办发〔2023〕20号\t发布日期：2023年06月20日\n\n为做好某事，现提出以下意见。",
        dict(title="国务院办公厅关于某事的意见", number="国办发〔2023〕20号", bodies=("国务院办公厅",),
             issued_on=date(2023, 6, 13), published_on=date(2023, 6, 20), kind="意见"),
    ),
    "a reply": (
        "国务院关于某市总体规划的批复\n国函〔2024〕5号\n某市人民政府：\n你市《关于报请审批某某规划的请示》收悉。现批复如下：\n一、同意。\n国务院\n2024年1月5日",
        dict(title="国务院关于某市总体规划的批复", kind="批复", number="国函〔2024〕5号", bodies=("国务院",)),
    ),
    "a decision with its history": (
        "全国人民代表大会常务委员会关于某事的决定\n（2024年9月13日第十四届全国人民代表大会常务委员会第十一次会议通过）\n会议决定：\n本决定自2025年1月1日起施行。",
        dict(kind="决定", bodies=("全国人民代表大会常务委员会",), issued_on=date(2024, 9, 13), effective_on=date(2025, 1, 1)),
    ),
    "a page's navigation above and below": (
        "招生就业\n\n就业政策\n\n当前位置: 首页 >> 招生就业 >> 正文\n\n教育部关于某事的通知\n\n发布日期:2022-11-15    作者:     来源: 教育部    点击:\n\n"
        "教学〔2022〕5号\n\n各省:\n\n请执行。\n\n2022年11月14日\n\n【打印本页】 【关闭窗口】\n分享到：\n扫一扫在手机打开当前页\n主办单位：某某\n",
        dict(title="教育部关于某事的通知", number="教学〔2022〕5号", bodies=("教育部",), issued_on=date(2022, 11, 14),
             published_on=date(2022, 11, 15)),
    ),
    "a browser's title, and the notice's own below it": (
        "【关于某事的通知(发改价格〔2025〕65号)】-国家发展和改革委员会\n首页\n > \n通知\n关于某事的通知(发改价格〔2025〕65号)\n2025/01/20 价格司\n"
        "国家发展改革委 国家数据局关于\n某事的通知\n发改价格〔2025〕65号\n各省：\n请执行。\n国家发展改革委\n国 家 数 据 局\n2025年1月16日\n",
        dict(title="国家发展改革委 国家数据局关于某事的通知", number="发改价格〔2025〕65号", bodies=("国家发展改革委", "国家数据局"),
             issued_on=date(2025, 1, 16), published_on=date(2025, 1, 20)),
    ),
    "a column's name run above the title": (
        "就业工作\n    教育部关于某事的通知\n    2022-03-04 17:11   审核人:   (阅读数:)\n\n    教学〔2021〕5号\n    各省：\n    请执行。",
        dict(title="教育部关于某事的通知", number="教学〔2021〕5号", bodies=("教育部",), published_on=date(2022, 3, 4)),
    ),
    "a letterhead in spaced letters": (
        "甲 省 教 育 厅\n甲教高函〔2021〕3号\n\n甲省教育厅关于公布某某\n立项名单的通知\n\n各高校：\n现予公布。\n附件：1．某某名单\n      2．某某名单\n"
        "甲省教育厅\n2021年2月24日",
        dict(title="甲省教育厅关于公布某某立项名单的通知", number="甲教高函〔2021〕3号", bodies=("甲省教育厅",), kind="通知"),
    ),
    "项目 and 值 on lines of their own, with bullets": (
        "返回顶部\n\n乙县人民政府工作规则\n\n  • 索引号:\n\n    6107280000/2024-001005\n  • 发文机构:\n\n    县政府网站\n  • 发文字号:\n\n    乙政发〔2024〕7号\n"
        "  • 发文日期:\n\n    2024年04月06日 16:40\n  • 内容概述:\n\n乙县人民政府工作规则\n\n第一章总则\n\n一、制定本规则。",
        dict(title="乙县人民政府工作规则", number="乙政发〔2024〕7号", issued_on=date(2024, 4, 6), kind="规则"),
    ),
    "项目 in brackets": (
        "[主题分类]\t教育\n[发文机构]\t丙市教育局\n[成文日期]\t2023-05-06\n[发文字号]\t丙教发〔2023〕5号\n[废止日期]\t\n[发布日期]\t2023-05-08\n\n"
        "丙市教育局\n关于某事的通知\n各校：\n请执行。",
        dict(title="丙市教育局关于某事的通知", number="丙教发〔2023〕5号", issued_on=date(2023, 5, 6), published_on=date(2023, 5, 8)),
    ),
    "an order whose number is in brackets, in full-width digits": (
        "中华人民共和国教育部令\n（第２１号）\n\n《某某规定》已于２００３年１２月３０日经教育部第７次部务会议通过，现予公布，自２００４年３月１日起施行。\n\n"
        "部长 某某某\n二〇〇四年一月二十日\n\n某某规定\n\n第一条 制定本规定。",
        dict(title="某某规定", number="教育部令第21号", bodies=("教育部",), issued_on=date(2004, 1, 20), effective_on=date(2004, 3, 1)),
    ),
    "a plan that is passed on": (
        "国务院办公厅关于转发教育部等部门\n“十四五”某某计划的通知\n国办发〔2021〕60号\n各省：\n教育部《“十四五”某某计划》已经国务院同意，现转发给你们。\n"
        "国务院办公厅\n2021年12月31日\n“十四五”某某计划\n一、要求",
        dict(title="“十四五”某某计划", kind="计划", number="国办发〔2021〕60号", bodies=("国务院办公厅",)),
    ),
    "a number in brackets behind the title": (
        "中国人民银行 教育部关于某事的通知（银发〔2026〕42号）\n\n各省：\n请执行。\n中国人民银行\n教育部\n2026年2月6日",
        dict(title="中国人民银行 教育部关于某事的通知", number="银发〔2026〕42号", bodies=("中国人民银行", "教育部")),
    ),
    "lines broken at one width": (
        "教育部关于某事的通知\n教基〔2024〕5号\n各省、自治区、直辖市教育厅（教委），新疆生产建\n设兵团教育局，部属各高等学校：\n为做好某某工作，根据有关规定，现就有关事项通知\n"
        "如下，请各地认真贯彻执行，并于2024年5月3\n1日前将有关情况报告我部，联系方式附在后面，以\n便联系。\n教育部\n2024年3月1日",
        dict(title="教育部关于某事的通知", number="教基〔2024〕5号", bodies=("教育部",), issued_on=date(2024, 3, 1)),
    ),
    "a library's page: publisher below the title, all of it twice": (
        "热门站点| 某某资料网 | 专利资料网 | 论坛\n您的位置: 首页 » 某某资料网 » 法律法规 »\n\n甲省某某管理规定\n\n作者:某某资料网 时间:2024-07-06 04:34:58  浏览:8616   来源:某某资料网\n"
        "下载地址: 点击此处下载\n\n甲省某某管理规定\n\n甲省人民政府\n\n\n甲省某某管理规定\n\n政府令〔2010〕第15号\n\n《甲省某某管理规定》已经2010年12月14日省政府"
        "第76次常务会议通过,现予公布,自2011年2月1日起施行。\n\n省长\n\n二○一○年十二月二十五日\n\n甲省某某管理规定\n\n第一章总则\n\n第一条为加强管理,制定本规定。",
        dict(title="甲省某某管理规定", number="政府令〔2010〕15号", bodies=("甲省人民政府",), issued_on=date(2010, 12, 25),
             effective_on=date(2011, 2, 1), published_on=date(2024, 7, 6)),
    ),
    "number and day in brackets, which the text follows": (
        "Library [Home] [Search]\n\nYou are here:  Library >> Databases >> 甲省政府关于某事的通知\n\n甲省政府关于某事的通知\n\n  【发布单位】81202\n\n  【发布文号】-----\n\n"
        "  【发布日期】1985-05-06\n\n甲省人民政府关于某事的通知\n\n(1985年5月4日甲政〔1985〕38号)  根据有关规定,现将有关问题通知如下:\n\n一、任免权限",
        dict(title="甲省人民政府关于某事的通知", number="甲政〔1985〕38号", bodies=("甲省人民政府",), issued_on=date(1985, 5, 4),
             published_on=date(1985, 5, 6)),
    ),
    "words of a page that are sentences, above the masthead": (
        "某文库\n简介：本站整理了多篇文件，供您参考。\n第一篇：甲省人民政府办公厅文件\n甲省人民政府办公厅文件\n甲政办发〔2009〕24号\n甲省人民政府办公厅关于加强\n某事的通知\n"
        "各市人民政府：\n通知如下：\n一、加强。",
        dict(title="甲省人民政府办公厅关于加强某事的通知", number="甲政办发〔2009〕24号", bodies=("甲省人民政府办公厅",), kind="通知"),
    ),
    "bodies on several lines above 关于": (
        "国家邮政局 国家发展改革委 工业和信息化部\n生态环境部 商务部\n\n关于某事的通知\n\n国邮发〔2019〕57号\n\n各省邮政管理局：\n请执行。\n二〇一九年六月十日",
        dict(title="国家邮政局 国家发展改革委 工业和信息化部 生态环境部 商务部关于某事的通知", number="国邮发〔2019〕57号",
             bodies=("国家邮政局", "国家发展改革委", "工业和信息化部", "生态环境部", "商务部"), issued_on=date(2019, 6, 10)),
    ),
    "a branch of a national agency among others": (
        "甲市医疗保障局关于某事的通告\n甲医保通〔2024〕7号\n为做好某事，通告如下：\n一、对象\n甲市医疗保障局\n国家税务总局甲市税务局\n2024年8月30日\n【打印本页】 【关闭窗口】",
        dict(title="甲市医疗保障局关于某事的通告", bodies=("甲市医疗保障局", "国家税务总局甲市税务局"), issued_on=date(2024, 8, 30)),
    ),
    "persons sign, each after the body and a blank": (
        "某某信息管理办法\n（中国人民银行  教育部令〔 2024〕第3号）\n《某某信息管理办法》已经中国人民银行行务会议审议通过，现予发布，自2024年11月1日起施行。\n"
        "中国人民银行   行长   潘某某\n教育部   部长   怀某某\n2024年4月29日\n第一条  为提高透明度，制定本办法。",
        dict(title="某某信息管理办法", number="中国人民银行、教育部令〔2024〕3号", bodies=("中国人民银行", "教育部"), issued_on=date(2024, 4, 29)),
    ),
    "local people's congress in the history": (
        "甲省某某条例\n（2005年11月25日甲省第十届人民代表大会常务委员会第十八次会议通过）\n第一章 总则\n第一条 制定本条例。",
        dict(title="甲省某某条例", bodies=("甲省人民代表大会常务委员会",), issued_on=date(2005, 11, 25), kind="条例"),
    ),
    "on one line: an attachment runs into the signature, letters of some names are spaced": (
        "关于印发《某某方案》的通知 2021-07-20\n关于印发《某某方案》的通知教基〔2021〕9号各省、自治区、直辖市教育厅(教委): 现将《某某方案》印发给你们,请执行。 附件:1.26个标准目录 2.某某清单"
        "教 育 部 中央宣传部 国家发展改革委公 安 部 财 政 部2021年7月15日某某方案 一、目标 到2025年,巩固率达到96%。",
        dict(title="某某方案", number="教基〔2021〕9号", bodies=("教育部", "中央宣传部", "国家发展改革委", "公安部", "财政部"),
             issued_on=date(2021, 7, 15), published_on=date(2021, 7, 20)),
    ),
    "a reply that a day ends": (
        "甲省人民政府关于某事的批复\n甲政字〔2020〕102号\n乙市人民政府:\n你市请示收悉。现批复如下: 一、同意。 二、请执行。专此批复。2020 年 11 月 30 日 （此件公开发布）",
        dict(title="甲省人民政府关于某事的批复", bodies=("甲省人民政府",), issued_on=date(2020, 11, 30)),
    ),
    "blanks around all figures": (
        "某某管理规定\n发布日期: 2017- 07- 19 17: 18 访问次数: 字号:[ ]\n（2017 年 2 月 4 日中华人民共和国教育部令第 41 号公布，自 2017 年 9 月 1 日起施行）\n第一章 总则\n第一条 制定本规定。",
        dict(title="某某管理规定", number="教育部令第41号", bodies=("教育部",), issued_on=date(2017, 2, 4), effective_on=date(2017, 9, 1)),
    ),
    "news by its headline": (
        "教育部部署做好2025年某某工作\n2025-01-20 来源：教育部\n1月20日，教育部召开会议。",
        dict(title="教育部部署做好2025年某某工作", kind="新闻", bodies=("教育部",), published_on=date(2025, 1, 20)),
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name):
    text, expected = LAYOUTS[name]
    described = describe(RawText(text), {}, seed_bodies())
    assert {field: getattr(described, field) for field in expected} == expected


SILENT = {
    "English": "Policy on AI in schools\n\nThis document, dated 2024-05-01, sets out its scope.",
    "a contract": "委托合作协议书\n甲方：教育部\n乙方：某某大学\n2024年1月1日起履行",
    "a list": "教育部直属单位名单\n北京大学\n清华大学\n2024年1月1日统计",
    "prose": "2013年，教育部印发《办法》。2014年1月1日，系统联网运行。教育部\n公布了数据。",
    "a form": "申报情况表\n单位名称：\n联系电话：\n填表日期：2024年3月1日\n教育部制",
    "minutes": "某某工作会议纪要\n2024年3月1日上午，某某主持召开会议。出席：教育部 张三\n一、同意。",
    "another text's day": "某某体会\n根据《教育部关于某事的通知》（教基〔2024〕5号）和国务院令第500号，自2024年3月1日起施行新规。",
    "a reply without its head": "《甲市人民政府关于某事的请示》（甲政〔2019〕21号）收悉。经省政府同意，现函复如下：\n一、同意。",
    "a notice without its head": "为认真贯彻落实《国务院关于某事的决定》(国发[2001]21号)和全国会议精神,现结合实际,提出以下意见。\n一、提高认识",
    "your request": "你厅《关于某事的请示》(甲人社字〔2013〕35号)收悉。经研究,现函复如下:\n一、同意。",
    "a transcript": "某某新闻实录\n时间：2024年3月1日 地点：北京\n主持人：大家好。\n问：请介绍。",
}


@pytest.mark.parametrize("name", SILENT)
def test_what_states_nothing_of_itself(name):
    described = describe(RawText(SILENT[name]), {}, seed_bodies())
    assert (described.number, described.bodies) == ("", ())
    assert (described.issued_on, described.published_on, described.effective_on) == (None, None, None)


def test_a_table_signs_nothing():
    table = "| 部门 | 日期 |\n|---|---|\n| 教育部 | 2024年3月1日 |"
    assert describe(RawText(table, is_markdown=True), {}, seed_bodies()).bodies == ()
