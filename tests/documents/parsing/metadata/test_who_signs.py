"""Several bodies that sign, in every layout; bodies without their place; bodies that only the page names."""
import pytest

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe
from documents.parsing.metadata.bodies import split_names

BODY = "各镇：\n现将有关事项通知如下。\n一、排查。\n二、按期报送材料。\n"
THREE = ("戊县交通局", "戊县财政局", "戊县水务局")


def told(text, **more):
    return describe(RawText(text, **more), {}, seed_bodies())


@pytest.mark.parametrize("signed", [
    "戊县交通局 戊县财政局 戊县水务局", "戊县交通局、戊县财政局、戊县水务局", "戊县交通局戊县财政局戊县水务局", "戊县交通局\n戊县财政局\n戊县水务局",
    "戊县交通局\n（戊县财政局代章）\n戊县财政局\n戊县水务局", "戊县交通局（盖章）\n戊县财政局（盖章）\n戊县水务局（盖章）",
    "戊县交通局（公章）戊县财政局（公章）戊县水务局（公章）", "戊县交通局　　　戊县财政局\n　　　戊县水务局", "戊县交通局(章)\n戊县财政局（代　章）\n戊县水务局",
    "戊县交通局\n戊县财政局（戊县交通局代章）\n戊县水务局（印章）", "戊 县 交 通 局\n戊 县 财 政 局\n戊 县 水 务 局",
    "戊县交通局 （签章）\n戊县财政局 （签章）\n戊县水务局 （签章）",
])
def test_each_of_several_is_one_body(signed):
    assert told(f"关于桥梁养护的通知\n{BODY}{signed}\n2022年5月5日\n").bodies == THREE


@pytest.mark.parametrize("signed", [
    "2022年5月5日\n戊县交通局\n戊县财政局\n戊县水务局", "2022年5月5日\n戊县交通局 戊县财政局 戊县水务局", "（戊县交通局 戊县财政局 戊县水务局 2022年5月5日）", "落款单位：戊县交通局、戊县财政局、戊县水务局\n日期：2022年5月5日",
    "发文单位：戊县交通局 戊县财政局 戊县水务局\n发文日期：2022年5月5日", "戊县交通局/戊县财政局/戊县水务局\n2022年5月5日",
])
def test_bodies_with_the_day_in_another_place(signed):
    known = told(f"关于桥梁养护的通知\n{BODY}{signed}\n")
    assert (known.bodies, str(known.issued_on)) == (THREE, "2022-05-05")


@pytest.mark.parametrize("text", [
    "2022年5月5日\n戊县交通局\n一、请按期报送。", "2022年5月5日\n附件：名单\n戊县交通局", "来源见（戊县交通局2022年5月5日）",
])
def test_names_near_a_day_that_sign_nothing(text):
    assert told(f"关于桥梁养护的通知\n{BODY}{text}\n").bodies == ()


@pytest.mark.parametrize("signed, bodies", [
    ("戊县交通局\n戊县供销合作社联合社", ("戊县交通局", "戊县供销合作社联合社")), ("戊县交通局 戊县供水总站", ("戊县交通局", "戊县供水总站")),
    ("戊县气象台\n戊县交通局\n戊县水务局", ("戊县气象台", "戊县交通局", "戊县水务局")), ("戊县妇女联合会 戊县红十字会", ("戊县妇女联合会", "戊县红十字会")),
    ("戊县交通局　中国人民银行戊县中\n心支行", ("戊县交通局", "中国人民银行戊县中心支行")), ("戊县退役\n军人事务局", ("戊县退役军人事务局",)),
    ("戊县交通局\n戊县人力资源和\n社会保障局\n戊县水务局", ("戊县交通局", "戊县人力资源和社会保障局", "戊县水务局")),
])
def test_a_name_of_an_unknown_ending_or_over_two_lines_is_one_of_several(signed, bodies):
    assert told(f"关于桥梁养护的通知\n{BODY}{signed}\n2022年5月5日\n").bodies == bodies


@pytest.mark.parametrize("signed, bodies", [
    ("戊县图书馆", ("戊县图书馆",)), ("戊县第一中学", ("戊县第一中学",)), ("城关派出所", ("城关派出所",)), ("戊省水利科学研究所", ("戊省水利科学研究所",)), ("戊 县 博 物 馆", ("戊县博物馆",)),
    ("第十届运动会组委会", ("第十届运动会组委会",)), ("戊县供水总站", ("戊县供水总站",)), ("东湖街道", ("东湖街道",)), ("戊县人民医院保卫科", ("戊县人民医院保卫科",)),
    ("到戊县监测站", ()), ("各派出所", ()), ("戊县监测站的职工", ()), ("地点：戊县监测站", ()), ("东湖东街", ()), ("站", ()), ("图书馆", ()), ("获奖单位\n戊县监测站", ()),
])
@pytest.mark.parametrize("day", ["2022年5月5日", "2022年5月"])
def test_an_institution_alone_between_a_sentence_and_a_day_signs(signed, bodies, day):
    assert told(f"关于桥梁养护的通知\n{BODY}{signed}\n{day}\n").bodies == bodies


@pytest.mark.parametrize("title, bodies", [
    ("戊县人民法院工作报告", ("戊县人民法院",)), ("戊县教育局2024年工作要点", ("戊县教育局",)), ("政府工作报告", ()), ("关于戊县人民法院工作报告的决议", ()), ("戊县人民政府工作报告任务分工", ()),
])
def test_whose_report_it_is(title, bodies):
    assert told(f"# {title}\n\n一、工作\n\n做好工作。\n", is_markdown=True).bodies == bodies


@pytest.mark.parametrize("above, line, bodies", [
    ("印发给你们，请执行。", "戊县交通局", ("戊县交通局",)), ("印发给你们，请执行。", "戊县桥梁", ()), ("印发给你们", "戊县交通局", ()),
])
def test_who_signs_without_a_day_above_what_is_annexed(above, line, bodies):
    assert told(f"关于印发《桥梁养护要点》的通知\n各镇：\n现将《桥梁养护要点》{above}\n{line}\n桥梁养护要点\n一、排查。\n开展排查。\n").bodies == bodies


@pytest.mark.parametrize("signed", ["戊县交通局\n己市供水总站", "戊县交通局\n供水总站", "戊县交通局\n戊县获奖学生名单"])
def test_an_unknown_ending_beside_the_body_of_another_place_is_no_body(signed):
    assert not {"己市供水总站", "供水总站", "戊县获奖学生名单"} & set(told(f"关于桥梁养护的通知\n{BODY}{signed}\n2022年5月5日\n").bodies)


@pytest.mark.parametrize("signed", ["戊县图书馆", "戊县第一中学", "戊县公安局东区分局", "戊县实验小学", "戊县中心幼儿园"])
def test_institutions_and_branches_sign_as_one_body(signed):
    assert told(f"关于桥梁养护的通知\n{BODY}{signed}\n2022年5月5日\n").bodies == (signed,)


@pytest.mark.parametrize("title, signed, bodies", [
    ("戊县供水总站关于开放的公告", "戊县供水总站", ("戊县供水总站",)), ("戊县供水总站关于开放的公告", "戊县船闸站", ("戊县船闸站",)), ("图书馆关于开放的公告", "图书馆", ()), ("戊县关于开放的公告", "戊县", ()),
])
def test_who_speaks_in_the_title_and_signs_is_a_body_whatever_its_ending(title, signed, bodies):
    assert told(f"{title}\n{BODY}{signed}\n2022年5月5日\n").bodies == bodies


def test_a_title_that_breaks_inside_the_name_of_a_body():
    known = told(f"戊县交通局 戊县退役\n军人事务局关于养护的通知\n{BODY}2022年5月5日\n")
    assert (known.title.replace(" ", ""), known.bodies) == ("戊县交通局戊县退役军人事务局关于养护的通知", ("戊县交通局", "戊县退役军人事务局"))


@pytest.mark.parametrize("run, names", [
    ("己市不动产登记中心己市财政局", ("己市不动产登记中心", "己市财政局")),
    ("武汉市住房局武汉住房公积金管理中心", ("武汉市住房局", "武汉住房公积金管理中心")),
    ("庚县供销合作社", ("庚县供销合作社",)),
    ("庚县公安局庚县应急管理局庚县消防救援大队", ("庚县公安局", "庚县应急管理局", "庚县消防救援大队")),
    ("庚县人民政府庚县总工会", ("庚县人民政府", "庚县总工会")),
    ("己市公安局交通管理支队己市交通局", ("己市公安局交通管理支队", "己市交通局")),
    ("中共庚县委办公室庚县人民政府办公室", ("中共庚县委办公室", "庚县人民政府办公室")),
    ("中共庚县委庚县人民政府", ("中共庚县委", "庚县人民政府")),
    ("辛省高级人民法院辛省人民检察院", ("辛省高级人民法院", "辛省人民检察院")),
    ("己市地铁集团有限公司己市交通局", ("己市地铁集团有限公司", "己市交通局")),
    ("共青团己市委己市教育局", ("共青团己市委", "己市教育局")),
    ("己市财政局国家税务总局己市税务局", ("己市财政局", "国家税务总局己市税务局")),
    ("中国人民银行武汉分行己市财政局", ("中国人民银行武汉分行", "己市财政局")),
    ("内蒙古自治区教育厅内蒙古自治区财政厅", ("内蒙古自治区教育厅", "内蒙古自治区财政厅")),
    ("己市总工会己市妇女联合会", ("己市总工会", "己市妇女联合会")),
    ("市住房城乡建设委市规划资源局", ("市住房城乡建设委", "市规划资源局")),
])
def test_names_that_run_together(run, names):
    assert split_names(run, seed_bodies()) == names


@pytest.mark.parametrize("title, signed, body", [
    ("戊县河道安全治理领导小组办公室关于养护的通知", "戊县河道安全治理\n领导小组办公室", "戊县河道安全治理领导小组办公室"),
    ("戊县桥梁管理委员会关于养护的通知", "戊县桥梁管理委员会", "戊县桥梁管理委员会"), ("戊县交通局关于养护的通知", "戊县水务局", "戊县水务局"),
])
def test_a_name_that_is_broken_over_two_lines_is_that_of_the_title(title, signed, body):
    assert told(f"{title}\n{BODY}{signed}\n2022年5月5日\n").bodies == (body,)


def test_a_red_head_with_its_number_and_star_on_one_line():
    known = told(f"戊县桥梁管理委员会文件戊桥委〔2022〕2号★\n关于养护的通知\n{BODY}")
    assert (known.title, known.number, known.bodies) == ("关于养护的通知", "戊桥委〔2022〕2号", ("戊县桥梁管理委员会",))


@pytest.mark.parametrize("name", [
    "通辽市住房公积金中心奈曼旗服务部", "教育部教师工作司", "住房和城乡建设部城市建设司", "己市市场监督管理局", "己市市区城市管理委员会", "国家税务总局武汉市税务局", "庚县人民政府办公室",
    "中共庚县委办公室", "己市中级人民法院", "己市城市管理行政执法支队", "己市轨道交通集团有限公司", "己市公安局交通管理支队", "教育部办公厅",
])
def test_one_body_stays_one(name):
    assert split_names(name, seed_bodies()) == (name,)


@pytest.mark.parametrize("title, note, body", [
    ("庚自治县集市条例", "（2019年1月10日县第十七届人民代表大会第四次会议通过）", "庚自治县人民代表大会"),
    ("己市湿地条例", "（2021年8月26日市第十五届人民代表大会常务委员会第四十次会议通过）", "己市人民代表大会常务委员会"),
    ("辛省湿地条例", "（2021年8月26日省第十三届人民代表大会常务委员会第四次会议通过）", "辛省人民代表大会常务委员会"),
    ("恩施土家族苗族自治州茶业条例", "（2021年1月6日州第八届人民代表大会第六次会议通过）", "恩施土家族苗族自治州人民代表大会"),
    ("广西壮族自治区茶业条例", "（2021年1月6日自治区第十三届人民代表大会第四次会议通过）", "广西壮族自治区人民代表大会"),
    ("鄂伦春自治旗猎业条例", "（2021年1月6日自治旗第十四届人民代表大会第六次会议通过）", "鄂伦春自治旗人民代表大会"),
    ("己市河道条例", "（2018年6月27日市第十三届人大常委会第十次会议通过）", "己市人民代表大会常务委员会"),
    ("辛省己市湿地条例", "（2021年1月6日市第十四届人民代表大会第六次会议通过）", "己市人民代表大会"),
])
def test_an_assembly_without_its_place_is_that_of_the_title(title, note, body):
    assert told(f"{title}\n{note}\n第一条　为了保护，制定本条例。\n第二条　本条例自2022年1月1日起施行。\n").bodies == (body,)


@pytest.mark.parametrize("title, signed, body", [
    ("己市湿地办法", "市人民政府", "己市人民政府"), ("关于印发《己市湿地办法》的通知", "市林业局", "己市林业局"), ("己市壬区湿地办法", "区林业局", "壬区林业局"),
    ("己市壬区湿地办法", "市林业局", "己市林业局"), ("己市湿地办法", "市场监督管理局", "市场监督管理局"), ("天津关于湿地的通知", "市林业局", "天津市林业局"),
    ("己市与癸市湿地办法", "市林业局", ""), ("关于湿地的通知", "市林业局", ""),
])
def test_an_office_without_its_place(title, signed, body):
    known = told(f"{title}\n{BODY}{signed}\n2022年5月5日\n")
    assert known.bodies == ((body,) if body else ())
    assert any("没有写明是哪里的" in warning and signed in warning for warning in known.warnings) is not bool(body)


def test_a_place_in_the_name_of_the_file_is_that_of_the_body():
    known = describe(RawText(f"关于湿地的通知\n{BODY}市林业局 市水务局\n2022年5月5日\n"), {}, seed_bodies(), name="【湖北省己市】关于湿地的通知.txt")
    assert known.bodies == ("己市林业局", "己市水务局")


@pytest.mark.parametrize("end", ["请执行。 戊县水务局", "请执行。　　戊县水务局", "以本通知为准。 戊县水务局\n"])
def test_who_signs_on_the_line_of_the_last_sentence(end):
    assert told(f"关于桥梁养护的通知\n{BODY}{end}").bodies == ("戊县水务局",)


@pytest.mark.parametrize("end", ["请执行。戊县水务局另行通知", "以上事项请报戊县水务局", "请执行。 联系人：张三"])
def test_nobody_signs(end):
    assert told(f"关于桥梁养护的通知\n{BODY}{end}").bodies == ()


@pytest.mark.parametrize("source, bodies", [
    ("壬区教育局", ("壬区教育局",)), ("己市人民政府办公室", ("己市人民政府办公室",)), ("己市卫生健康委员会", ("己市卫生健康委员会",)), ("教育部", ("教育部",)),
    ("己市住房公积金管理中心", ("己市住房公积金管理中心",)), ("己市教育局 己市财政局", ("己市教育局", "己市财政局")), ("己市日报", ()), ("本网", ()), ("新华社", ()), ("己市广播电视台", ()),
    ("己市发布微信公众号", ()), ("互联网", ()), ("己市人民政府门户网站", ()), ("张三", ()),
])
def test_a_page_without_signature_is_its_sources(source, bodies):
    page = told("2026年入学申请指引\n一、申请资格\n可以申请学位。\n二、申请方式\n网上填报。\n", facts={"source": source}, is_page=True)
    assert page.bodies == bodies


def test_who_signs_is_better_than_the_source():
    known = told(f"关于桥梁养护的通知\n来源：壬区教育局\n{BODY}戊县交通局\n2022年5月5日\n", facts={"source": "壬区教育局"}, is_page=True)
    assert known.bodies == ("戊县交通局",)
