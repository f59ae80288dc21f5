/**
 * Script of the page: adds new requests to the list as they come, and shows the newest one unless another was asked for.
 * What it inserts is HTML that the server has escaped; the page's policy lets nothing in it run. Without it, the page is
 * read by reloading.
 */
export const pageScript = `
'use strict';
const most = 200;
const list = document.getElementById('requests');
const shown = document.getElementById('exchange');
const state = document.getElementById('state');
const pause = document.getElementById('pause');
const follows = document.body.dataset.shown === 'newest';
let waiting = [];
let asked = 0;

function say(text) { if (state.textContent !== text) state.textContent = text; }

function mark() {
  const id = follows ? list.rows[0]?.id : 'request-' + location.pathname.split('/').pop();
  for (const row of list.querySelectorAll('.current')) row.classList.remove('current');
  for (const link of list.querySelectorAll('[aria-current]')) link.removeAttribute('aria-current');
  const row = id ? document.getElementById(id) : null;
  row?.classList.add('current');
  row?.querySelector('a').setAttribute('aria-current', 'true');
}

async function showNewest() {
  // Whoever reads it keeps it, until the focus goes elsewhere.
  if (!follows || shown.contains(document.activeElement)) return;
  const mine = ++asked;
  const answer = await fetch('/_migrate/newest');
  if (!answer.ok) return;
  const text = await answer.text();
  if (mine !== asked || shown.contains(document.activeElement)) return;
  shown.innerHTML = text;
}

function add() {
  for (const rows of waiting) list.insertAdjacentHTML('afterbegin', rows);
  waiting = [];
  while (list.rows.length > most) list.rows[list.rows.length - 1].remove();
  say('Live. ' + list.rows.length + (list.rows.length === 1 ? ' request.' : ' requests.'));
  mark();
  showNewest().catch(() => say('The simulation does not answer.'));
}

const isPaused = () => pause.getAttribute('aria-pressed') === 'true';

pause.hidden = false;
pause.addEventListener('click', () => {
  pause.setAttribute('aria-pressed', String(!isPaused()));
  if (isPaused()) say('Paused.');
  else add();
});

const source = new EventSource('/_migrate/events?after=' + document.body.dataset.newest);
source.addEventListener('open', () => { if (!isPaused()) say(list.rows.length === 0 ? 'Live. No request yet.' : 'Live.'); });
source.addEventListener('error', () => say('The simulation does not answer. Trying again.'));
source.addEventListener('restarted', () => location.assign('/_migrate'));
source.addEventListener('requests', (event) => {
  waiting.push(JSON.parse(event.data));
  if (isPaused()) say('Paused. New requests wait.');
  else add();
});
mark();
`;
