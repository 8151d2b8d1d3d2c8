// Draws the history's tables as charts. The tables say everything; without this script they stand open.
const { BarChart, FixedScaleAxis, Svg } = globalThis.Chartist;
const texts = JSON.parse(document.querySelector('main').dataset.texts);
const say = (key, ...gaps) => texts[key].replace(/\{(\d)\}/g, (_, gap) => gaps[gap]);
const SVG = 'http://www.w3.org/2000/svg';
const ROW = 44;

// Chartist writes style attributes, which the page's content policy refuses; as properties they are allowed.
const { attr } = Svg.prototype;
Svg.prototype.attr = function (attributes, namespace) {
  if (typeof attributes !== 'object' || !('style' in attributes)) return attr.call(this, attributes, namespace);
  const { style, ...others } = attributes;
  this.getNode().style.cssText = style ?? '';
  return attr.call(this, others, namespace);
};

const cells = (table, column) =>
  [...table.tBodies[0].rows].map((row) => Number(row.cells[column].dataset.value ?? 0));
const marks = (table) => [...table.tBodies[0].rows].map((row) => row.cells[0].dataset.mark);
const names = (table) => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent);
const looks = (table) => [...table.tBodies[0].rows].map((row) => row.dataset.look);

function element(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent.append(made);
  return made;
}

/** Chartist draws rows from below; its own way to turn them round turns the series round too. */
const fromAbove = (values) => [...values].reverse();

/** As many marks as fit below a chart. */
const spaced = (plot, count, width) => (mark, index) =>
  index % Math.max(1, Math.ceil((count * width) / plot.clientWidth)) ? null : mark;

function bars(plot, data, options, onBar) {
  const chart = new BarChart(plot, data, { chartPadding: { top: 6, right: options.horizontalBars ? 28 : 8, bottom: 0, left: 0 }, ...options });
  chart.on('draw', (drawn) => {
    if (drawn.type === 'bar') onBar(drawn);
  });
}

function thick(drawn, width, title) {
  drawn.element.attr({ 'stroke-width': width });
  drawn.element.elem('title').text(title);
}

/** Each mood has a lane of its own, so that its place and name tell it, not its colour. */
function moods(chart, table) {
  const columns = [...table.tHead.rows[0].cells].slice(1, -1);
  const rows = [...table.tBodies[0].rows];
  const isSeen = (row) => row.cells.length === columns.length + 2;
  columns.forEach((column, index) => {
    const isLast = index === columns.length - 1;
    const lane = element('div', 'lane', chart);
    lane.dataset.look = column.dataset.look;
    const icon = document.createElementNS(SVG, 'svg');
    icon.setAttribute('viewBox', '0 0 200 200');
    icon.append(document.createElementNS(SVG, 'use'));
    icon.firstChild.setAttribute('href', `#look-${column.dataset.look}`);
    lane.append(icon);
    const name = element('p', 'name', lane);
    name.textContent = column.textContent;
    element('span', 'of', name).textContent = column.dataset.share;
    const plot = element('div', isLast ? 'plot last' : 'plot', lane);
    const values = rows.map((row) => (isSeen(row) ? Number(row.cells[index + 1].dataset.value) : null));
    const options = {
      low: 0,
      high: Number(table.dataset.scale),
      axisX: { showGrid: false, showLabel: isLast, offset: isLast ? 24 : 1, labelInterpolationFnc: spaced(plot, rows.length, 64) },
      axisY: { showGrid: false, showLabel: false, offset: 0 },
    };
    bars(plot, { labels: marks(table), series: [values] }, options, (drawn) => {
      const step = plot.clientWidth / rows.length;
      thick(drawn, Math.max(1.5, Math.min(40, step * 0.75)), `${names(table)[drawn.index]}: ${column.textContent} ${values[drawn.index]} %`);
    });
  });
}

function songs(chart, table) {
  const plays = cells(table, 1);
  const skips = cells(table, 2);
  chart.style.height = `${plays.length * ROW + 28}px`;
  const options = {
    horizontalBars: true,
    stackBars: true,
    low: 0,
    axisX: { onlyInteger: true, offset: 24, scaleMinSpace: 60 },
    axisY: { offset: 96, showGrid: false },
  };
  const series = [plays.map((count, i) => Math.max(0, count - skips[i])), skips];
  bars(chart, { labels: fromAbove(names(table)), series: series.map(fromAbove) }, options, (drawn) => {
    const row = plays.length - 1 - drawn.index;
    drawn.element.attr({ 'data-look': looks(table)[row] });
    thick(drawn, ROW / 2, say('script.songs', names(table)[row], plays[row], skips[row]));
  });
}

function hours(chart, table) {
  const people = cells(table, 1);
  const options = {
    low: 0,
    high: Math.max(1, ...people),
    axisX: { showGrid: false, offset: 24, labelInterpolationFnc: (mark) => (mark % 3 ? null : mark) },
    axisY: { onlyInteger: true, offset: 28, scaleMinSpace: 28 },
  };
  bars(chart, { labels: marks(table), series: [people] }, options, (drawn) => {
    thick(drawn, Math.min(28, (chart.clientWidth / people.length) * 0.65), `${names(table)[drawn.index]}: ${people[drawn.index]}`);
  });
}

function learnt(chart, table) {
  const [estimate, low, high] = [2, 3, 4].map((column) => cells(table, column));
  const playlists = [...table.tBodies[0].rows].map((row) => row.cells[1].textContent);
  chart.style.height = `${estimate.length * ROW + 28}px`;
  const options = {
    horizontalBars: true,
    stackBars: true,
    axisX: { type: FixedScaleAxis, low: 0, high: 100, ticks: [0, 25, 50, 75, 100], offset: 24 },
    axisY: { offset: Math.min(240, chart.clientWidth * 0.42), showGrid: false },
  };
  const labels = names(table).map((name, i) => `${name} · ${playlists[i]}`);
  const series = [low, high.map((end, i) => end - low[i])];
  bars(chart, { labels: fromAbove(labels), series: series.map(fromAbove) }, options, (drawn) => {
    const row = estimate.length - 1 - drawn.index;
    drawn.element.attr({ 'data-look': looks(table)[row] });
    if (drawn.seriesIndex === 0) return;
    thick(drawn, 12, say('script.learnt', labels[row], estimate[row], low[row], high[row]));
    const part = (estimate[row] - low[row]) / Math.max(1, high[row] - low[row]);
    drawn.group.elem('circle', { cx: drawn.x1 + part * (drawn.x2 - drawn.x1), cy: drawn.y1, r: 8 }, 'guess');
  });
}

const DRAW = { moods, songs, hours, learnt };
for (const chart of document.querySelectorAll('[data-chart]')) {
  const name = chart.dataset.chart;
  const table = document.getElementById(name);
  if (!table.tBodies[0].rows.length) continue;
  table.closest('details').open = false;
  chart.classList.add('drawn');
  DRAW[name](chart, table);
}
