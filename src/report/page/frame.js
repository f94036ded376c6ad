// What every page has: the way through it, light and dark, tables that sort.

/** Links to the sections, and the switch of light and dark. */
function way() {
  const place = document.querySelector(".way");
  for (const heading of document.querySelectorAll("main > section > h2")) {
    const link = document.createElement("a");
    link.href = `#${heading.parentElement.id}`;
    link.textContent = heading.textContent;
    place.append(link);
  }
  const dark = () => getComputedStyle(root).colorScheme === "dark"
    || (getComputedStyle(root).colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const button = document.createElement("button");
  button.type = "button";
  const say = () => { button.textContent = dark() ? "Light page" : "Dark page"; };
  button.addEventListener("click", () => { root.style.colorScheme = dark() ? "light" : "dark"; say(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", say);
  say();
  place.append(button);
}

const root = document.documentElement;
const SIZES = { k: 1e3, M: 1e6, bn: 1e9 };
const CONFIDENCE = ["high", "medium", "low", "guess", "not stated"];

/** What a cell is sorted by: its first number, with its unit; a date and anything else as it stands. */
function sortKey(cell) {
  const words = cell.textContent.trim();
  if (CONFIDENCE.includes(words)) return CONFIDENCE.indexOf(words);
  const number = /^[×<>±]?\s*([+−-]?[\d.,]+(?:e[+-]?\d+)?)\s*(k|M|bn)?\b/.exec(words);
  if (!number || /^\d{4}-\d\d/.test(words)) return words;
  return Number(number[1].replace("−", "-").replaceAll(",", "")) * (SIZES[number[2]] ?? 1);
}

/** Numbers before words, words by the alphabet. */
function inOrder(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a.localeCompare(b);
}

/** A click on a head sorts by its column, another one the other way round. */
function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  heads.forEach((head, column) => {
    if (!head.textContent) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      const rows = [...body.rows].map(row => ({ row, key: sortKey(row.cells[column]) }));
      rows.sort((a, b) => direction * inOrder(a.key, b.key));
      body.append(...rows.map(({ row }) => row));
    });
  });
}

/** Words as they may stand in markup. */
function text(words) {
  return String(words).replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

function element(tag, name = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  return made;
}

way();
document.querySelectorAll("table.sortable").forEach(sortable);
