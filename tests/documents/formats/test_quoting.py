"""Earlier letters that an e-mail repeats are no part of its text, unless the document is among them; nothing is lost."""
from email.message import EmailMessage

import pytest

from documents import formats
from documents.formats.quoting import QUOTED, own_text

OWN = "关于开展检查的通知\n各科室：\n现就检查有关事项通知如下：\n一、检查办公室。\n总务科\n2024年3月5日\n"
OLD = "老李：请拟一个检查的通知。\n"
FORWARDED = "关于开展演练的通知\n各公司：\n现就演练有关事项通知如下：\n一、全员参加。\n"


@pytest.mark.parametrize("text", [
    OWN, f"{OWN}发件人：由各科室自行填写。\n", f"{OWN}发件人：总务科\n", "发件人：甲\n收件人：乙\n" + OLD, f"请看。\n-----原始邮件-----\n{OLD}",
    f"转发总部通知，请遵照执行。\n---------- Forwarded message ---------\n发件人：乙\nDate: 2024-03-04\n{FORWARDED}", f"{OWN}邮件写道：要检查。\n", f"{OWN}----------\n附件\n",
])
def test_nothing_is_parted(text):
    assert own_text(text, False) == (text, "")


@pytest.mark.parametrize("head", [
    "------------------ 原始邮件 ------------------\n发件人: \"甲\" <a@example.cn>;\n", "-----Original Message-----\n", "---- 回复的原邮件 ----\n", "发件人：院办\n发送时间：2024年3月4日 17:02\n收件人：总务科\n",
    "寄件者：甲\n寄件日期：2024年3月4日\n", "From: a@example.cn\nSent: Monday\n", "On Thu, Mar 7, 2024 at 5:02 PM Wang <w@example.cn> wrote:\n> ", "在 2024-03-04 09:20:00，\"甲\" <a@example.cn> 写道：\n", "---------- Forwarded message ---------\n",
])
def test_text_above_earlier_letters(head):
    assert own_text(OWN + head + OLD, False) == (OWN, head + OLD)


@pytest.mark.parametrize("head", [
    "<div><p><b>发件人：</b>院办<br><b>发送时间：</b>2024年3月4日<br><b>主题：</b>请拟</p></div>", "<br>-----原始邮件-----<br>", "<blockquote><div>在 2024-03-04 09:20，甲 写道：</div></blockquote>",
])
def test_page_above_earlier_letters(head):
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "答复：检查", "a@example.cn"
    letter.set_content("<html><body><div>" + "".join(f"<p>{line}</p>" for line in OWN.split("\n")) + f"{head}<div>{OLD}</div></div><p>末尾</p></body></html>", subtype="html")
    raw = formats.read("信.eml", letter.as_bytes())
    assert "一、检查办公室。" in raw.text and not any(word in raw.text for word in ("老李", "发件人", "原始邮件", "写道", "末尾"))
    assert any(piece.what == QUOTED and "老李" in piece.text for piece in raw.left_out)


def test_letter_with_an_attachment():
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "检查", "a@example.cn"
    letter.set_content(f"{OWN}-----原始邮件-----\n{OLD}")
    letter.add_attachment("名称\n".encode(), maintype="application", subtype="octet-stream", filename="附件1 表.txt")
    bundle = formats.bundle_of("信.eml", letter.as_bytes())
    assert bundle
    raw = formats.read(f"信{formats.BUNDLE}", bundle)
    assert "老李" not in raw.text and "一、检查办公室。" in raw.text
