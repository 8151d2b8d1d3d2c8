// Follows the room live. The sentences come ready from the kiosk; this only puts them in place.
const find = (id) => document.getElementById(id);
const texts = JSON.parse(document.querySelector('main').dataset.texts);
const say = (key, ...gaps) => texts[key].replace(/\{(\d)\}/g, (_, gap) => gaps[gap]);
const at = (value, path) => path.split('.').reduce((part, key) => part?.[key], value) ?? '';

let status;
let receivedAt = 0; // performance.now() at the newest event: the kiosk's clock may differ from ours.

function hide(id, hidden) {
  const element = find(id);
  if (element) element.hidden = hidden;
}

function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text; // Screen readers hear only changes.
}

function age(milliseconds) {
  const minutes = Math.floor(milliseconds / 60000);
  if (minutes < 1) return texts['age.now'];
  if (minutes < 60) return say('age.minutes', minutes);
  return minutes < 1440 ? say('age.hours', Math.floor(minutes / 60)) : say('age.days', Math.floor(minutes / 1440));
}

function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function tick() {
  if (!status) return;
  const passed = performance.now() - receivedAt;
  const ago = (moment) => age(Date.parse(status.at) + passed - Date.parse(moment));
  const { song, state, since, positionMillis = 0 } = status.player;
  setText(find('since'), say('script.for', ago(status.mood.since)));
  hide('changed', !since);
  if (since) setText(find('changed'), say('script.changed', ago(since)));
  if (!song || !find('played')) return;
  const position = Math.min(positionMillis + (state === 'playing' ? passed : 0), song.lengthMillis || Infinity);
  setText(find('position'), clock(position));
  setText(find('length'), clock(song.lengthMillis));
  find('played').value = song.lengthMillis ? position / song.lengthMillis : 0;
}

function showFaults(faults) {
  const box = find('faults');
  if (!box) return;
  box.hidden = faults.length === 0;
  const items = faults.map(({ part, message }) => {
    const item = document.createElement('li');
    const name = document.createElement('strong');
    const text = document.createElement('span');
    name.textContent = texts[`part.${part}`] ?? part;
    text.lang = 'en';
    text.textContent = message;
    item.append(name, ' ', text);
    return item;
  });
  const list = box.querySelector('ul');
  const text = (nodes) => [...nodes].map((node) => node.textContent.trim()).join('\n');
  if (text(list.children) !== text(items)) list.replaceChildren(...items);
}

function showIgnored(places) {
  const box = find('ignored');
  if (!box) return;
  const list = box.querySelector('ul');
  const shown = [...list.querySelectorAll('form')].map((form) => form.getAttribute('action')).join();
  const wanted = places.map(({ id }) => `/api/areas/${id}/look-again`);
  box.hidden = places.length === 0;
  const { operator } = document.querySelector('main').dataset;
  if (shown === wanted.join() && list.children.length === places.length) return; // Rebuilding would take the focus from a button.
  list.replaceChildren(
    ...places.map(({ words }, index) => {
      const item = document.createElement('li');
      const name = document.createElement('span');
      name.textContent = words;
      item.append(name);
      if (operator !== 'true') return item;
      const form = document.createElement('form');
      const button = document.createElement('button');
      form.method = 'post';
      form.action = wanted[index];
      button.textContent = texts['script.look-there'];
      form.append(button);
      item.append(' ', form);
      return item;
    }),
  );
}

function showScores({ probabilities: scores, visitors }, look) {
  if (!find('scores')) return;
  find('scores').hidden = !scores || look === 'off' || visitors === 0;
  for (const item of document.querySelectorAll('[data-score]')) {
    const share = scores?.[item.dataset.score] ?? 0;
    item.querySelector('meter').value = share;
    setText(item.querySelector('.share'), `${Math.round(share * 100)} %`);
  }
}

function show(next) {
  status = next;
  receivedAt = performance.now();
  const { words, mood, player } = next;
  document.title = `${words.headline} · ${next.name}`;
  document.documentElement.dataset.look = words.look;
  find('look').setAttribute('href', `#look-${words.look}`);
  for (const element of document.querySelectorAll('[data-text]')) {
    const text = at(next, element.dataset.text);
    setText(element, text);
    element.hidden = text === '';
  }
  const off = words.look === 'off';
  hide('since', off);
  hide('camera-on', !off);
  hide('camera-off', off);
  hide('verdict', off || !mood.adjective);
  hide('sure', words.look !== mood.label || mood.sureness <= 0);
  hide('progress', !(player.song?.lengthMillis > 0));
  if (find('sure')) find('sure').value = mood.sureness;
  const follow = find('follow');
  if (follow && follow !== document.activeElement) follow.value = player.byHand ?? '';
  showFaults(next.faults);
  showIgnored(next.ignored);
  showScores(mood, words.look);
  tick();
}

function follow() {
  const events = new EventSource('/api/events');
  const live = find('live');
  events.addEventListener('open', () => {
    live.dataset.state = 'live';
    setText(live, texts['script.live']);
  });
  events.addEventListener('status', (event) => show(JSON.parse(event.data)));
  events.addEventListener('error', () => {
    live.dataset.state = 'lost';
    setText(live, texts['script.reconnecting']);
    if (events.readyState === EventSource.CLOSED) setTimeout(follow, 5000);
  });
}

async function ask(form) {
  const button = form.querySelector('button');
  const said = find('said');
  if (button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  try {
    const { token } = document.querySelector('main').dataset;
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json', 'X-CSRF-Token': token },
      body: new URLSearchParams(new FormData(form)),
    });
    const body = await answer.json();
    if (answer.ok && form.closest('.verdict')) form.closest('.verdict').open = false;
    said.textContent = body.message ?? body.detail;
  } catch {
    said.textContent = texts['script.gone'];
  } finally {
    button.ariaBusy = 'false';
  }
  clearTimeout(ask.timer);
  ask.timer = setTimeout(() => (said.textContent = ''), 6000);
}

document.addEventListener('submit', (event) => {
  event.preventDefault();
  ask(event.target);
});
if (find('scores')) find('scores').open = matchMedia('(min-width: 56rem)').matches;
setText(find('live'), texts['script.connecting']);
setInterval(tick, 1000);
follow();
