"""Bodies of posts that another post of the same person makes those of another state."""

import pytest

CHAINS = [  # a text, then what the bodies of its posts are called
    ("[L波兰][T副总理]、[O外交部][T部长][P科瓦奇]到会。", ["波兰", "波兰外交部"]),
    ("[O波兰统一党][T主席]、[O外交部][T部长][P科瓦奇]到会。", ["波兰统一党", "波兰外交部"]),
    (
        "[O波兰统一党][T主席]、[O中央军委][T主席][P科瓦奇]到会。",
        ["波兰统一党", "波兰统一党中央军委"],
    ),
    (
        "[O越共中央][T总书记]、[O中央军委][T书记][P科瓦奇]到会。",
        ["越南共产党中央委员会", "越南共产党中央军委"],
    ),
    ("[L波兰][T总理][P科瓦奇]到会。\n[O国防部][T部长][P科瓦奇]讲话。", ["波兰", "波兰国防部"]),
    ("[L波兰][T副总理]、[O众议院][T议长][P科瓦奇]到会。", ["波兰", "波兰众议院"]),
    ("[O波兰国防部][T顾问]、[O外交部][T部长][P科瓦奇]到会。", ["波兰国防部", "波兰外交部"]),
    ("[O波兰国务委员会][T主席]兼[O部长会议][T主席][P科瓦奇]到会。", ["波兰国务委员会", "波兰部长会议"]),
    ("[O波兰统一党][T委员长]、[O国务委员会][T委员长][P科瓦奇]到会。", ["波兰统一党", "波兰国务委员会"]),
    (
        "[O波兰统一党中央][T书记]、[O国际部][T部长][P科瓦奇]到会。",
        ["波兰统一党中央", "波兰统一党国际部"],
    ),
    ("[O中共中央][T书记]、[O国际部][T部长][P王建]到会。", ["中国共产党中央委员会", "国际部"]),
    # a body that the page knows as another, one that says whose it is, one that not every state has,
    # no party, a learned body, another person, two states
    (
        "[O保定市政府]开会。[L波兰][T副总理]、[O政府][T顾问][P科瓦奇]到会。",
        ["波兰", "保定市人民政府"],
    ),
    ("[L波兰][T副总理]、[O中国外交部][T顾问][P科瓦奇]到会。", ["波兰", "外交部"]),
    ("[L波兰][T副总理]、[O水利部][T部长][P科瓦奇]到会。", ["波兰", "水利部"]),
    ("[L波兰][T副总理]、[O中央军委][T主席][P科瓦奇]到会。", ["波兰", "中国共产党中央军事委员会"]),
    ("[O美国科学院][T院士]、[O国务院][T参事][P王建]到会。", ["美国科学院", "国务院"]),
    ("[O中国商会][T会长]、[O外交部][T部长][P王建]到会。", ["中国商会", "外交部"]),
    ("[O波兰统一党][T主席][P科瓦奇]和[O外交部][T部长][P王建]到会。", ["波兰统一党", "外交部"]),
    (
        "[O波兰统一党][T顾问]、[O越南统一党][T顾问]、[O外交部][T顾问][P科瓦奇]到会。",
        ["波兰统一党", "越南统一党", "外交部"],
    ),
]


@pytest.mark.parametrize(("text", "bodies"), CHAINS)
def test_bodies_of_those_who_hold_a_post_abroad(marked, text: str, bodies: list[str]) -> None:
    assert [post.body_name for post in marked(text).posts] == bodies


def test_two_articles_of_a_page_are_two_chains(marked) -> None:
    reading = marked("[L波兰][T总理][P科瓦奇]到会。", "[O外交部][T部长][P科瓦奇]讲话。")
    assert [post.body_name for post in reading.posts] == ["波兰", "外交部"]
