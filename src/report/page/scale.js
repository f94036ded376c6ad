// Numbers, dates and ticks, written as everywhere on the page. A day is a number: days since 1970-01-01.

const UNITS = [[1e9, " bn"], [1e6, " M"], [1e3, " k"], [1, ""]];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const unitOf = value => UNITS.find(([size]) => value >= size * 0.9995) ?? [1, ""];

/** 850, 1.2 k, 12 k, 340 M, 1.3 bn */
function human(value) {
  const [size, unit] = unitOf(value);
  const scaled = value / size;
  return scaled.toFixed(size > 1 && scaled < 9.95 ? 1 : 0) + unit;
}

/** 97 %, with a decimal where rounding would claim certainty. */
function percent(share) {
  const value = share * 100;
  const near = (value > 0 && value < 1) || (value > 99 && value < 100);
  return `${value.toFixed(near ? 1 : 0)} %`;
}

/** A number of a tick, exactly: 2.5 M. */
function exact(value) {
  const [size, unit] = unitOf(value);
  return Number((value / size).toFixed(3)) + unit;
}

const dated = day => new Date(day * 864e5).toISOString().slice(0, 10);
const dayOf = (year, month) => Date.UTC(year, month) / 864e5;

/** Days with their labels, with room for about so many. */
function timeTicks(from, to, most) {
  const span = to - from;
  if (span < 90) {
    const step = [1, 2, 5, 10, 20].find(step => span / step <= most) ?? 50;
    const first = Math.ceil(from / step) * step;
    return range(first, to, step).map(day => ({ at: day, label: dated(day).slice(5) }));
  }
  const step = [1, 2, 3, 6, 12, 24, 60].find(step => span / 30.4 / step <= most) ?? 120;
  const start = new Date(from * 864e5);
  const month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + (start.getUTCDate() > 1)) / step) * step;
  const ticks = [];
  for (let m = month; dayOf(Math.floor(m / 12), m % 12) <= to; m += step) {
    const year = Math.floor(m / 12);
    const name = m % 12 === 0 ? `${year}` : MONTHS[m % 12];
    ticks.push({ at: dayOf(year, m % 12), label: ticks.length || m % 12 === 0 ? name : `${name} ${year}` });
  }
  return ticks;
}

function range(first, last, step) {
  const all = [];
  for (let value = first; value <= last * (1 + 1e-12); value += step) all.push(value);
  return all;
}

/** Ticks of a linear axis from 0 on. */
function linearTicks(top, most) {
  const rough = top / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find(nice => nice * power >= rough) * power;
  return range(0, top, step);
}

/** Ticks of a logarithmic axis: powers of ten, and between them where there are few. */
function logTicks(low, high, most) {
  const powers = range(Math.ceil(Math.log10(low) - 1e-9), Math.log10(high) + 1e-9, 1);
  const every = Math.max(1, Math.ceil(powers.length / most));
  if (powers.length > 2) return powers.filter((_, at) => at % every === 0).map(power => 10 ** power);
  const first = Math.floor(Math.log10(low));
  const nice = [0, 1, 2, 3].flatMap(more => [1, 2, 5].map(digit => digit * 10 ** (first + more)));
  return nice.filter(value => value >= low && value <= high);
}
