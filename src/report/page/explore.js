// The charts of a page with what steers them: platforms, metric, scale, time, cursor; by mouse, finger and keyboard.

class Explorer {
  constructor(place) {
    const data = JSON.parse(place.querySelector("script").textContent);
    this.whole = [Math.min(...data.worlds.map(world => world.days[0])), Math.max(...data.worlds.map(world => world.days.at(-1)))];
    this.view = {
      metric: data.metrics.find(metric => metric.key === "active") ?? data.metrics[0],
      logarithmic: false, hidden: new Set(), cursor: null, from: this.whole[0], to: this.whole[1],
    };
    const height = data.worlds.length > 1 ? 260 : 420;
    this.charts = data.worlds.map(world => new Chart(world, this.view, height));
    this.controls = element("div", "controls");
    const plots = element("div", "plots");
    plots.append(...this.charts.map(chart => chart.element));
    place.append(this.controls, plots);
    this.steer(data);
    this.charts.forEach(chart => this.listen(chart));
    this.draw();
    addEventListener("resize", () => this.draw());
    matchMedia("print").addEventListener("change", () => { this.view.cursor = null; this.draw(); });
  }

  /** All charts on one scale, so that they can be compared. */
  draw() {
    const highest = Math.max(...this.charts.map(chart => chart.highest()));
    this.charts.forEach(chart => chart.draw(highest));
    this.buttons.forEach(({ button, pressed, able }) => {
      if (pressed) button.setAttribute("aria-pressed", pressed());
      if (able) button.disabled = !able();
    });
  }

  steer({ worlds, metrics }) {
    this.buttons = [];
    const { view } = this;
    const known = new Map(worlds.flatMap(world => world.platforms).map(platform => [platform.name, platform]));
    this.group("Platforms", "legend", [...known.values()].map(platform => ({
      words: `<span class="swatch" style="--own:${own(platform)}"></span>${text(platform.label)}`,
      pressed: () => !view.hidden.has(platform.name),
      act: () => view.hidden.delete(platform.name) || view.hidden.add(platform.name),
    })));
    this.group("What is counted", "metrics", metrics.map(metric => ({
      words: text(metric.label), pressed: () => view.metric === metric, act: () => { view.metric = metric; },
    })));
    this.group("Scale", "scales", [["Linear", false], ["Logarithmic", true]].map(([words, logarithmic]) => ({
      words, pressed: () => view.logarithmic === logarithmic, act: () => { view.logarithmic = logarithmic; }, able: () => !view.metric.share,
    })));
    const zoomed = () => view.from > this.whole[0] || view.to < this.whole[1];
    this.group("Time", "time", [
      { words: "Closer", act: () => this.zoom(0.5), able: () => view.to - view.from > 14 },
      { words: "Wider", act: () => this.zoom(2), able: zoomed },
      { words: "Whole time", act: () => this.zoom(Infinity), able: zoomed },
    ]);
  }

  /** A group of buttons; each acts, and everything is drawn anew. */
  group(label, name, items) {
    const group = element("div", name);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    for (const item of items) {
      const button = element("button");
      button.type = "button";
      button.innerHTML = item.words;
      button.addEventListener("click", () => { item.act(); this.draw(); });
      group.append(button);
      this.buttons.push({ button, ...item });
    }
    this.controls.append(group);
  }

  /** Shows so many times the time that is in sight, around the cursor or another day. */
  zoom(factor, around = this.view.cursor) {
    const { view, whole } = this;
    const span = Math.min(Math.max((view.to - view.from) * factor, 7), whole[1] - whole[0]);
    const center = around ?? (view.from + view.to) / 2;
    const part = (center - view.from) / (view.to - view.from);
    const from = Math.min(Math.max(center - part * span, whole[0]), whole[1] - span);
    Object.assign(view, { from, to: from + span });
  }

  listen(chart) {
    const { svg } = chart;
    const dayAt = event => {
      const x = event.clientX - svg.getBoundingClientRect().left;
      return Math.min(Math.max(chart.day(x), this.view.from), this.view.to);
    };
    let began = null;
    const move = day => { this.view.cursor = day; this.charts.forEach(one => one.cursor()); };
    svg.addEventListener("pointerdown", event => {
      move(dayAt(event));
      if (event.pointerType === "touch") return;
      began = dayAt(event);
      if (event.isTrusted) svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", event => {
      move(dayAt(event));
      if (began === null) return;
      const [left, right] = [chart.x(began), chart.x(dayAt(event))].sort((a, b) => a - b);
      const box = `<rect class="brush" x="${left}" y="0" width="${right - left}" height="${chart.height - ROOM.bottom}"/>`;
      svg.querySelector(".cursor").insertAdjacentHTML("beforeend", box);
    });
    svg.addEventListener("pointerup", event => {
      const ends = began === null ? null : [began, dayAt(event)].sort((a, b) => a - b);
      began = null;
      if (ends && chart.x(ends[1]) - chart.x(ends[0]) > 8 && ends[1] - ends[0] >= 7) {
        Object.assign(this.view, { from: ends[0], to: ends[1], cursor: null });
        this.draw();
      }
    });
    svg.addEventListener("pointercancel", () => { began = null; });
    svg.addEventListener("pointerleave", () => { if (began === null && document.activeElement !== svg) move(null); });
    svg.addEventListener("blur", () => move(null));
    // On the time axis only: elsewhere the wheel scrolls the page, as it must.
    svg.addEventListener("wheel", event => {
      if (event.offsetY < chart.height - ROOM.bottom) return;
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.25 : 0.8, dayAt(event));
      this.draw();
    }, { passive: false });
    svg.addEventListener("keydown", event => this.press(event, chart));
  }

  press(event, chart) {
    const { view } = this;
    const { days } = chart.world;
    const at = chart.nearest(view.cursor ?? view.to);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowDown: at - 1, ArrowUp: at + 1, PageDown: at - 30, PageUp: at + 30,
      Home: chart.nearest(view.from), End: chart.nearest(view.to) }[event.key];
    const factor = { "+": 0.5, "=": 0.5, "-": 2, 0: Infinity, Escape: Infinity }[event.key];
    if ((to === undefined && factor === undefined) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (factor !== undefined) this.zoom(factor);
    else view.cursor = Math.min(Math.max(days[Math.min(Math.max(to, 0), days.length - 1)], view.from), view.to);
    this.draw();
  }
}

const explorers = [...document.querySelectorAll(".explore")].map(place => new Explorer(place));
