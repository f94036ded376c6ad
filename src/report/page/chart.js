// One set of curves: medians, bands of 50 % and 90 % of the runs, events and published numbers, with a cursor.
//
// A world holds days, platforms with columns [q05, q25, q50, q75, q95] (or only the one run) for each metric, events and published
// numbers. What is looked at (metric, scale, time, hidden platforms, cursor) is shared by all charts of a page.

const ROOM = { left: 58, top: 26, bottom: 30 };

class Chart {
  constructor(world, view, height) {
    Object.assign(this, { world, view, height });
    this.element = document.createElement("figure");
    const heading = world.title ? `<h3>${text(world.title)}</h3>` : "";
    const caption = world.caption ? `<figcaption>${text(world.caption)}</figcaption>` : "";
    this.element.innerHTML = `${heading}<div class="plot"><svg role="slider" tabindex="0"></svg>
      <div class="tip" aria-hidden="true" hidden></div></div>${caption}`;
    this.svg = this.element.querySelector("svg");
    this.svg.style.height = `${height}px`;
    this.tip = this.element.querySelector(".tip");
  }

  platforms() {
    return this.world.platforms.filter(platform => !this.view.hidden.has(platform.name));
  }

  columns(platform) {
    return platform.columns[this.view.metric.key];
  }

  format(value) {
    return this.view.metric.share ? percent(value) : human(value);
  }

  /** Positions in `days` that are in sight, with one more on either side so that lines reach the edge. */
  sight() {
    const { days } = this.world;
    const first = days.findLastIndex(day => day <= this.view.from);
    const last = days.findIndex(day => day >= this.view.to);
    return [Math.max(first, 0), last < 0 ? days.length - 1 : last];
  }

  /** The published numbers of this metric in sight. */
  seen() {
    const { metric, from, to, hidden } = this.view;
    const shown = one => one.metric === metric.key && one.day >= from && one.day <= to && !hidden.has(one.platform);
    return this.world.observations.filter(shown);
  }

  /** The highest number in sight. */
  highest() {
    const [first, last] = this.sight();
    const of = platform => Math.max(...this.columns(platform).at(-1).slice(first, last + 1));
    return Math.max(...this.platforms().map(of), ...this.seen().map(one => one.value), this.world.floor);
  }

  /** Sets scales for a common highest number, and draws all but the cursor. */
  draw(highest) {
    const { from, to, metric } = this.view;
    const width = this.width = this.svg.clientWidth || 600;
    const right = width - (width > 560 ? 170 : 12);
    const bottom = this.height - ROOM.bottom;
    const logarithmic = this.view.logarithmic && !metric.share;
    const [low, high] = logarithmic ? [this.world.floor, highest * 1.3] : [0, metric.share ? Math.min(1, highest * 1.05) : highest * 1.05];
    this.right = right;
    this.x = day => ROOM.left + (day - from) / (to - from) * (right - ROOM.left);
    this.day = x => from + (x - ROOM.left) / (right - ROOM.left) * (to - from);
    const part = logarithmic
      ? value => Math.log(Math.max(value, low / 10) / low) / Math.log(high / low)
      : value => value / high;
    this.y = value => bottom - part(value) * (bottom - ROOM.top);
    this.svg.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
    const ticks = logarithmic ? logTicks(low, high, 6) : linearTicks(high, 5);
    const clip = `clip-${this.world.id}`;
    this.svg.innerHTML = `<clipPath id="${clip}"><rect x="${ROOM.left}" y="0" width="${right - ROOM.left}" height="${bottom}"/></clipPath>`
      + ticks.map(tick => this.tick(tick)).join("")
      + timeTicks(from, to, (right - ROOM.left) / 76).map(tick => this.timeTick(tick, bottom)).join("")
      + `<g clip-path="url(#${clip})">${this.platforms().map(platform => this.lines(platform)).join("")}</g>`
      + this.events() + this.seen().map(one => this.mark(one)).join("")
      + (width > 560 ? this.ends() : "") + `<g class="cursor"></g>`;
    this.cursor();
  }

  tick(value) {
    const y = this.y(value).toFixed(1);
    const label = this.view.metric.share ? `${Number((value * 100).toFixed(1))} %` : exact(value);
    return `<line class="grid" x1="${ROOM.left}" x2="${this.right}" y1="${y}" y2="${y}"/>
      <text x="${ROOM.left - 8}" y="${y}" dy=".35em" text-anchor="end">${label}</text>`;
  }

  timeTick({ at, label }, bottom) {
    const x = this.x(at).toFixed(1);
    return `<line class="grid" x1="${x}" x2="${x}" y1="${bottom}" y2="${bottom + 6}"/>
      <text x="${x}" y="${bottom + 20}" text-anchor="middle">${label}</text>`;
  }

  lines(platform) {
    const columns = this.columns(platform);
    const [first, last] = this.sight();
    const { days } = this.world;
    // A line begins where there is somebody to count.
    const begin = Math.max(first, columns.at(-1).findIndex(value => value > 0) - 1);
    if (begin < 0 || columns.at(-1).every(value => value <= 0)) return "";
    const at = (column, i) => `${this.x(days[i]).toFixed(1)},${this.y(column[i]).toFixed(1)}`;
    const there = range(begin, last, 1);
    const path = column => there.map(i => at(column, i)).join(" ");
    const back = column => there.slice().reverse().map(i => at(column, i)).join(" ");
    const pairs = columns.length > 1 ? [[0, 4], [1, 3]] : [];
    const bands = pairs.map(([low, high]) => `<polygon class="band" points="${path(columns[low])} ${back(columns[high])}"/>`);
    return `<g data-platform="${text(platform.name)}" style="--own:${own(platform)}">${bands.join("")}
      <polyline class="median" points="${path(median(columns))}"/></g>`;
  }

  events() {
    const { from, to, hidden } = this.view;
    const shown = this.world.events.filter(one => one.day >= from && one.day <= to && !hidden.has(one.platform));
    const rows = this.world.platforms.map(platform => platform.name);
    return shown.map(one => {
      const platform = this.world.platforms[rows.indexOf(one.platform)];
      const [x, y] = [this.x(one.day).toFixed(1), 3 + 8 * Math.min(rows.indexOf(one.platform), 2)];
      return `<line class="event" style="--own:${own(platform)}" x1="${x}" x2="${x}" y1="${y}" y2="${y + 7}"/>`;
    }).join("");
  }

  mark(one) {
    const platform = this.world.platforms.find(platform => platform.name === one.platform);
    const [x, y] = [this.x(one.day).toFixed(1), this.y(one.value).toFixed(1)];
    const range = one.kind === "doubtful" ? "" :
      `<line class="seen" x1="${x}" x2="${x}" y1="${this.y(one.low).toFixed(1)}" y2="${this.y(one.high).toFixed(1)}"/>`;
    return `<g style="--own:${own(platform)}">${range}<circle class="seen ${one.kind === "target" ? "aim" : ""}" cx="${x}" cy="${y}" r="3.6"
      ${one.kind === "doubtful" ? 'stroke-dasharray="2 2"' : ""}/></g>`;
  }

  /** Names and last numbers at the ends of the lines, moved apart where they would cover each other. */
  ends() {
    const [, last] = this.sight();
    const labels = this.platforms().map(platform => {
      const value = median(this.columns(platform))[last];
      return { y: this.y(value), words: `${platform.short} ${this.format(value)}` };
    }).sort((a, b) => a.y - b.y);
    const lowest = this.height - ROOM.bottom;
    labels.forEach((label, i) => { label.y = Math.max(label.y, i ? labels[i - 1].y + 17 : ROOM.top); });
    labels.reverse().forEach((label, i) => { label.y = Math.min(label.y, i ? labels[i - 1].y - 17 : lowest); });
    return labels.map(({ y, words }) => `<text class="end" x="${this.right + 8}" y="${y.toFixed(1)}" dy=".35em">${text(words)}</text>`).join("");
  }

  /** The day with numbers that is next to one. */
  nearest(day) {
    const { days } = this.world;
    const after = days.findIndex(other => other >= day);
    if (after <= 0) return after < 0 ? days.length - 1 : 0;
    return days[after] - day < day - days[after - 1] ? after : after - 1;
  }

  /** Platform, median and range at the cursor. */
  readings(at) {
    return this.platforms().map(platform => {
      const columns = this.columns(platform);
      const range = columns.length > 1 ? ` (${between(this.format(columns[0][at]), this.format(columns[4][at]))})` : "";
      return { platform, value: median(columns)[at], words: this.format(median(columns)[at]) + range };
    });
  }

  /** What happened, and what was published, within four pixels of the cursor. */
  nearby(day) {
    const close = one => Math.abs(this.x(one.day) - this.x(day)) < 4 && !this.view.hidden.has(one.platform);
    const label = one => this.world.platforms.find(platform => platform.name === one.platform).label;
    const events = this.world.events.filter(close).map(one => `${dated(one.day)} ${label(one)}: ${one.label}`);
    const seen = this.seen().filter(close).map(one => `${dated(one.day)} published ${this.format(one.value)} (${one.source})`);
    return [...events, ...seen];
  }

  /** The rule, the dots on the lines and the box with numbers, or nothing without a cursor. */
  cursor() {
    const layer = this.svg.querySelector(".cursor");
    const { cursor, from, to } = this.view;
    const at = cursor === null ? -1 : this.nearest(cursor);
    const day = this.world.days[at];
    this.spoken(at < 0 ? this.nearest(to) : at);
    this.tip.hidden = at < 0 || day < from || day > to;
    if (this.tip.hidden) { layer.innerHTML = ""; return; }
    const x = this.x(day);
    const readings = this.readings(at);
    const dots = readings.filter(({ value }) => value > 0 && this.y(value) <= this.height - ROOM.bottom + 1).map(({ platform, value }) =>
      `<circle class="dot" style="--own:${own(platform)}" cx="${x.toFixed(1)}" cy="${this.y(value).toFixed(1)}" r="4.5"/>`);
    layer.innerHTML = `<line class="rule" x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${ROOM.top}" y2="${this.height - ROOM.bottom}"/>${dots.join("")}`;
    const row = ({ platform, words }) =>
      `<div style="--own:${own(platform)}"><span class="swatch"></span><span>${text(platform.label)} <span class="numbers">${words}</span></span></div>`;
    const near = this.nearby(day).map(words => `<div class="small">${text(words)}</div>`);
    this.tip.innerHTML = `<b>${dated(day)}</b>${readings.map(row).join("")}${near.join("")}`;
    const after = x < (ROOM.left + this.right) / 2;
    this.tip.style.left = after ? `${x + 12}px` : "auto";
    this.tip.style.right = after ? "auto" : `${this.width - x + 12}px`;
  }

  /** The same for who does not see it. */
  spoken(at) {
    const { days } = this.world;
    const words = this.readings(at).map(({ platform, words }) => `${platform.label} ${words}`).join(", ");
    const attributes = {
      "aria-label": `${this.world.title ? `${this.world.title}. ` : ""}${this.view.metric.label} by date: arrow keys move along the curves`,
      "aria-valuemin": days[0], "aria-valuemax": days.at(-1), "aria-valuenow": days[at], "aria-valuetext": `${dated(days[at])}: ${words}`,
    };
    Object.entries(attributes).forEach(([name, value]) => this.svg.setAttribute(name, value));
  }
}

/** 201–250 M, 850 k – 1.2 M: the unit once if both ends have the same. */
function between(low, high) {
  const unit = words => words.replace(/^[\d.]+/, "");
  return unit(low) === unit(high) ? `${parseFloat(low) === parseFloat(high) ? "" : low.slice(0, low.length - unit(low).length) + "–"}${high}` : `${low} – ${high}`;
}

const median = columns => columns[columns.length > 1 ? 2 : 0];

/** The color of a platform, lighter on dark paper. */
const own = ({ color }) => `light-dark(${color}, color-mix(in oklab, ${color} 62%, white))`;
