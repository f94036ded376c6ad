// Drawings that tell what stands under the pointer: the numbers of a day, a point, a cell, a bar.
//
// A drawing brings names [name, color, dashed] and places [left, top, right, bottom, heading, words], in the unit of the drawing, with
// words for each name. The place that is told is framed; arrow keys go on to the next one in their direction.

/** How far beside a place it is still meant [unit of the drawing]. */
const NEAR = 24;

/** Width of a place below which its frame is a line [unit of the drawing]. */
const NARROW = 4;

class Reader {
  constructor(drawing) {
    const { names, places } = JSON.parse(drawing.querySelector("script").textContent);
    this.svg = drawing.querySelector("svg");
    Object.assign(this, { drawing, names, places, at: -1, unit: this.svg.viewBox.baseVal.width / this.svg.getAttribute("width") });
    this.frame = document.createElementNS(this.svg.namespaceURI, "rect");
    this.frame.setAttribute("class", "place");
    this.svg.append(this.frame);
    this.tip = element("div", "tip");
    this.tip.setAttribute("aria-hidden", "true");
    this.voice = element("div", "voice");
    this.voice.setAttribute("aria-live", "polite");
    drawing.after(this.tip, this.voice);
    this.show(-1);
    this.svg.addEventListener("pointermove", event => this.show(this.under(event)));
    this.svg.addEventListener("pointerdown", event => this.show(this.under(event)));
    this.svg.addEventListener("pointerleave", () => { if (document.activeElement !== drawing) this.show(-1); });
    drawing.addEventListener("blur", () => this.show(-1));
    drawing.addEventListener("scroll", () => this.stand());
    drawing.addEventListener("keydown", event => this.press(event));
    matchMedia("print").addEventListener("change", () => this.show(-1));
  }

  /** Dots of the screen to the unit of the drawing. */
  scale() {
    return this.svg.getBoundingClientRect().width / this.svg.getAttribute("width");
  }

  /** The place under a pointer, or the next one close by. */
  under(event) {
    const box = this.svg.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / this.scale(), (event.clientY - box.top) / this.scale()];
    const beyond = ([left, top, right, bottom]) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    // Of places that cover each other, as dots may, the one whose middle is nearer.
    const within = ([left, top, right, bottom]) => Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y);
    return least(this.places, place => beyond(place) + 1e-4 * within(place), NEAR);
  }

  /** The next place in a direction. */
  beside([dx, dy]) {
    const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];
    const [x, y] = middle(this.places[this.at]);
    const far = place => {
      const [along, across] = [(middle(place)[0] - x) * Math.abs(dx) + (middle(place)[1] - y) * Math.abs(dy),
        (middle(place)[0] - x) * Math.abs(dy) + (middle(place)[1] - y) * Math.abs(dx)];
      const ahead = along * (dx + dy);
      return ahead > 0.05 ? ahead + 4 * Math.abs(across) : Infinity;
    };
    const found = least(this.places, far, Number.MAX_VALUE);
    return found < 0 ? this.at : found;
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const end = { Home: 0, End: this.places.length - 1, Escape: -1 }[event.key];
    if (!way && end === undefined) return;
    event.preventDefault();
    this.show(end ?? (this.at < 0 ? 0 : this.beside(way)));
    this.voice.textContent = this.at < 0 ? "" : this.words().join(", ");
    const [left, , right] = this.places[this.at] ?? [0, 0, 0];
    const [from, to] = [left * this.scale(), right * this.scale()];
    if (this.at >= 0 && (from < this.drawing.scrollLeft || to > this.drawing.scrollLeft + this.drawing.clientWidth)) this.drawing.scrollLeft = from - 40;
  }

  /** What a place tells, as one would say it. */
  words() {
    const [, , , , heading, words] = this.places[this.at];
    const said = words.map((word, at) => word && `${this.names[at][0]} ${word}`.trim()).filter(Boolean);
    return [heading, ...said].filter(Boolean);
  }

  /** Tells a place; none for -1. */
  show(at) {
    this.at = at;
    this.tip.hidden = at < 0;
    this.frame.style.visibility = at < 0 ? "hidden" : "visible";
    if (at < 0) return;
    const [left, top, right, bottom, heading, words] = this.places[at];
    const edges = { x: left, y: top, width: right - left, height: bottom - top };
    Object.entries(edges).forEach(([name, value]) => this.frame.setAttribute(name, value * this.unit));
    this.frame.classList.toggle("narrow", right - left < NARROW);
    const row = ([name, color, dashed], word) =>
      `<div style="--own:${text(color)}">${color ? `<span class="swatch${dashed ? " dashed" : ""}"></span>` : ""}
       <span>${text(name)} <span class="numbers">${text(word)}</span></span></div>`;
    this.tip.innerHTML = `<b>${text(heading)}</b>${this.names.map((name, i) => words[i] ? row(name, words[i]) : "").join("")}`;
    this.stand();
  }

  /** Puts the box beside the place, below or above it where it is wide, and always within the drawing. */
  stand() {
    if (this.at < 0) return;
    const [left, top, right, bottom] = this.places[this.at].slice(0, 4).map(edge => edge * this.scale());
    const { clientWidth: width, clientHeight: height, scrollLeft } = this.drawing;
    const [wide, high] = [this.tip.offsetWidth, this.tip.offsetHeight];
    const within = (value, most) => Math.max(0, Math.min(value, most));
    const broad = right - left > width / 2;
    const beside = right - scrollLeft + 12 + wide <= width ? right - scrollLeft + 12 : left - scrollLeft - 12 - wide;
    const under = bottom + 8 + high <= height ? bottom + 8 : top - 8 - high;
    this.tip.style.left = `${within(broad ? (left + right) / 2 - scrollLeft - wide / 2 : beside, width - wide)}px`;
    this.tip.style.top = `${within(broad ? under : (top + bottom) / 2 - high / 2, height - high)}px`;
  }
}

/** The position of what is least, if it is no more than a limit; or -1. */
function least(all, of, limit) {
  const values = all.map(of);
  const smallest = Math.min(...values);
  return smallest <= limit ? values.indexOf(smallest) : -1;
}

const readers = [...document.querySelectorAll(".drawing")].filter(drawing => drawing.querySelector("script")).map(drawing => new Reader(drawing));
