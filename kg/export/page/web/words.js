// Interface texts in two languages.

const WORDS = {
  zh: {
    PER: "人物", LOC: "地点", ORG: "机构", TITLE: "职务",
    sentence: "同句出现", paragraph: "同段出现", article: "同篇出现", holds: "任职", at: "职务所在机构", byline: "署名", part_of: "隶属", located_in: "所在地",
    search: "查找人名、机构、地点、职务", searchHint: "按 / 键查找；可用简称、拼音或拼音首字母", noHit: "没有找到“{q}”",
    hits: "{n} 个结果", toldHits: "{n} 句原文", toldOnly: "只查此页所引的句子，全部原文用 kg serve 检索", toldAll: "查的是全部原文", namesHere: "句中的名称", wholeArticle: "全文", moreHits: "另有 {n} 个，请再输入几个字",
    nodes: "节点", edges: "关系", shown: "{a} / {b}", labels: "类别", kinds: "关系", filters: "筛选",
    weight: "共现强度不低于", limit: "最多显示节点", dates: "见报日期", all: "全部", from: "起点", to: "终点", fromDay: "起始日期", toDay: "截止日期", bar: "{when}：{n} 篇", highest: "每{unit}至多 {n} 篇", day: "日", month: "月", year: "年", undatedArticles: "另有 {n} 篇日期不详",
    alone: "隐藏没有关系的节点", names: "显示名称", groups: "显示社群底色", fold: "收拢社群", reset: "恢复默认",
    capped: "图中共有 {b} 个节点，先显示关系最强的 {a} 个；查找仍覆盖全部。", foldedNote: "节点较多，先按社群收拢；点开圆圈看其中的节点，查找仍覆盖全部。",
    held: "此页收入 {n} 个节点中的 {a} 个",
    truncated: "全图有 {n} 个节点、{e} 条关系，此页收入最强的 {a} 个、{b} 条：先取原文陈述的任职、署名等关系，再取共现（backbone 小者在前，其次看强度和次数），最后取隶属和所在地；没有留下关系的节点不收。要得到全部：",
    subtitle: "{p} 个版面 · {n} 篇报道", theme: "切换深色或浅色", language: "English", fit: "显示全图", zoomIn: "放大", zoomOut: "缩小",
    png: "图片（PNG）", svg: "矢量图（SVG）", save: "保存", table: "表格", graphmlItem: "所示部分（GraphML）", nodesCsv: "所示节点（CSV）", edgesCsv: "所示关系（CSV）", help: "按键说明", canvas: "关系图。方向键在相邻节点间移动，回车打开，斜杠查找，问号看全部按键", close: "关闭", back: "返回全图", focus: "只看邻域", steps: "{n} 步", copyLink: "复制链接", copied: "已复制",
    aliases: "又称", mentions: "提及 {n} 次", neighborsCount: "关联 {n} 个", code: "区划代码", parent: "上级", lies: "所在地", coordinates: "经纬度", pseudonym: "化名", historic: "历史地名", levels: "省级|地级|县级|乡级",
    party: "党组织", state: "国家机关", court: "法院", procuratorate: "检察院", army: "军队", school: "学校", hospital: "医院", media: "媒体", company: "企业", association: "社会团体", sports: "体育组织", culture: "文化机构", religious: "宗教组织",
    national: "国家级", provincial: "省部级", prefecture: "厅局级", county: "县处级", township: "乡科级", deputyOf: "{rank}副职",
    posts: "职务", holders: "任职者", bodies: "所在机构", postsAt: "本机构职务", neighbors: "关联", quotes: "原文", writesFor: "供稿媒体", reporters: "署名记者",
    more: "再显示 {n} 个", moreQuotes: "再显示 {n} 句", quotesOf: "列出 {a} 句，共 {b} 处",
    line: "{page}，第 {line} 行", noHeadline: "无题", noQuote: "此页没有收入原文。", count: "{n} 处", strength: "强度 {w}",
    focused: "“{name}”的邻域，{n} 步之内", path: "最短路径…", pathHint: "再选一个节点，看两者经由哪些人和机构相连", pathFrom: "从“{name}”出发，请点选或查找另一个节点", pathNone: "两者之间没有路径", pathShown: "“{a}”与“{b}”相隔 {n} 步", pathCard: "最短路径", throughKind: "{kind}，{n} 处",
    undated: "日期不详", sameTime: "{a} 至 {b}", empty: "没有符合条件的节点", hidden: "已被筛选隐藏", menu: "筛选与查找", onlyGroup: "只看所在社群", onlyThis: "只看此社群", groupShown: "社群：{names}", group: "社群", groupsTitle: "社群", noGroup: "未归入社群", members: "成员", inner: "内部关系 {n} 条", linkedGroups: "相连的社群", openGroup: "展开", closeGroup: "收拢", openAll: "全部展开", closeAll: "全部收拢", moreGroups: "再显示 {n} 个社群", groupNodes: "{n} 个节点", andOthers: "等 {n} 个",
    nodesShown: "个节点", edgesShown: "条关系", groupsShown: "{a} / {b} 个社群展开", showing: "显示", degreeFilter: "关联对象不少于",
    name: "名称", label: "类别", mentionsColumn: "提及", degree: "关系数", community: "社群", id: "编号",
    relation: "关系", countColumn: "次数", weightColumn: "强度", firstDate: "最早", lastDate: "最晚",
    tableFilter: "在表中筛选", tableCut: "列出前 {a} 行，共 {b} 行；复制和保存包括全部", tableAll: "{n} 行", copyTable: "复制到电子表格", saveCsv: "保存 CSV", saveGraphml: "保存 GraphML", closeTable: "关闭表格",
    keys: "/=查找|← → ↑ ↓=移到那个方向的相邻节点|Enter=打开所选节点的卡片；展开或收拢所选社群|f=只看所选节点的邻域|p=从所选节点找最短路径|t=表格|+ −=放大、缩小|0=显示全图|Alt ←=返回上一步|Esc=关闭、退回|?=本说明",
    small: "显示不足 {b} 个节点的小社群", smallTitle: "小社群 {n} 个，各不足 {b} 个节点", smallAway: "另有 {n} 个小社群未画出，点此显示", smallHide: "收起 {n} 个小社群", smallNote: "这些社群各不足 {b} 个节点，共 {a} 个节点；查找仍能找到",
    says: "{name}，{label}，{facts}", topPosts: "主要职务", mostly: "多在 {when} 年",
  },
  en: {
    PER: "People", LOC: "Places", ORG: "Organizations", TITLE: "Posts",
    sentence: "Same sentence", paragraph: "Same paragraph", article: "Same article", holds: "Holds post", at: "Post at body", byline: "Byline", part_of: "Part of", located_in: "Lies in",
    search: "Find people, bodies, places", searchHint: "Press / to search; aliases, pinyin and its initials work", noHit: "Nothing found for “{q}”",
    hits: "{n} result(s)", toldHits: "{n} sentence(s)", toldOnly: "of those quoted here; kg serve searches all", toldAll: "of all the text", namesHere: "Named here", wholeArticle: "The article", moreHits: "{n} more; type a little more",
    nodes: "nodes", edges: "relations", shown: "{a} / {b}", labels: "Types", kinds: "Relations", filters: "Filters",
    weight: "Co-occurrence at least", limit: "Nodes shown at most", dates: "Articles over time", all: "all", from: "From", to: "To", fromDay: "First day", toDay: "Last day", bar: "{when}: {n} article(s)", highest: "{n} a {unit} at most", day: "day", month: "month", year: "year", undatedArticles: "{n} more without a date",
    alone: "Hide nodes without relations", names: "Show names", groups: "Shade communities", fold: "Fold communities", reset: "Reset",
    capped: "The graph has {b} nodes; the {a} strongest are shown first. Search covers all of them.", foldedNote: "Many nodes: communities are folded. Click a circle to open it; search covers all nodes.",
    held: "This page holds {a} of {n} nodes",
    truncated: "The whole graph has {n} nodes and {e} relations; this page holds the strongest {a} and {b}: first what passages state (posts, bylines), then co-occurrence by backbone (the smaller first), strength and count, last what names state (part of, lies in); nodes that keep no relation are left out. For all of them:",
    subtitle: "{p} page(s) · {n} article(s)", theme: "Switch between light and dark", language: "中文", fit: "Show all", zoomIn: "Zoom in", zoomOut: "Zoom out",
    png: "Picture (PNG)", svg: "Drawing (SVG)", save: "Save", table: "Table", graphmlItem: "What is shown (GraphML)", nodesCsv: "Nodes shown (CSV)", edgesCsv: "Relations shown (CSV)", help: "Keys", canvas: "Graph. Arrow keys move between neighbors, Enter opens, slash searches, question mark lists all keys", close: "Close", back: "Back to the whole graph", focus: "Neighborhood", steps: "{n} step(s)", copyLink: "Copy link", copied: "Copied",
    aliases: "Also", mentions: "{n} mention(s)", neighborsCount: "{n} neighbor(s)", code: "Division code", parent: "Part of", lies: "Lies in", coordinates: "Coordinates", pseudonym: "pseudonym", historic: "former place", levels: "province|prefecture|county|township",
    party: "party", state: "state", court: "court", procuratorate: "procuratorate", army: "army", school: "school", hospital: "hospital", media: "media", company: "company", association: "association", sports: "sports", culture: "culture", religious: "religious body",
    national: "national", provincial: "provincial", prefecture: "prefecture", county: "county", township: "township", deputyOf: "{rank}, deputy",
    posts: "Posts", holders: "Held by", bodies: "Body", postsAt: "Posts at this body", neighbors: "Neighbors", quotes: "Sources", writesFor: "Writes for", reporters: "Reporters",
    more: "{n} more", moreQuotes: "{n} more sentences", quotesOf: "{a} sentence(s) of {b} place(s)",
    line: "{page}, line {line}", noHeadline: "untitled", noQuote: "This page quotes no sentence here.", count: "{n}×", strength: "strength {w}",
    focused: "Neighborhood of “{name}”, {n} step(s)", path: "Shortest path …", pathHint: "Choose another node and see what joins the two", pathFrom: "From “{name}”: choose the other end", pathNone: "No path joins them", pathShown: "“{a}” to “{b}”: {n} step(s)", pathCard: "Shortest path", throughKind: "{kind}, {n}×",
    undated: "undated", sameTime: "{a} to {b}", empty: "No node fits the filters", hidden: "hidden by the filters", menu: "Search and filters", onlyGroup: "Its community", onlyThis: "Only this community", groupShown: "Community: {names}", group: "Community", groupsTitle: "Communities", noGroup: "Without community", members: "Members", inner: "{n} relation(s) inside", linkedGroups: "Linked communities", openGroup: "Open", closeGroup: "Fold", openAll: "Open all", closeAll: "Fold all", moreGroups: "{n} more", groupNodes: "{n} node(s)", andOthers: "{n} in all",
    nodesShown: "nodes", edgesShown: "relations", groupsShown: "{a} of {b} communities open", showing: "Showing", degreeFilter: "Neighbors at least",
    name: "Name", label: "Type", mentionsColumn: "Mentions", degree: "Relations", community: "Community", id: "Id",
    relation: "Relation", countColumn: "Count", weightColumn: "Strength", firstDate: "First", lastDate: "Last",
    tableFilter: "Filter the table", tableCut: "The first {a} of {b} rows; copying and saving take all", tableAll: "{n} rows", copyTable: "Copy for a spreadsheet", saveCsv: "Save CSV", saveGraphml: "Save GraphML", closeTable: "Close the table",
    keys: "/=Search|← → ↑ ↓=To the neighbor in that direction|Enter=Open the card of the node picked; open or fold the community picked|f=Neighborhood of the node picked|p=Shortest path from the node picked|t=Table|+ −=Zoom|0=Show all|Alt ←=One step back|Esc=Close, go back|?=This list",
    small: "Show those of fewer than {b} nodes", smallTitle: "{n} small communities, fewer than {b} nodes each", smallAway: "{n} small communities not drawn: show them", smallHide: "Put {n} small communities away", smallNote: "Fewer than {b} nodes each, {a} in all; search finds them too",
    says: "{name}, {label}, {facts}", topPosts: "Posts most told of", mostly: "mostly {when}",
  },
};

const words = (key, values = {}) =>
  (WORDS[state.lang][key] ?? key)
    .replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
    .replace(/([\d,]+) (\w+)\(s\)/g, (_, count, word) => `${count} ${word}${count === "1" ? "" : "s"}`);

const number = (value) => value.toLocaleString(state.lang === "zh" ? "zh-CN" : "en-US");
