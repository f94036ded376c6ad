// `report.html?selftest`: the page tries itself and writes what it found into <html data-selftest="…">, for a test in a browser.

function selftest() {
  const wrong = [];
  const must = (holds, what) => { if (!holds) wrong.push(what); };
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map(heading => Number(heading.tagName[1]));
  must(levels[0] === 1 && levels.every((level, at) => at === 0 || (level > 1 && level <= levels[at - 1] + 1)), "headings are in order");
  explorers.forEach(explorer => explorer.draw());
  document.querySelectorAll("svg").forEach(svg => must((svg.getAttribute("aria-label") ?? "").length > 20, "every figure says what it shows"));
  document.querySelectorAll(".drawing svg").forEach(svg => must(svg.getBoundingClientRect().height > 50, "every drawing has a size"));
  const main = document.querySelector("main");
  main.style.width = "360px";
  must(main.scrollWidth <= 360, `a phone is wide enough (${main.scrollWidth} > 360)`);
  main.style.width = "";
  must(root.scrollWidth <= innerWidth, `the page is no wider than the window (${root.scrollWidth} > ${innerWidth})`);
  explorers.forEach(explorer => explored(explorer, must));
  readers.forEach(reader => told(reader, must));
  document.querySelectorAll("table.sortable").forEach(table => sorted(table, must));
  for (const scheme of ["light", "dark"]) {
    root.style.colorScheme = scheme;
    for (const tag of ["p", ".small", "a", "th", "button"]) {
      const one = document.querySelector(`main ${tag}`);
      must(!one || contrast(one) >= 4.5, `${tag} is legible on a ${scheme} page`);
    }
  }
  root.style.colorScheme = "";
  return wrong;
}

function explored(explorer, must) {
  const { view, charts } = explorer;
  const [chart] = charts;
  const { svg } = chart;
  const box = svg.getBoundingClientRect();
  const point = (type, part) => svg.dispatchEvent(new PointerEvent(type, {
    bubbles: true, pointerType: "mouse", clientX: box.left + ROOM.left + part * (chart.right - ROOM.left), clientY: box.top + 100,
  }));
  const press = key => svg.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const click = (group, at) => explorer.controls.querySelectorAll(`.${group} button`)[at].click();
  const lines = () => svg.querySelectorAll("polyline.median").length;
  must(lines() > 0 && !/NaN|undefined|Infinity/.test(svg.innerHTML), "curves are drawn");
  must(charts.every(one => one.tip.hidden), "there is no cursor before there is a pointer");
  point("pointermove", 0.6);
  must(charts.every(one => !one.tip.hidden || one.world.days.at(-1) < view.cursor), "a pointer shows the numbers");
  must(chart.platforms().every(platform => chart.tip.textContent.includes(platform.label)), "the numbers of each platform");
  must(svg.querySelectorAll(".rule").length === 1 && svg.querySelectorAll(".dot").length > 0, "a rule and dots");
  const before = svg.getAttribute("aria-valuenow");
  press("ArrowRight");
  must(Number(svg.getAttribute("aria-valuenow")) > Number(before), "an arrow key moves the cursor");
  must(svg.getAttribute("aria-valuetext").startsWith(dated(Number(svg.getAttribute("aria-valuenow")))), "the cursor is told");
  point("pointerdown", 0.25);
  point("pointermove", 0.5);
  point("pointerup", 0.5);
  must(view.to - view.from < 0.3 * (explorer.whole[1] - explorer.whole[0]), "dragging zooms");
  press("Escape");
  must(view.from === explorer.whole[0] && view.to === explorer.whole[1], "and back again");
  const all = lines();
  click("legend", 0);
  must(lines() === all - 1, "a platform can be hidden");
  click("legend", 0);
  must(lines() === all, "and shown again");
  explorer.controls.querySelectorAll(".metrics button").forEach(button => {
    button.click();
    must(lines() > 0 && !/NaN|undefined|Infinity/.test(svg.innerHTML), `curves of ${button.textContent}`);
  });
  click("metrics", 0);
  click("scales", 1);
  must(view.logarithmic && !/NaN|undefined|Infinity/.test(svg.innerHTML), "a logarithmic scale");
  click("scales", 0);
  svg.dispatchEvent(new Event("blur"));
  must(chart.tip.hidden, "the numbers go with the pointer");
}

/** A drawing that tells its numbers: every place by pointer, from one to another by keys. */
function told(reader, must) {
  const { drawing, svg, tip, places } = reader;
  const name = svg.getAttribute("aria-label").slice(0, 40);
  const point = ([left, top, right, bottom], type = "pointermove") => {
    const box = svg.getBoundingClientRect();
    svg.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: "mouse",
      clientX: box.left + (left + right) / 2 * reader.scale(), clientY: box.top + (top + bottom) / 2 * reader.scale() }));
  };
  const press = key => drawing.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  must(places.length > 0 && tip.hidden, `${name}: there is something to tell, and it waits for a pointer`);
  places.forEach((place, at) => {
    point(place);
    must(reader.at === at && tip.textContent.includes(place[4]), `${name}: place ${at} (${place[4]}) is told under the pointer, not ${reader.at}`);
    must(!/NaN|undefined|Infinity/.test(tip.textContent), `${name}: ${tip.textContent} is words`);
    must(place[5].every(words => tip.textContent.includes(words)), `${name}: all words of ${place[4]}`);
    const [box, around] = [tip.getBoundingClientRect(), drawing.getBoundingClientRect()];
    must(box.left >= around.left - 1 && box.right <= around.right + 1, `${name}: the box of ${place[4]} stays within the drawing`);
  });
  point(places[0], "pointerleave");
  must(tip.hidden, `${name}: the numbers go with the pointer`);
  press("Home");
  const seen = new Set([reader.at]);
  ["ArrowRight", "ArrowUp", "ArrowDown"].forEach(key => places.forEach(() => { press(key); seen.add(reader.at); }));
  must(places.length === 1 || seen.size > 1, `${name}: arrow keys go on`);
  must(reader.voice.textContent.startsWith(places[reader.at][4]), `${name}: what keys find is said`);
  press("Escape");
  must(tip.hidden && reader.voice.textContent === "", `${name}: Escape ends it`);
}

function sorted(table, must) {
  const button = table.tHead.querySelector("button");
  const at = button.parentElement.cellIndex;
  const column = () => [...table.tBodies[0].rows].map(row => sortKey(row.cells[at]));
  const rises = keys => keys.every((key, at) => at === 0 || inOrder(keys[at - 1], key) <= 0);
  button.click();
  must(rises(column()) && button.parentElement.getAttribute("aria-sort") === "ascending", "a table is sorted");
  button.click();
  must(rises(column().reverse()), "and the other way round");
}

/** WCAG's ratio of an element's text to the paper. */
function contrast(one) {
  const light = color => {
    const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor].map(light).sort((a, b) => b - a);
  return (a + 0.05) / (b + 0.05);
}

if (location.search === "?selftest") {
  const faults = [];
  addEventListener("error", event => faults.push(event.message));
  addEventListener("load", () => {
    try { faults.push(...selftest()); } catch (fault) { faults.push(String(fault)); }
    root.dataset.selftest = faults.length ? `failed: ${faults.join("; ")}` : "passed";
  });
}
