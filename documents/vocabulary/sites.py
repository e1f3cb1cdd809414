"""What sites print around a document, by its words: where one is, 上一篇, 分享到, 责任编辑, 版权所有."""
import re

from documents.vocabulary.characters import HAN
from documents.vocabulary.patterns import spaced
from documents.vocabulary.traditional import simplified

_LONGEST = 200
_LISTS = """
    (?:相关|延伸|往期|热门|热点|最新|更多|精彩|猜你|友情) (?:推荐|精彩|喜欢|想看)?
    (?:解读|链接|文档|附件|文章|新闻|信息|报道|阅读|推荐|资讯|政策|文件|内容|回顾|喜欢)?
"""
_TURNS = "[上下前后]一?[篇条页则](?:文章|新闻|信息)?"
_STAFF = "(?:文章)?(?:作者|(?:责任|文字|本文|图文)?编辑|责编|校对|(?:[初复终一二三]审?)?审核?人?|录入(?:者|人)?|供稿人?|撰稿人?|发布(?:者|人)|点击数?|浏览次?数?)"
_BUTTON = """
    (?:打印|关闭)(?:本页|此文|文章|窗口|视窗|页面)? | 返回(?:列表|首页|上一?页|顶部)? | 回到顶部 | 加入收藏 | 收藏 | 设为首页 | 发表评论 | 纠错 | 我要纠错 | 告诉好友
    | (?:友善)?列印 | 转寄(?:友善)?(?:列印)? | [回上下]一?(?:首|上一?)?页 | 下载\s?(?:[A-Za-z]{3,5}|文字|图片|全文|文件|原文)版? | (?:意见|问题)反馈 | 网友评论 | 回复 | 举报 | 引用 | 楼主 | 只看(?:该作者|楼主|大图) | 倒序(?:浏览|看帖) | 电梯直达 | 我要(?:提(?:意见|问)|留言|咨询|建议|评论|反馈) | 分享 | 复制链接 | [大中小] | 默认 | [繁简][体體] | TOP | 无障碍(?:浏览|阅读)? | 长者(?:模式|版) | English
"""
# Sentences of who runs a site about it, not about what a text is on.
_OF_THE_OWNER = r"""
    (?:免责|版权|网站|本站|转载|隐私)(?:声明|说明|提示)\s*[：:].* | 凡?(?:注明|标注)[^。]{0,20}来源.* | .*(?:未经[^。]{0,12}(?:许可|授权|同意)|如需|请勿)[^。]{0,12}转载.*
    | .*(?:如有|若有|涉嫌|如涉)侵权.* | .*[Cc]ookies?.* | (?:本文|本站|本网站?|文章)[^。，]{0,12}(?:版权|仅代表).*
    | [^。；]{0,20}欢迎(?:您)?(?:访问|光临|来到|关注)[^。]* | [^。；]{0,30}今天是[^。；]{0,20}星期.*
"""
_OF_THE_SITE = re.compile(
    rf"""
    [\[【]? (?:您?的?当前(?:所在)?的?位置|您的位置|{spaced('首页')}|分享[到至]|扫一扫|上一篇|下一篇) .*
    | [\[【]? (?:返回|字体|字号|打印|关闭|分享|收藏|下载|相关(?:解读|链接|文档|附件|文章|新闻|信息|报道|阅读|推荐|资讯)) (?:地址|首页|列表|窗口|本页|此文)? (?:[^{HAN}].*)?
    | [^。，；：]{{0,8}}位置\s*[：:]\s*首页.*
    | [>＞|/\\\s]+
    | (?:作者|编辑|责任编辑|审核人?|浏览(?:量|次数)?|点击(?:量|数|率|次数)?|阅读(?:量|次数)?|访问次数|{spaced('来源')}) [：:][\s\d次]*
    | (?:主办|承办|运行维护)单位[：:].*
    | 版权所有.* | (?:Copyright\b|©|\([cC]\)\s?\d{4}).* | .*ICP备.* | .*公网安备.* | 网站(?:标识码|地图|声明|导航).* | 联系我们
    | .{{0,20}}(?:网站|政府网)首页.*
    | [^|。，；][^。，；|｜]* (?:[|｜][^。，；|｜]*){{2,}}    # 首页|新闻|公开
    | [^。，；]* (?:(?:>|»|›|＞)+[^。，；>»›＞]*){{2,}}   # 首页 > 公开 > 文件
    """,
    re.VERBOSE,
)
_BESIDE_A_TEXT = re.compile(
    rf"""
    {_TURNS} \s*[：:].* | {_TURNS}
    | \W{{0,3}}{_LISTS} \s*[：:]?
    | (?:扫一?扫|扫码|扫描|长按|微信扫|手机扫|点击[上下]方|点个|关注我们).{{0,30}}
    | [（(【\[]? {_STAFF}\s*[：:]\s*[^\s|｜/、]{{1,12}}? (?:[\s|｜/、]{{1,5}}{_STAFF}\s*[：:]\s*[^\s|｜/、]{{1,12}}?){{0,5}} [）)】\]]?
    | (?:[【\[（(]?(?:{_BUTTON})[】\]）)]?(?:[\s|｜/]+|(?=[【\[（(])|$)){{1,12}}
    | [{HAN}]{{4,30}}(?:主办|承办|版权所有|制作维护|制作)(?:[\s|｜]+.{{0,40}})?
    | (?:(?:打印|导出|访问|抓取|采集|检索|保存|下载)(?:时间|日期)\s*[：:]\s*[\d\s:：年月日/.-]+)? (?:(?:来自|网址|URL|链接|(?:本文|原文|页面)(?:链接|地址|网址))\s*[：:]\s*https?://\S*)?
    | {_OF_THE_OWNER}
    | 技术(?:支持|维护)(?:单位)?\s*[：:]\s*.{{2,30}}
    | \W{{0,6}}END\W{{0,6}} | 没有了 | 阅读原文 | 查看更多
    """,
    re.VERBOSE,
)
HEADS_A_LIST = re.compile(rf"(?:{_TURNS}|{_LISTS})\s*(?:[：:].*)?", re.VERBOSE)
"""What stands above a list of other pages: 相关新闻, 往期推荐, 上一篇：…."""


def is_of_site(text: str) -> bool:
    """Whether a line is of the page around a text beyond doubt, above or below it.

    >>> is_of_site("首页 > 政务公开 > 通知公告"), is_of_site("相关部门应当配合。")
    (True, False)
    """
    return len(text) <= _LONGEST and bool(_OF_THE_SITE.fullmatch(simplified(text)))


def is_beside_text(text: str) -> bool:
    """The same, where the line stands outside of a text for certain: such words a text may use, too.

    >>> is_beside_text("责任编辑：张某　审核：李某"), is_beside_text("【打印】【关闭】"), is_beside_text("联系人：张某")
    (True, True, False)
    """
    return is_of_site(text) or len(text) <= _LONGEST and bool(_BESIDE_A_TEXT.fullmatch(simplified(text)))
