"""Pages with an advertisement in a frame of large print inside an article's column."""

HEAD = "青石岭上桃花开"
PARAGRAPHS = (
    "本报3月6日讯（记者 钱进）三月的青石岭，桃花开满山坡。村支书石大勇站在观景台上，向客人介绍村里的变化。",
    "十年前，青石岭是全县有名的穷村，人均收入不到三千元。石大勇回村以后，带着大伙儿修路、引水、种果树，"
    "把荒坡变成了果园，又办起农家乐。",
    "村民田秀兰算了一笔账：八亩桃园去年卖了九万元，加上农家乐，全家收入超过十五万元。",
)
OTHER_HEAD = "跨江三桥主塔封顶"
OTHER = (
    "本报3月6日讯（记者 周小川）记者昨日从市交通运输局获悉，跨江三桥主塔顺利封顶，比原计划提前二十天。",
    "项目经理梁启明说，大桥明年国庆节前通车，届时两岸往来只要五分钟。",
)
SHOUT = "东风家具城全场八折"
_BOX = (
    "<div style='border:2px solid black;padding:8px;margin:12px 0;text-align:center;font-size:22px;"
    "line-height:30px;text-indent:0'>东风家具城<br>全场八折</div>"
)
WHERE = ("between paragraphs", "inside a sentence", "under the headline's first lines")


def page_with_inset(where: str, *, framed: bool = True) -> str:
    """Return the body of a page with two articles, the first with the advertisement at a place."""
    first, second, third = PARAGRAPHS
    box = _BOX if framed else ""
    text = {
        "between paragraphs": f"<p>{first}</p><p>{second}</p>{box}<p>{third}</p>",
        "inside a sentence": f"<p>{first}</p><p>{second[:38]}</p>{box}<div>{second[38:]}</div><p>{third}</p>",
        "under the headline's first lines": f"<p>{first}</p>{box}<p>{second}</p><p>{third}</p>",
    }[where]
    return (
        f"<div class=at style='left:40px;top:40px;width:300px'><h2>{HEAD}</h2>{text}</div>"
        f"<div class=at style='left:380px;top:40px;width:300px'><h2>{OTHER_HEAD}</h2>"
        f"{''.join(f'<p>{one}</p>' for one in OTHER)}</div>"
    )
