import { FEW_DAYS } from './certificate-days.ts'

/**
 * What the page does beyond showing: filter, sort, fold. Reads the page alone; nothing is written but attributes and
 * numbers of its own. Nothing in it ends the element that it stands in.
 */
export const pageScript = `'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId('filters');
  if (form === null) return;
  const list = byId('list');
  const gridBody = document.querySelector('.grid tbody');
  const text = (node) => node.textContent.toLowerCase();
  const cells = new Map();
  for (const link of document.querySelectorAll('.grid td a')) cells.set(link.hash.slice(1), link);
  const gridRows = new Map();
  for (const row of document.querySelectorAll('.grid tr[data-host]')) gridRows.set(row.dataset.host, row);
  const hosts = [...list.children].map((node, at) => ({
    node,
    at,
    open: Number(node.dataset.open),
    days: Number(node.dataset.days ?? Infinity),
    text: text(node.firstElementChild),
    row: gridRows.get(node.id),
    ports: [...node.querySelectorAll('.ports > tbody > tr')].map((row) => ({ row, cell: cells.get(row.id) })),
  }));

  const fits = ({ row }, wish) => {
    const { state, service, days } = row.dataset;
    return (wish.state === '' || state === wish.state)
      && (wish.service === '' || service === wish.service)
      && (!wish.soon || Number(days ?? Infinity) < ${FEW_DAYS})
      && (!wish.changed || row.className !== 'same');
  };
  const show = (node, shown) => { if (node !== undefined) node.hidden = !shown; };

  const filterHost = (host, wish) => {
    const left = wish.words.filter((word) => !host.text.includes(word));
    let count = 0;
    for (const port of host.ports) {
      if (left.length > 0) port.text ??= text(port.row);
      const fit = fits(port, wish) && left.every((word) => port.text.includes(word));
      show(port.row, fit);
      port.cell?.classList.toggle('off', !fit);
      if (fit) count++;
    }
    const shown = count > 0 || (left.length === 0 && !wish.narrow);
    show(host.node, shown);
    show(host.row, shown);
    return { shown, count };
  };

  const value = (id) => byId(id)?.value ?? '';
  const checked = (id) => byId(id)?.checked ?? false;
  const filter = () => {
    const words = value('find').toLowerCase().split(' ').filter((word) => word !== '');
    const wish = { words, state: value('state'), service: value('service'), soon: checked('soon'), changed: checked('changed') };
    wish.narrow = wish.state !== '' || wish.service !== '' || wish.soon || wish.changed;
    let hostCount = 0, portCount = 0, all = 0;
    for (const host of hosts) {
      const { shown, count } = filterHost(host, wish);
      all += host.ports.length;
      portCount += count;
      if (shown) hostCount++;
    }
    byId('none').hidden = hostCount > 0;
    byId('shown').value = hostCount + ' of ' + hosts.length + ' hosts, ' + portCount + ' of ' + all + ' ports';
  };

  const orders = {
    '': (a, b) => a.at - b.at,
    open: (a, b) => b.open - a.open || a.at - b.at,
    days: (a, b) => (a.days === b.days ? a.at - b.at : a.days - b.days),
  };
  const sort = () => {
    for (const host of [...hosts].sort(orders[value('sort')])) {
      list.append(host.node);
      if (host.row !== undefined) gridBody.append(host.row);
    }
  };
  const fold = (open) => { for (const { node } of hosts) node.open = open; };

  let due;
  const soon = () => { clearTimeout(due); due = setTimeout(filter, hosts.length > 200 ? 150 : 0); };
  form.addEventListener('input', soon);
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('sort').addEventListener('change', sort);
  byId('unfold').addEventListener('click', () => fold(true));
  byId('fold').addEventListener('click', () => fold(false));

  document.addEventListener('keydown', (event) => {
    const find = byId('find');
    if (event.key === '/' && !event.target.matches('input, select')) {
      event.preventDefault();
      find.focus();
    } else if (event.key === 'Escape' && event.target.closest('form') === form) {
      form.reset();
      filter();
      sort();
    }
  });

  const reveal = () => {
    const target = byId(location.hash.slice(1));
    const host = target?.closest('details.host');
    if (host) { host.open = true; target.scrollIntoView(); }
  };
  addEventListener('hashchange', reveal);

  form.hidden = false;
  filter();
  reveal();
})();
`
