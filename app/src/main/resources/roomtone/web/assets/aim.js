// Draws what the camera can use, picture after picture. The sentences come ready from the kiosk.
const SVG = 'http://www.w3.org/2000/svg';
const texts = JSON.parse(document.querySelector('main').dataset.texts);
const find = (id) => document.getElementById(id);

function draw(parent, shape, items) {
  parent.replaceChildren(
    ...items.map((attributes) => {
      const element = document.createElementNS(SVG, shape);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    }),
  );
}

function list(parent, lines) {
  const shown = [...parent.children].map((item) => item.textContent).join('\n');
  if (shown === lines.join('\n')) return; // Screen readers hear only changes.
  parent.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    }),
  );
}

function show({ picture, advice }) {
  const { width = 4, height = 3, faces = [], hidden = [] } = picture ?? {};
  find('scene').setAttribute('viewBox', `0 0 ${width} ${height}`);
  draw(find('hidden'), 'polygon', hidden.map((points) => ({ points, transform: `scale(${width} ${height})` })));
  draw(
    find('outlines'),
    'rect',
    faces.map((face) => ({
      'data-use': face.use,
      x: face.left * width,
      y: face.top * height,
      width: face.width * width,
      height: face.height * height,
      rx: (face.width * width) / 3,
    })),
  );
  list(find('faces'), faces.map(({ words }) => words));
  list(find('advice'), advice);
}

const form = find('preview-form');
const preview = find('preview');
let state = 'closed';

function showPreview(next) {
  state = next;
  form.hidden = state !== 'closed';
  find('preview-waits').hidden = state !== 'waiting';
  preview.hidden = state !== 'open';
  if (state === 'open') preview.src = `/api/aim/picture?at=${Date.now()}`;
  else preview.removeAttribute('src');
}

async function lookForPreview() {
  const answer = await fetch('/api/aim/preview');
  if (answer.ok) showPreview((await answer.json()).state);
}

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const answer = await fetch(form.action, {
    method: 'POST',
    headers: { Accept: 'application/json', 'X-CSRF-Token': new FormData(form).get('_csrf') },
  });
  const body = await answer.json();
  if (answer.ok) showPreview(body.state);
  else list(find('advice'), [body.detail]);
});
if (form) lookForPreview();

async function look() {
  let pause = 300;
  if (!document.hidden) {
    try {
      const answer = await fetch('/api/aim');
      if (!answer.ok) throw new Error(answer.statusText);
      show(await answer.json());
      if (state !== 'closed') await lookForPreview();
    } catch {
      list(find('advice'), [texts['script.gone']]);
      pause = 2000;
    }
  }
  setTimeout(look, pause);
}

look();
