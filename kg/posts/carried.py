"""Bodies carried over from an earlier sentence: 来到第一小学。…校长甲 is the head of that school.

A title that says of what kind its body is (院长 校长 局长 连长 护士长) takes the one body of that kind
that the article, else the paragraph, has named before it. Where two fit, none is taken.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention, Post
from kg.posts.completion import is_short_for

_SCHOOL = r"(?:大学|学院|[中小]学|[中小]|学校|党校|[一二三四五六七八九十]+中|附中|附小|分校|教学点)"
_HOSPITAL = r"(?:医院|卫生院|保健院|卫生室|卫生所|卫生服务中心|[内外儿妇产眼骨急诊科]科|科)"
_COMPANY = r"(?:公司|集团|企业|银行|酒店|商场|超市|控股|股份)"
_TROUPE = r"(?:剧[团院社]|[歌舞乐]团|文工团|艺术团|乌兰牧骑|曲艺社)"
_KINDS: tuple[tuple[str, str], ...] = (  # title, the body's end
    ("检察长|检察员|检察官", "检察院"),
    ("审判长|审判员|法官|庭长|执行员", "法院|法庭"),
    ("校长|教务主任|班主任|教师|老师", _SCHOOL),
    ("园长", "幼儿园|公园|动物园|植物园"),
    ("院长", "院"),
    ("护士长|护士|医生|医师|大夫|药师|护师", _HOSPITAL),
    ("董事长|总经理|总裁|经理|首席执行官|法定代表人|总会计师", _COMPANY),
    ("演员|编导|舞蹈演员", _TROUPE),
    ("支队长", "支队"),
    ("大队长", "大队"),
    ("中队长", "中队"),
    ("总队长", "总队"),
    ("(?<![支大中总分小])队长|队员|教练员|主教练", "队"),
    ("(?<!行政公)署长", "署"),
    ("党支部书记|村支书|村主任|嘎查达", "村|嘎查|社区"),
    ("指导员", "连|连队"),
    ("会长", "协会|学会|商会|联合会|同乡会|校友会|研究会|促进会|红十字会"),
    ("理事长", "协会|学会|基金会|合作社|联合会|研究会|理事会"),
    ("社长", "社"),
    ("关长", "海关"),
    ("行长", "行"),
    *((f"{end}长", end) for end in "局厅处所站台馆厂矿场连营旅师镇乡"),
)
_CARRYING = tuple(
    (re.compile(rf"(?:{title})(?:助理)?$"), re.compile(rf"(?:{end})$")) for title, end in _KINDS
)


def carry(post: Post, chars: str, mentions: Sequence[Mention]) -> Post:
    """Return a post without a body with the body that its title takes over from before; else as it is.

    `chars` is the article's text and `mentions` are those of the article.
    """
    end = next((end for title, end in _CARRYING if title.search(post.title.text)), None)
    if end is None or post.body_in_full is not None:
        return post
    before = [m for m in mentions if m.label in ("LOC", "ORG") and m.at[1] <= post.title.at[0]]
    fitting = [m for m in before if end.search(m.text)]
    paragraph = chars.rfind("\n", 0, post.title.at[0])
    body = _only(fitting) or _only([m for m in fitting if m.at[0] > paragraph])
    return replace(post, body=body) if body else post


def _only(bodies: Sequence[Mention]) -> Mention | None:
    """Return the fullest mention where all of them can be one body, else None."""
    if not bodies:
        return None
    fullest = max(bodies, key=lambda m: (len(m.text), -m.at[0]))
    one = all(m.text == fullest.text or is_short_for(m.text, fullest.text) for m in bodies)
    return fullest if one else None
