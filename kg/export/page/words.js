// Interface texts in two languages, and the one way in which the page makes elements.

const WORDS = {
  zh: {
    PER: "人物", LOC: "地点", ORG: "机构", TITLE: "职务",
    sentence: "同句出现", article: "同篇出现", holds: "任职", at: "职务所在机构", byline: "署名", part_of: "隶属", located_in: "所在地",
    search: "查找人名、机构、地点、职务", searchHint: "按 / 键查找；可用简称、拼音或拼音首字母", noHit: "没有找到“{q}”",
    hits: "{n} 个结果", moreHits: "另有 {n} 个，请再输入几个字",
    nodes: "节点", edges: "关系", shown: "{a} / {b}", labels: "类别", kinds: "关系", filters: "筛选",
    weight: "共现强度不低于", limit: "最多显示节点", dates: "见报日期", all: "全部", from: "起", to: "止",
    alone: "隐藏没有关系的节点", names: "显示名称", groups: "显示社群", reset: "恢复默认",
    capped: "图中共有 {b} 个节点，先显示关系最强的 {a} 个；查找仍覆盖全部。",
    truncated: "全图有 {n} 个节点、{e} 条关系，此页收入最强的 {a} 个、{b} 条；其余见 graph.graphml。",
    theme: "切换深色或浅色", language: "English", fit: "显示全图", zoomIn: "放大", zoomOut: "缩小",
    png: "保存图片（PNG）", svg: "保存矢量图（SVG）", table: "表格", close: "关闭", back: "返回全图", focus: "只看邻域", steps: "{n} 步", copyLink: "复制链接", copied: "已复制",
    aliases: "又称", mentions: "提及 {n} 次", neighborsCount: "关联 {n} 个", code: "区划代码", parent: "上级",
    posts: "职务", holders: "任职者", bodies: "所在机构", postsAt: "本机构职务", neighbors: "关联", quotes: "原文", media: "供稿媒体", reporters: "署名记者",
    more: "再显示 {n} 个", moreQuotes: "再显示 {n} 句", quotesOf: "列出 {a} 句，共 {b} 处",
    line: "{page}，第 {line} 行", noHeadline: "无题", noQuote: "此页没有收入原文。", count: "{n} 处", strength: "强度 {w}",
    focused: "“{name}”的邻域，{n} 步之内", path: "到此的最短路径", pathFrom: "从“{name}”出发：请选择终点", pathNone: "两者之间没有路径", pathShown: "“{a}”到“{b}”：{n} 步",
    undated: "日期不详", sameTime: "{a} 至 {b}", empty: "没有符合条件的节点", hidden: "已被筛选隐藏", menu: "筛选与查找", onlyGroup: "只看所在社群", groupShown: "社群：{names}等", degreeFilter: "关联对象不少于",
    name: "名称", label: "类别", mentionsColumn: "提及", degree: "关系数", community: "社群", id: "编号",
    relation: "关系", countColumn: "次数", weightColumn: "强度", firstDate: "最早", lastDate: "最晚",
    tableFilter: "在表中筛选", tableCut: "列出前 {a} 行，共 {b} 行；复制和保存包括全部", tableAll: "{n} 行", copyTable: "复制到电子表格", saveCsv: "保存 CSV", saveGraphml: "保存 GraphML", closeTable: "关闭表格",
  },
  en: {
    PER: "People", LOC: "Places", ORG: "Organizations", TITLE: "Posts",
    sentence: "Same sentence", article: "Same article", holds: "Holds post", at: "Post at body", byline: "Byline", part_of: "Part of", located_in: "Lies in",
    search: "Find a person, body, place or post", searchHint: "Press / to search; aliases, pinyin and its initials work", noHit: "Nothing found for “{q}”",
    hits: "{n} results", moreHits: "{n} more; type a little more",
    nodes: "nodes", edges: "relations", shown: "{a} / {b}", labels: "Types", kinds: "Relations", filters: "Filters",
    weight: "Co-occurrence at least", limit: "Nodes shown at most", dates: "Date of publication", all: "all", from: "from", to: "to",
    alone: "Hide nodes without relations", names: "Show names", groups: "Show communities", reset: "Reset",
    capped: "The graph has {b} nodes; the {a} strongest are shown first. Search covers all of them.",
    truncated: "The whole graph has {n} nodes and {e} relations; this page holds the strongest {a} and {b}. The rest is in graph.graphml.",
    theme: "Switch between light and dark", language: "中文", fit: "Show all", zoomIn: "Zoom in", zoomOut: "Zoom out",
    png: "Save picture (PNG)", svg: "Save drawing (SVG)", table: "Table", close: "Close", back: "Back to the whole graph", focus: "Neighborhood", steps: "{n} step(s)", copyLink: "Copy link", copied: "Copied",
    aliases: "Also", mentions: "{n} mentions", neighborsCount: "{n} neighbors", code: "Division code", parent: "Part of",
    posts: "Posts", holders: "Held by", bodies: "Body", postsAt: "Posts at this body", neighbors: "Neighbors", quotes: "Sources", media: "Writes for", reporters: "Reporters",
    more: "{n} more", moreQuotes: "{n} more sentences", quotesOf: "{a} sentences of {b} places",
    line: "{page}, line {line}", noHeadline: "untitled", noQuote: "This page quotes no sentence here.", count: "{n}×", strength: "strength {w}",
    focused: "Neighborhood of “{name}”, {n} step(s)", path: "Shortest path to …", pathFrom: "From “{name}”: choose the other end", pathNone: "No path joins them", pathShown: "“{a}” to “{b}”: {n} step(s)",
    undated: "undated", sameTime: "{a} to {b}", empty: "No node fits the filters", hidden: "hidden by the filters", menu: "Search and filters", onlyGroup: "Its community", groupShown: "Community of {names} …", degreeFilter: "Neighbors at least",
    name: "Name", label: "Type", mentionsColumn: "Mentions", degree: "Relations", community: "Community", id: "Id",
    relation: "Relation", countColumn: "Count", weightColumn: "Strength", firstDate: "First", lastDate: "Last",
    tableFilter: "Filter the table", tableCut: "The first {a} of {b} rows; copying and saving take all", tableAll: "{n} rows", copyTable: "Copy for a spreadsheet", saveCsv: "Save CSV", saveGraphml: "Save GraphML", closeTable: "Close the table",
  },
};

const words = (key, values = {}) =>
  (WORDS[state.lang][key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const number = (value) => value.toLocaleString(state.lang === "zh" ? "zh-CN" : "en-US");

// el("button.quiet", {onclick}, "text", child): text always becomes a text node, never markup.
const el = (selector, properties = {}, ...children) => {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key.startsWith("aria-") || key === "role" || key === "for") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

const SVG = "http://www.w3.org/2000/svg";
const svg = (tag, attributes, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const ICON_PATHS = {
  close: "M5 5l10 10M15 5L5 15", plus: "M10 4v12M4 10h12", minus: "M4 10h12",
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4", theme: "M10 3a7 7 0 1 0 7 7 5.5 5.5 0 0 1-7-7z",
  back: "M9 5l-5 5 5 5M4 10h12", picture: "M10 3v9M6 9l4 4 4-4M4 16h12", link: "M8 12l4-4M7 9l-2 2a2.8 2.8 0 0 0 4 4l2-2M13 11l2-2a2.8 2.8 0 0 0-4-4L9 7",
  svg: "M3 15c4 0 4-10 8-10s2 10 6 10M3 15h.1M17 15h.1", table: "M3 5h14v11H3zM3 9h14M8 9v7",
  search: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM13 13l4 4", menu: "M3 6h14M3 10h14M3 14h14", language: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c-4 4-4 10 0 14M10 3c4 4 4 10 0 14",
};
const icon = (name) =>
  svg("svg", { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICON_PATHS[name] }));

// The mark of a label, the same shape as in the picture.
const mark = (label) => {
  const shape = {
    PER: svg("circle", { cx: 8, cy: 8, r: 5.5 }),
    ORG: svg("rect", { x: 3, y: 3, width: 10, height: 10, rx: 1.5 }),
    LOC: svg("path", { d: "M8 2.2l6 10.6H2z" }),
    TITLE: svg("path", { d: "M8 1.8L14.2 8 8 14.2 1.8 8z" }),
  }[label];
  return svg("svg", { viewBox: "0 0 16 16", class: `mark ${label}`, "aria-hidden": "true" }, shape);
};
