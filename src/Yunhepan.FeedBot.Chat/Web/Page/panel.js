// The panel behind the button with the dots: search, and what makes the page an app.

import { alarm } from './alarm.js';
import { app } from './app.js';
import { readHistory } from './history.js';

const $ = id => document.getElementById(id);
const panel = $('panel'), found = $('found'), query = $('query');

// push is what keepPush returned. make builds an element, fill draws an entry into a list item, moment writes a time, t gives the texts, notice shows one for a moment.
export function keepPanel({ make, fill, moment, t, notice, push }) {
  let asked = '', oldest = 0;

  async function find(more) {
    const words = more ? asked : query.value.trim();
    if (!words) return;
    try {
      const { entries, more: left, isKept } = await readHistory(more ? oldest : 0, words);
      if (!more) found.replaceChildren();
      asked = words;
      const focus = more ? found.children.length : -1;
      found.append(...entries.toReversed().map(entry => {
        const item = make('li');
        fill(item, entry);
        item.prepend(make('p', 'meta', moment(new Date(entry.at))));
        return item;
      }));
      oldest = entries.length ? entries[0].id : oldest;
      $('found-count').textContent = found.children.length ? t().found(found.children.length, left, isKept) : t().foundNone(isKept);
      $('found-more').hidden = !left;
      if (focus >= 0) found.children[focus]?.querySelector('a,button')?.focus();
    } catch (error) {
      notice(error.message === 'slow' ? t().slow : t().failed);
    }
  }

  $('find').addEventListener('submit', event => {
    event.preventDefault();
    find(false);
  });
  $('found-more').addEventListener('click', () => find(true));
  $('more').addEventListener('click', () => {
    panel.showModal();
    query.focus();
    readPush();
  });
  $('panel-close').addEventListener('click', () => panel.close());
  // A click beside the panel closes it.
  panel.addEventListener('click', event => { if (event.target === panel) panel.close(); });
  panel.addEventListener('close', () => {
    found.replaceChildren();
    $('found-count').textContent = '';
    $('found-more').hidden = true;
    query.value = '';
  });
  $('install').addEventListener('click', () => app.install());

  async function setPush(ask) {
    $('push').disabled = true;
    try {
      const level = await ask;
      alarm.isPushed = level !== 'off';
      for (const each of $('push').elements) each.checked = each.value === level;
    } catch (error) {
      notice(error.message === 'slow' ? t().slow : t().pushFailed);
    }
    showPush();
  }

  function readPush() {
    if (push.isPossible) setPush(push.read()); else showPush();
  }

  function showPush() {
    $('push').disabled = !push.isPossible || push.isBlocked;
    $('push-how').textContent = !push.isPossible ? t().pushNone : push.isBlocked ? t().pushBlocked : t().pushWhy;
  }

  $('push').addEventListener('change', async event => {
    const { value } = event.target;
    await setPush(push.choose(value));
    // What the browser refused is not shown as chosen.
    if ([...$('push').elements].find(each => each.checked)?.value !== value) notice(push.isBlocked ? t().pushBlocked : t().pushFailed);
    event.target.focus();
  });

  function show() {
    showPush();
    $('install').hidden = !app.canInstall;
    $('install-how').textContent = app.isInstalled ? t().installed : app.canInstall ? t().installWhy : t().installHow;
  }

  app.watch(show);

  return {
    // A device that is told by pushes says so again at each visit, in case the service has forgotten it.
    greet: readPush,

    speak() {
      for (const [id, words] of Object.entries(t().panel)) $(id).textContent = words;
      $('more').setAttribute('aria-label', t().more);
      $('panel-close').setAttribute('aria-label', t().close);
      query.setAttribute('aria-label', t().panel['find-title']);
      query.placeholder = t().findHint;
      $('move-link').setAttribute('aria-label', t().panel['move-title']);
      show();
    },
  };
}
