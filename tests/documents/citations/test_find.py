"""What is found, and first what must not be."""
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.citations import find


def texts(markdown):
    return [m.text for m in find(markdown)]


@pytest.mark.parametrize(
    "text",
    [
        "在《中国教育学刊》发表文章。",
        "《人民日报》《光明日报》和《中国教育报》报道了此事。",
        "应当取得《医疗机构执业许可证》和《企业法人营业执照》。",
        "观看电影《长津湖》。",
        "签订《房屋拆迁安置协议》，填写《申请表》，出具《材料收取清单》。",
        "《民事判决书》送达后生效。",
        "加强教育法律法规宣传，培养教育法治人才。",
        "企业法人、公司法人和刑法学研究人员。",
        "这是脱贫攻坚第一条战线，也是第三条道路。",
        "第一项任务是建设，第二项工作是应用。",
        "提前款项到位，根本制度、基本规定和文本格式。",
        "（2013）陕民三终字第38号民事判决",
        "共同遵守宪法和法律，宪法宣誓。",
        "出具《中小企业声明函》。",
        "按照国务院关于港口管理体制的规定确定。",
        "撤销本级政府关于预算、决算的不适当的决定。",
        "不得对人民法院关于诉讼费用的决定提起上诉。",
        "制定工作方案（以下简称方案），征求有关部门意见（见附件）。",
        "关于建立价格形成机制的通知（发改价格〔2025〕65号）",
        "# 国务院关于加强教师队伍建设的意见（二）",
        "（2012年10月12日国土资源部第55号令公布，根据2019年7月16日自然资源部令第5号修正）",
        "财库〔2019〕38号各中央预算单位：",
        "办理下列手续，逾期失效：\n\n（一）公司的章程；\n\n（二）经营方案；",
        "",
        "》》》《《《",
    ],
)
def test_is_no_citation(text):
    assert texts(text) == []


def test_article_in_a_quotation_is_not_the_texts_own():
    amendment = "### 一\n\n将刑法第五条修改为：“第五条 依照本法第六条和前款的规定处罚。”\n\n“单位犯前款罪的，从重处罚。”本决定自公布之日起施行。"
    assert texts(amendment) == ["刑法第五条", "本决定"]


def test_quotation_left_open_ends_at_the_next_heading():
    assert texts("### 第一条\n\n所称“网络。\n\n### 第二条\n\n依照前款处理。") == ["前款"]


def test_labels_and_title_line_are_no_citations():
    assert texts("# 关于适用民事诉讼法的解释\n\n## 第一章 总则\n\n### 第一条\n\n为了规范，制定本解释。\n\n第二条　适用范围。") == ["本解释"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("落实《关于印发〈教育信息化2.0行动计划〉的通知》。", ["《关于印发〈教育信息化2.0行动计划〉的通知》"]),
        ("落实《关于印发《教育信息化规划》的通知》。", ["《关于印发《教育信息化规划》的通知》"]),
        ("《关于更好发\n挥作用的意见》", ["《关于更好发\n挥作用的意见》"]),
        ("依据《甲办法》《乙条例》及《丙规定》", ["《甲办法》", "《乙条例》", "《丙规定》"]),
        ("《甲办法，未闭合\n\n《乙办法》", ["《乙办法》"]),
        ("《中国教育现代化2035》发布", ["《中国教育现代化2035》"]),
        ("支持《数据安全合作倡议》，颁发《某办法》", ["《数据安全合作倡议》", "《某办法》"]),
        ("按教基一〔2013〕7号执行", ["教基一〔2013〕7号"]),
        ("见国发[2021] 29 号文件、中华人民共和国国务院令第158号", ["国发[2021] 29 号", "中华人民共和国国务院令第158号"]),
        ("《学籍办法》（教基一〔2013〕7号）同时废止", ["《学籍办法》（教基一〔2013〕7号）"]),
        ("根据教育法、网络安全法和高等教育法的规定", ["教育法", "网络安全法", "高等教育法"]),
        ("违反中华人民共和国海关法的", ["中华人民共和国海关法"]),
        ("依照刑法修正案（九）的规定", ["刑法修正案（九）"]),
        ("人民法院依照民法典第一千零四十一条至第一千零四十四条判决", ["民法典第一千零四十一条至第一千零四十四条"]),
        ("办法第二条第一、三项，本规则第二、三、四章", ["第二条第一", "三项", "本规则第二", "三", "四章"]),
        ("除上款规定的外，刑法第五至八条、第（二）、（三）项", ["上款", "刑法第五至八条", "第（二）", "（三）项"]),
        ("按《通知》（财税〔2016〕36号）附件2第一条办理", ["《通知》（财税〔2016〕36号）附件2第一条"]),
        ("将《办法》（2010年教育部令第29号）第七条删去", ["《办法》（2010年教育部令第29号）第七条"]),
        ("落实国务院关于加强教师队伍建设的意见（国发〔2012〕41号）精神", ["国务院关于加强教师队伍建设的意见（国发〔2012〕41号）"]),
        ("按照教育部 财政部关于印发《甲办法》的通知（教财〔2008〕5号）执行", ["教育部 财政部关于印发《甲办法》的通知（教财〔2008〕5号）"]),
        ("依照学生食堂价格平抑基金管理暂行办法（教财〔2008〕5号）", ["学生食堂价格平抑基金管理暂行办法（教财〔2008〕5号）"]),
        ("根据基本法和全国人民代表大会关于建立健全法律制度的决定，", ["全国人民代表大会关于建立健全法律制度的决定"]),
        ("《刑法》第二百三十四条第一款的规定", ["《刑法》第二百三十四条第一款"]),
        ("刑法第一百条、第一百零二条", ["刑法第一百条", "第一百零二条"]),
        ("本法第三条、第十二条第二款第（三）项", ["本法第三条", "第十二条第二款第（三）项"]),
        ("### 第九条\n\n前款、前两款、前条、本章、本条第一款、第二款规定", ["前款", "前两款", "前条", "本章", "本条第一款", "第二款"]),
        ("刑法第一百二十条之一第一款", ["刑法第一百二十条之一第一款"]),
        ("依照《公司法》第三章第三方处理，本章第三方", ["《公司法》第三章", "本章"]),
        ("刑法第一百二十条之一、之二和之三第二款", ["刑法第一百二十条之一", "之二", "之三第二款"]),
        ("刑法第一百二十条之一至之六、之八", ["刑法第一百二十条之一至之六", "之八"]),
        ("《教育法》第二章、第五章第四十九条和第五十条", ["《教育法》第二章", "第五章第四十九条", "第五十条"]),
        ("根据宪法，制定本法。宪法第三章规定", ["宪法", "本法", "宪法第三章"]),
        ("《〈内地与香港安排〉实施办法》", ["《〈内地与香港安排〉实施办法》"]),
        ("“依照《刑法》第五条的规定处罚。”", ["《刑法》第五条"]),
        ("本通知、本办法、本实施细则、本暂行规定", ["本通知", "本办法", "本实施细则", "本暂行规定"]),
    ],
)
def test_is_found(text, expected):
    assert texts(text) == expected


REPEALED = "1.国家教委关于评估工作的若干意见（教成〔1992〕10号）\n\n2.城市供水暂行办法；\n\n3.《甲规定》"


@pytest.mark.parametrize(
    "text, mentions",
    [
        ("按照教科技〔2020〕3号《指导意见》办理", ["教科技〔2020〕3号《指导意见》"]),
        ("按照教科技〔2020〕3号文件《指导意见》第三条办理", ["教科技〔2020〕3号文件《指导意见》第三条"]),
        ("按照教科技〔2020〕3号、《指导意见》办理", ["教科技〔2020〕3号", "《指导意见》"]),
        ("按照《管理办法》（教办〔2019〕2号）《指导意见》办理", ["《管理办法》（教办〔2019〕2号）", "《指导意见》"]),
    ],
)
def test_number_before_a_title_is_that_titles(text, mentions):
    assert texts(text) == mentions


@pytest.mark.parametrize("lead", ["下列文件应当报送：", "对下列文件予以修改或者废止：", "下列文件自发布之日起废止：\n\n以上另有规定。"])
def test_items_of_another_list_are_no_titles(lead):
    assert texts(f"{lead}\n\n{REPEALED}") == ["国家教委关于评估工作的若干意见（教成〔1992〕10号）", "《甲规定》"]


@pytest.mark.parametrize(
    "lead", ["# 关于废止部分文件的决定\n\n现决定：", "下列文件自发布之日起废止：", "宣布失效的文件目录", "废止以下文件。"]
)
def test_items_of_a_list_of_repeals_are_titles(lead):
    expected = ["国家教委关于评估工作的若干意见（教成〔1992〕10号）", "城市供水暂行办法", "《甲规定》"]
    assert texts(f"{lead}\n\n{REPEALED}") == expected


def test_rows_of_a_table_of_repeals_are_titles():
    table = "| 序号 | 标题 | 文号 |\n| --- | --- | --- |\n| 1 | 税务总局关于发布《甲办法》的公告 | 国税函〔2006〕546号 |"
    assert texts(f"# 关于公布失效废止的文件目录的公告\n\n{table}") == ["税务总局关于发布《甲办法》的公告", "国税函〔2006〕546号"]


def test_a_provision_in_a_list_takes_the_work_named_before_it():
    law, second, own, after = find("依照刑法第一百条、第一百零二条和本法第五条、第六条处罚")
    assert (law.title, law.provision, second.title, second.form) == ("刑法", "第一百条", "刑法", "provision")
    assert (own.form, own.provision, after.form, after.provision) == ("self", "第五条", "self", "第六条")


def test_blanks_and_breaks_leave_the_title():
    titles = [m.title for m in find("《关于加强数字政府建 设的指导意见》《AI Act 办法》《中共中央 国务院关于\n改革的意见》")]
    assert titles == ["关于加强数字政府建设的指导意见", "AI Act办法", "中共中央国务院关于改革的意见"]


@pytest.mark.parametrize(
    "definition, name",
    [
        ("（以下简称《规划》）", "规划"),
        ("(以下简称《规划》)", "规划"),
        ("（以下简称“‘双减’意见”）", "‘双减’意见"),
        ("（以下称价格法）", "价格法"),
        ("（下称《规划》，下同）", "规划"),
        ("（国发〔2021〕29号，以下简称《规划》）", "规划"),
        ("（国发〔2021〕29号）（以下简称《规划》）", "规划"),
        ("（简称《规划》）", "规划"),
    ],
)
def test_local_name_belongs_to_the_work_before_it(definition, name):
    mention, *rest = find(f"落实《数字经济发展规划》{definition}。")
    assert (mention.defines, rest) == (name, [])


def test_abbreviation_of_something_else_defines_nothing():
    (mention,) = find("违反《价格法》的经营者（以下简称经营者）应当改正。")
    assert mention.defines == ""


def test_local_name_without_brackets_is_found_after_its_definition():
    found = find("加入协定前。《国际注册海牙协定（1999年文本）》（以下简称海牙协定）生效，按照海牙协定第五条办理。")
    assert [(m.text, m.title, m.provision) for m in found][1:] == [("海牙协定第五条", "海牙协定", "第五条")]


def test_title_that_may_be_a_book_is_marked():
    (mention,) = find("他读了《乡土中国》。")
    assert mention.doubtful


def test_sentence_is_the_one_around():
    text = "第一句。根据《甲办法》办理；另有规定的除外。"
    (mention,) = find(text)
    assert text[slice(*mention.sentence)] == "根据《甲办法》办理；"


PIECES = st.lists(
    st.sampled_from(["《", "》", "〈", "〉", "（", "）", "(", ")", "第", "条", "款", "项", "章", "编", "之", "9", "一", "二十", "十三", "本", "法", "办法", "前", "款", "刑法", "民法典", "〔2013〕", "7号", "令第", "号", "以下简称", "“", "”", "\n", "\n\n", "#", "##", "、", "至", "关于", "印发", "的通知", "教育部", "。"]),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=200)))
def test_spans_match_the_text_and_never_overlap(text):
    end = 0
    for mention in find(text):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        first, last = mention.sentence
        assert first <= mention.start and mention.end <= last
        end = mention.end


@pytest.mark.parametrize("piece", ["《", "第", "《X", "（以下简称", "第一条、", "前款", "“", "法", "〔2020〕1号", "《法》（以下简称《法》）", "《法》（以下简称法法法）", "令第1号", "\n\n", "《\n", "第一条\n", "1.废止以下：\n", "废止以下文件。\n\n", "# 废止\n\n废止\n\n1.甲办法\n", "教育部关于", "关于《", "关于甲的意见（国发〔2010〕1号）"])
def test_time_grows_no_faster_than_the_text(piece):
    """Eight times the text may take at most four times eight times as long, above what the clock can tell."""

    def seconds(times):
        start = time.process_time()
        find(piece * times)
        return time.process_time() - start

    assert seconds(8_000) < 32 * max(min(seconds(1_000) for _ in range(3)), 0.03)


@pytest.mark.parametrize(
    "text, provisions",
    [
        ("刑法第一条第二款、第三款、第五条", ["第一条第二款", "第一条第三款", "第五条"]),
        ("本法第四十八条第一项、第二项", ["第四十八条第一项", "第四十八条第二项"]),
        ("刑法第九条第一款第（一）项、第（二）项和第二款", ["第九条第一款第（一）项", "第九条第一款第（二）项", "第九条第二款"]),
        ("### 第九条\n\n前款第(二)项、第(三)项", ["前款第（二）项", "前款第（三）项"]),
        ("商标法第五十七条第（一）（二）项", ["第五十七条第（一）项", "第五十七条第（二）项"]),
            ("商标法第5、57条", ["第五条", "第五十七条"]),
            ("商标法第57、5条", ["第五十七条", "第五条"]),
            ("专利法第六、八至十条，第12－14条", ["第六条", "第八至十条", "第十二－十四条"]),
            ("商标法第六、八条第一款、第二款", ["第六条", "第八条第一款", "第八条第二款"]),
            ("专利法第二条第二、三款，第五条", ["第二条第二款", "第二条第三款", "第五条"]),
            ("专利法第 6 、 8 条", ["第六条", "第八条"]),
            ("专利法第6，8，12条", ["第六条", "第八条", "第十二条"]),
            ("专利法第六与八条、第九条第一及三款、第十条第（一）或（二）项", ["第六条", "第八条", "第九条第一款", "第九条第三款", "第十条第（一）项", "第十条第（二）项"]),
            ("专利法第六条，八条腿", ["第六条"]),
            ("本法第二、四章", ["第二章", "第四章"]),
            ("专利法第六、八条第一、二款", ["第六、八条第一、二款"]),
            ("《关于修改〈专利法〉第六、八条的决定》第二条", ["第二条"]),
        ("本解释第二条第二款第（一）至（五）项", ["第二条第二款第（一）至（五）项"]),
        ("刑法第六条：“都属于全民所有”和第十一条：“保护环境”", ["第六条", "第十一条"]),
        ("刑法第二编第五章、第六章", ["第二编第五章", "第二编第六章"]),
        ("刑法第三章第一节、第二节和第四章", ["第三章第一节", "第三章第二节", "第四章"]),
        ("刑法分则第五章、第六章和总则第二章", ["第二编第五章", "第二编第六章", "第二章"]),
        ("民法典合同编第二十章、第二十一章，民法典（总则编）第三章", ["第三编第二十章", "第三编第二十一章", "第一编第三章"]),
        ("《民法典》婚姻家庭编的第五章、民法典中的物权编第二分编第六章", ["第五编第五章", "第二编第二分编第六章"]),
        ("民法典婚姻家庭编第一千零七十九条、第一千零八十条", ["第一千零七十九条", "第一千零八十条"]),
        ("刑事诉讼法特别程序编第三百条、第三百零一条", ["第三百条", "第三百零一条"]),
        ("学习民法典侵权责任编和《民法典》继承编", ["第七编", "第六编"]),
        ("商标法第五十七条（一）（三）项、第五十八条（二）（四）、第五十九条", ["第五十七条第（一）项", "第五十七条第（三）项", "第五十八条第（二）项", "第五十八条第（四）项", "第五十九条"]),
        ("商标法第五十七条：（一）甲；（三）乙", ["第五十七条"]),
        ("商标法第五十七条（一）处理的商品；（二）乙", ["第五十七条"]),
        ("依照商标法第五十七条（三）处罚。劳动合同法39条（七）解除", ["第五十七条第（三）项", "第三十九条"]),
        ("刑法133条之一第1款第(二)项定罪，刑法二百六十四条判处，民法典1165条赔偿", ["第一百三十三条之一第一款第（二）项", "第二百六十四条", "第一千一百六十五条"]),
    ],
)
def test_provision_in_a_list_is_completed(text, provisions):
    assert [m.provision for m in find(text)] == provisions


@pytest.mark.parametrize("text", ["民法典汇编第一章", "民法典各编第一章", "刑事诉讼法特别程序编第三章", "民法典特别编第二章", "民法典和合同编第二章"])
def test_a_chapter_of_a_part_of_which_nothing_is_known_is_not_the_codes(text):
    assert not [m for m in find(text) if m.title and m.provision]


def test_traditional_characters_are_read_as_simplified_ones():
    law, item = find("依照《中華人民共和國行政強制法》第九條第（三）項、第十條辦理。")
    assert (law.text, law.title, law.provision) == ("《中華人民共和國行政強制法》第九條第（三）項", "中华人民共和国行政强制法", "第九条第（三）项")
    assert (item.text, item.title, item.provision) == ("第十條", "中华人民共和国行政强制法", "第十条")


def test_local_name_is_found_in_other_quotation_marks():
    text = "《关于减轻负担的意见》（以下简称“‘双减’意见”）。落实“双减”意见和《“双减”意见》。"
    assert [m.text for m in find(text)][1:] == ["“双减”意见", "《“双减”意见》"]


@pytest.mark.parametrize(
    "text, title",
    [
        ("近日，教育部印发教育强国建设规划纲要（以下简称《纲要》）。", "教育强国建设规划纲要"),
        ("为落实国务院关于加强数字政府建设的指导意见（以下简称“《意见》”）", "国务院关于加强数字政府建设的指导意见"),
    ],
)
def test_title_without_brackets_that_gets_a_local_name(text, title):
    assert [(m.text, m.defines.strip("《》")) for m in find(text)] == [(title, title[-2:])]


@pytest.mark.parametrize("text", ["各地教育行政部门（以下简称“部门”）", "国家学籍系统（以下简称“学籍系统”）"])
def test_what_gets_a_short_name_and_is_no_title(text):
    assert texts(text) == []


def test_local_name_of_the_text_itself():
    (own,) = find("特制定本实施方案（以下简称《方案》）。")
    assert (own.form, own.defines) == ("self", "方案")


@pytest.mark.parametrize("own", ["本办法", "本措施", "本制度", "本实施细则", "本公约", "本若干措施", "本令", "本导则", "本大纲", "本须知"])
def test_kind_by_which_a_text_calls_itself(own):
    (found,) = find(f"{own}自印发之日起施行。")
    assert (found.form, found.text) == ("self", own)


@pytest.mark.parametrize("other", ["成本规范", "基本制度", "根本办法", "本法院", "本通知书", "本报告期", "日本法", "资本规则", "本令人"])
def test_words_that_look_so(other):
    assert find(f"{other}自印发之日起施行。") == ()


@pytest.mark.parametrize(
    "text, found",
    [
        ("GB/T 9704—2012\n\n党政机关公文格式", []),
        ("按照GB/T 9704—2012排版，参照JGJ 16-2008。", [("GB/T 9704—2012", "", "GB/T 9704-2012"), ("JGJ 16-2008", "", "JGJ 16-2008")]),
        ("《党政机关公文格式》（GB/T 9704—2012）", [("《党政机关公文格式》（GB/T 9704—2012）", "党政机关公文格式", "GB/T 9704-2012")]),
        ("《环境影响评价技术导则》", [("《环境影响评价技术导则》", "环境影响评价技术导则", "")]),
        ("根据党章和中国共产党纪律处分条例第三条", [("党章", "党章", ""), ("中国共产党纪律处分条例第三条", "中国共产党纪律处分条例", "")]),
    ],
)
def test_standards_guidelines_and_rules_of_the_party(text, found):
    assert [(m.text, m.title, m.number) for m in find(text)] == found


@pytest.mark.parametrize("own", ["本《通知》", "本《办法》", "本《若干措施》"])
def test_title_by_which_a_text_calls_itself(own):
    (found,) = find(f"{own}自印发之日起施行。")
    assert (found.form, found.text) == ("self", own)


@pytest.mark.parametrize("other", ["基本《办法》", "日本《通知》", "本《合同》"])
def test_title_behind_another_word(other):
    assert [m.form for m in find(f"按照{other}执行。")] in ([], ["title"])
