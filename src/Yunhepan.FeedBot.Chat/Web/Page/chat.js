import './store.js';
import { alarm } from './alarm.js';
import { keepAlbum } from './album.js';
import { app } from './app.js';
import { readHistory } from './history.js';
import { keepMove } from './move.js';
import { keepPanel } from './panel.js';
import { keepPush } from './push.js';
import { keepStream } from './stream.js';
import { words } from './words.js';

const $ = id => document.getElementById(id);
const scroll = $('scroll'), log = $('log'), form = $('write'), input = $('words'), menu = $('menu');
const store = self.feedbotStore;
const pages = new BroadcastChannel('feedbot-chat');
const entries = new Map();
const shownAtFirst = 50;
// The last version received, the first entry that is shown, the last one that was read, and when the service was heard last.
let newest = 0, first = 0, read = 0, heard = 0, written = 0, reached = true, away = false, panel = null;
let zone;
// ?lang=zh is a choice, made before this page: it is told to the server once, and a later choice is not undone by a reload.
const parameters = new URLSearchParams(location.search);
// A page may lead here with something to follow, which is offered once.
let offered = parameters.get('start');
let asked = parameters.get('lang');
if (!Object.hasOwn(words, asked ?? '')) asked = null;
// A region may decide the characters: zh-TW is written as zh-Hant.
const codeOf = tag => /^zh\b/i.test(tag) && /-(hant|tw|hk|mo)\b/i.test(tag) && !/-hans\b/i.test(tag) ? 'zh-Hant' : tag.toLowerCase().split('-')[0];
let language = asked || (navigator.language ? Object.keys(words).find(code => codeOf(navigator.language) === code) ?? 'en' : 'zh');
let oldest = 0, pushKey = '', commands = [], choice = -1, unread = 0, unreadUrgent = false, live = false, caughtUp = false, chat = null, erased = false, noticeTimer = 0;
const siteName = $('site').textContent;
const t = () => words[language];
// A picture that has arrived makes its card taller.
const album = keepAlbum({ make, t, arrived: image => { if (!away) toBottom(image.closest('li.entry')); } });

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined && text !== null) element.textContent = text;
  return element;
}

// ---- language and state

function speak(code) {
  if (!words[code]) return;
  language = code;
  document.documentElement.lang = t().tag;
  input.placeholder = t().placeholder;
  input.setAttribute('aria-label', t().placeholder);
  $('send').setAttribute('aria-label', t().send);
  $('slash').setAttribute('aria-label', t().menu);
  menu.setAttribute('aria-label', t().menu);
  $('home').setAttribute('aria-label', `${siteName} · ${t().home}`);
  $('title').textContent = `${siteName} · ${t().title}`;
  $('back').textContent = t().back;
  $('alarm').setAttribute('aria-label', t().alarm);
  $('alarm').title = t().alarm;
  log.setAttribute('aria-label', t().log);
  $('earlier').textContent = t().earlier;
  panel?.speak();
  album.speak();
  $('language').textContent = `🌐 ${t().name}`;
  $('chips').replaceChildren(...t().chips.map(([action, label]) => {
    const chip = make('button', '', label);
    chip.type = 'button';
    chip.addEventListener('click', () => say({ text: `/${action}` }));
    return chip;
  }));
  for (const day of log.querySelectorAll('.day')) day.textContent = dayName(day.dataset.day);
  showState();
  showUnread();
}

function showState() {
  const state = $('state');
  const lost = !live && (caughtUp || !reached);
  state.textContent = live ? t().live : !lost ? t().connecting : heard ? t().away : t().lost;
  state.classList.toggle('off', lost);
  // What is shown may be out of date, and says so.
  const isOld = !live && heard > 0 && Date.now() - heard > 10 * 60_000;
  $('offline').hidden = !(lost || isOld) || !heard;
  if ((lost || isOld) && heard) $('offline').textContent = t().offline(moment(new Date(heard)));
}

// ---- entries

// All times are shown in the chat's time zone, to which its quiet hours refer, whatever the zone of the browser.
function clock(at, options, locale) {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone, hourCycle: 'h23' }).format(at);
}

const wholeDay = { year: 'numeric', month: '2-digit', day: '2-digit' };
const shortDay = { day: 'numeric', month: 'short', year: 'numeric' };
const hour = { hour: '2-digit', minute: '2-digit' };

function dayKey(at) {
  return clock(at, wholeDay, 'sv-SE');
}

function moment(at) {
  return t().dates ? clock(at, { ...shortDay, ...hour }, t().dates) : `${dayKey(at)} ${clock(at, hour, 'sv-SE')}`;
}

function setZone(name) {
  if (!name || name === zone) return;
  const before = zone;
  try {
    zone = name;
    clock(new Date(), hour, 'sv-SE');
  } catch {
    // This browser does not know the zone, so the previous one is kept.
    zone = before;
  }
  redraw();
}

function dayName(key) {
  const now = new Date();
  if (key === dayKey(now)) return t().today;
  if (key === dayKey(new Date(now.getTime() - 86400000))) return t().yesterday;
  // The key is a day without a zone.
  return t().dates ? new Date(key).toLocaleDateString(t().dates, { ...shortDay, timeZone: 'UTC' }) : key;
}

function safeUrl(url) {
  // Besides web addresses, a file of this chat itself.
  return typeof url === 'string' && (/^https?:\/\//i.test(url) || /^chat\/[a-z]+\.(opml|json)$/.test(url)) ? url : null;
}

// Pictures come from the service, so that the places of the pictures learn no reader's address.
function picturesOf({ body: { alert } }) {
  return [alert?.picture, ...alert?.pictures || []].filter(path => /^chat\/pictures\/\d+\?v=[0-9a-f]+$/.test(path ?? ''));
}

function link(url, className, text) {
  const a = make('a', className, text);
  a.href = url;
  a.target = '_blank';
  a.rel = 'noopener noreferrer';
  return a;
}

// Not every system can draw it, so the page has its own red dot.
function withoutSiren(text) {
  return text.replaceAll('🚨', '●');
}

function spans(parent, list) {
  for (const span of list || []) {
    let node = safeUrl(span.url) ? link(span.url) : document.createDocumentFragment();
    const outer = node;
    for (const tag of [span.bold && 'b', span.italic && 'i', span.strike && 's'].filter(Boolean)) {
      const inner = make(tag);
      node.append(inner);
      node = inner;
    }
    node.append(document.createTextNode(withoutSiren(span.text)));
    parent.append(outer);
  }
}

function time(entry, edited) {
  const at = clock(new Date(entry.at), hour, 'sv-SE');
  const element = make('time', 'at', edited ? `${at} · ${t().edited}` : at);
  element.dateTime = entry.at;
  return element;
}

function keyboard(entry) {
  const keys = make('div', 'keys');
  for (const row of entry.body.keyboard || []) {
    const line = make('div', 'row');
    for (const button of row) line.append(key(entry, button));
    keys.append(line);
  }
  return keys;
}

function key(entry, button) {
  if (safeUrl(button.url)) return link(button.url, 'key', button.label);
  const hot = button.label.includes('🚨 ');
  const element = make('button', 'key', button.label.replace('🚨 ', ''));
  element.type = 'button';
  element.classList.toggle('hot', hot);
  if (button.label.startsWith('✓')) {
    element.classList.add('on');
    element.setAttribute('aria-pressed', 'true');
  }
  element.dataset.action = button.action;
  element.addEventListener('click', async () => {
    if (element.getAttribute('aria-busy')) return;
    element.setAttribute('aria-busy', 'true');
    await say({ action: button.action, entry: entry.id });
    element.removeAttribute('aria-busy');
  });
  return element;
}

function card(entry) {
  const alert = entry.body.alert;
  const element = make('article', `card ${alert.kind}${alert.isUrgent ? ' urgent' : ''}${alert.isForgotten ? ' forgotten' : ''}`);
  if (alert.mark) element.append(make('p', 'mark', alert.mark));
  const title = make('h2');
  title.append(safeUrl(alert.url) ? link(alert.url, '', alert.title) : document.createTextNode(alert.title));
  const made = alert.made && alert.made.length ? make('p', 'words') : null;
  if (made) spans(made, alert.made);
  element.append(made || title);
  if (alert.note) element.append(make('p', '', alert.note));
  if (alert.summary && !made) element.append(make('p', 'words', alert.summary));
  const pictures = album.draw(alert.title, picturesOf(entry));
  if (pictures) element.append(pictures);
  if (alert.changes && alert.changes.length) {
    const changes = make('ul', 'changes');
    changes.append(...alert.changes.map(change => make('li', '', change)));
    element.append(changes);
  }
  const meta = make('p', 'meta facts');
  meta.append(make('span', '', alert.source));
  if (alert.time) meta.append(make('span', 'whole', alert.at ? moment(new Date(alert.at)) : alert.time));
  if (alert.authors) meta.append(make('span', '', alert.authors));
  element.append(meta);
  if (alert.alsoAt && alert.alsoAt.length) {
    const also = make('p', 'meta');
    spans(also, alert.alsoAt);
    element.append(also);
  }
  if (alert.categories && alert.categories.length) {
    const tags = make('div', 'tags');
    tags.append(...alert.categories.map(name => make('span', '', name)));
    element.append(tags);
  }
  const end = make('div', 'end');
  if (safeUrl(alert.url)) end.append(link(alert.url, 'read', `${alert.read} ›`));
  end.append(time(entry, alert.kind !== 'new'));
  element.append(end);
  const deeds = (entry.body.keyboard || []).flat().filter(button => button.action);
  if (deeds.length) {
    const line = make('div', 'deeds');
    line.append(...deeds.map(button => key(entry, button)));
    element.append(line);
  }
  return element;
}

function fill(item, entry) {
  item.className = `entry ${entry.side} ${entry.kind}`;
  if (entry.body.alert) {
    item.replaceChildren(card(entry));
    return;
  }
  const bubble = make('div', 'bubble');
  spans(bubble, entry.body.spans);
  bubble.append(time(entry));
  const hasKeys = (entry.body.keyboard || []).length > 0;
  item.classList.toggle('has-keys', hasKeys);
  item.replaceChildren(bubble, ...(hasKeys ? [keyboard(entry)] : []));
}

// An existing entry is changed in place, so that its buttons keep the focus.
function refill(item, entry) {
  const focused = item.contains(document.activeElement) ? document.activeElement : null;
  const index = focused ? [...item.querySelectorAll('button,a')].indexOf(focused) : -1;
  fill(item, entry);
  if (index >= 0) {
    const same = [...item.querySelectorAll('button,a')];
    (same.find(each => each.dataset.action && each.dataset.action === focused.dataset.action) || same[index] || same[0])?.focus();
  }
}

function change(item, entry) {
  refill(item, entry);
  if (entry.body.alert && caughtUp) item.classList.add('edited');
}

// In another zone, hours and days differ.
function redraw() {
  for (const line of log.querySelectorAll('li.day')) line.remove();
  for (const item of log.querySelectorAll('li[data-id]')) {
    const entry = entries.get(Number(item.dataset.id));
    refill(item, entry);
    markDay(item, entry);
  }
}

function markDay(item, entry) {
  const day = dayKey(new Date(entry.at));
  item.dataset.day = day;
  let before = item.previousElementSibling;
  while (before && !before.dataset.day) before = before.previousElementSibling;
  if (before && before.dataset.day === day) return;
  const line = make('li', 'day', dayName(day));
  line.dataset.day = day;
  item.before(line);
}

function add(entry) {
  const item = make('li');
  item.dataset.id = entry.id;
  fill(item, entry);
  if (caughtUp) item.classList.add('fresh');
  // Ids define the order, because an edited entry may arrive late.
  let after = log.lastElementChild;
  while (after && (!after.dataset.id || Number(after.dataset.id) > entry.id)) after = after.previousElementSibling;
  if (after) after.after(item); else log.prepend(item);
  markDay(item, entry);
  return item;
}

function receive(entry) {
  newest = Math.max(newest, entry.version);
  store.put([entry], chat, newest);
  // An entry above those that are shown comes with its page.
  if (entries.has(entry.id) || entry.id >= first) show(entry);
}

function show(entry) {
  const known = entries.get(entry.id);
  if (known && known.version >= entry.version) return;
  const stay = !atBottom();
  entries.set(entry.id, entry);
  const item = log.querySelector(`[data-id="${entry.id}"]`);
  if (item) {
    change(item, entry);
    if (!stay) toBottom();
    const gone = picturesOf(known).filter(path => !picturesOf(entry).includes(path));
    if (gone.length) album.forget(gone);
    if (caughtUp && gone.length) tidy();
    return;
  }
  const fresh = add(entry);
  if (!caughtUp || entry.side === 'person') {
    if (entry.side === 'person') toBottom();
    return;
  }
  if (isUrgent(entry)) alarm.ring(entry);
  if (stay || document.hidden) {
    if (unread === 0) markUnread(fresh);
    unread++;
    unreadUrgent = unreadUrgent || isUrgent(entry);
    showUnread();
  }
  if (!stay) toBottom(fresh);
}

function isUrgent(entry) {
  return Boolean(entry.body.rings || (entry.body.alert && entry.body.alert.isUrgent));
}

// ---- what was received before

async function restore() {
  const kept = await store.entries();
  [chat, read, heard] = [await store.fact('chat') ?? null, await store.fact('read') ?? 0, await store.fact('heard') ?? 0];
  setZone(await store.fact('zone'));
  if (!asked) speak(await store.fact('language'));
  if (chat === null) return;
  // What came with a push lies ahead of what the page has received without a gap.
  newest = await store.fact('cursor') ?? 0;
  for (const entry of kept.slice(-shownAtFirst)) show(entry);
  first = kept.slice(-shownAtFirst)[0]?.id ?? 0;
  $('earlier').hidden = kept.length <= shownAtFirst;
  look();
}

// What is unread since the last visit begins below a line, and is shown from there.
function look() {
  const fresh = [...entries.values()].filter(entry => read && entry.id > read && entry.side === 'bot').sort((a, b) => a.id - b.id);
  if (!fresh.length) {
    toBottom();
    seen();
    return;
  }
  unread = fresh.length;
  unreadUrgent = fresh.some(isUrgent);
  const line = markUnread(log.querySelector(`[data-id="${fresh[0].id}"]`));
  if (!away) line.scrollIntoView({ block: 'start' });
  away = !atBottom();
  seen();
}

$('earlier').addEventListener('click', async () => {
  try {
    const { entries: older, more } = await readHistory(first);
    store.put(older, chat);
    const from = scroll.scrollHeight - scroll.scrollTop;
    // They were asked for, and are not news that is read out.
    log.setAttribute('aria-live', 'off');
    const top = log.querySelector('[data-id]');
    for (const entry of older.toReversed()) if (!entries.has(entry.id)) {
      entries.set(entry.id, entry);
      add(entry);
    }
    first = older[0]?.id ?? first;
    redraw();
    scroll.scrollTop = scroll.scrollHeight - from;
    $('earlier').hidden = !more;
    setTimeout(() => log.setAttribute('aria-live', 'polite'), 500);
    // Whoever came by the keyboard reads on from where the button was.
    if (!more || document.activeElement !== $('earlier')) { top.tabIndex = -1; top.focus({ preventScroll: true }); }
  } catch (error) {
    notice(error.message === 'slow' ? t().slow : t().failed);
  }
});

// ---- scrolling and unread

function atBottom() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
}

// A message that is taller than the screen is shown from its top.
function toBottom(item) {
  if (item && item.offsetHeight > scroll.clientHeight) item.scrollIntoView({ block: 'start' });
  else scroll.scrollTop = scroll.scrollHeight;
}

function markUnread(item) {
  log.querySelector('.unread')?.remove();
  const line = make('li', 'unread', t().unread);
  item.before(line);
  return line;
}

function showUnread() {
  document.title = (unread ? `(${unread}) ` : '') + `${t().title} - ${siteName}`;
  const away = caughtUp && !atBottom();
  $('newer').hidden = !away;
  $('newer').textContent = unread ? t().newer(unread) : t().down;
  $('newer').setAttribute('aria-label', unread ? t().newer(unread) : t().toEnd);
  $('newer').classList.toggle('urgent', unreadUrgent);
  app.badge(unread);
}

function seen() {
  if (document.hidden || !atBottom()) { showUnread(); return; }
  unread = 0;
  unreadUrgent = false;
  showUnread();
  const last = Math.max(0, ...entries.keys());
  if (last > read) {
    read = last;
    store.setFact('read', read);
    app.read();
  }
}

scroll.addEventListener('scroll', seen, { passive: true });
document.addEventListener('visibilitychange', () => { if (!document.hidden) seen(); });
$('newer').addEventListener('click', () => { log.querySelector('.unread')?.remove(); toBottom(); seen(); });
new ResizeObserver(() => { if (!away) toBottom(); }).observe(scroll);
scroll.addEventListener('scroll', () => { away = !atBottom(); }, { passive: true });

// ---- talking

function notice(text) {
  const element = $('notice');
  element.textContent = text;
  element.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { element.hidden = true; }, 3500);
}

async function post(path, body) {
  const send = () => fetch(path, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), credentials: 'same-origin',
    // A network that drops requests must not keep us waiting.
    signal: AbortSignal.timeout(10000),
  });
  let response = await send();
  if (response.status === 401 && path !== 'chat/session') {
    // The chat no longer exists: a new one begins, and the stream must belong to it.
    await begin();
    stream.again();
    response = await send();
  }
  if (!response.ok) throw new Error(response.status === 429 ? 'slow' : response.status === 410 ? 'gone' : 'failed');
  return response.status === 204 ? null : response.json();
}

async function say(body) {
  try {
    const answer = await post('chat/messages', body);
    setZone(answer.zone);
    if (answer.language !== language) speak(answer.language);
    if (answer.isErased) {
      // A page that stays open would begin a new chat at once.
      erased = true;
      pages.postMessage(null);
      await forget();
      await app.forgetAll();
      location.replace('privacy#erased');
      return true;
    }
    if (answer.notice) notice(answer.notice);
    return true;
  } catch (error) {
    notice(error.message === 'slow' ? t().slow : t().failed);
    return false;
  }
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  if (text.length > 1000) {
    notice(t().tooLong);
    return;
  }
  input.value = '';
  closeMenu();
  showSend();
  toBottom();
  if (!await say({ text }) && !input.value) input.value = text;
  showSend();
});
$('language').addEventListener('click', () => say({ action: 'language' }));

function showSend() { $('send').disabled = !input.value.trim(); }

// ---- command menu

function openMenu(filter) {
  const found = commands.filter(command => command.name.startsWith(filter));
  if (!found.length) { closeMenu(); return; }
  choice = -1;
  menu.replaceChildren(...found.map((command, index) => {
    const item = make('li');
    item.id = `command-${index}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.append(make('b', '', '/' + command.name), make('span', '', command.descriptions[language] ?? command.descriptions.en));
    item.addEventListener('mousedown', event => event.preventDefault());
    item.addEventListener('click', () => choose(item));
    item.dataset.name = command.name;
    return item;
  }));
  menu.hidden = false;
  for (const id of ['slash', 'words']) $(id).setAttribute('aria-expanded', 'true');
}

function closeMenu() {
  menu.hidden = true;
  choice = -1;
  input.removeAttribute('aria-activedescendant');
  for (const id of ['slash', 'words']) $(id).setAttribute('aria-expanded', 'false');
}

function choose(item) {
  closeMenu();
  input.value = '';
  showSend();
  say({ text: '/' + item.dataset.name });
}

function move(step) {
  const items = [...menu.children];
  choice = (choice + step + items.length) % items.length;
  items.forEach((item, index) => item.setAttribute('aria-selected', String(index === choice)));
  items[choice].scrollIntoView({ block: 'nearest' });
  input.setAttribute('aria-activedescendant', items[choice].id);
}

$('slash').addEventListener('click', () => {
  if (!menu.hidden) { closeMenu(); return; }
  openMenu('');
  input.focus({ preventScroll: true });
});
input.addEventListener('input', () => {
  showSend();
  const match = /^\/([a-z]*)$/i.exec(input.value);
  if (match) openMenu(match[1].toLowerCase()); else closeMenu();
});
input.addEventListener('keydown', event => {
  // An input method is composing, and Enter accepts its word.
  if (event.isComposing || menu.hidden) return;
  if (event.key === 'ArrowDown') { move(1); event.preventDefault(); }
  else if (event.key === 'ArrowUp') { move(choice < 0 ? 0 : -1); event.preventDefault(); }
  else if (event.key === 'Escape') { closeMenu(); event.preventDefault(); }
  else if (event.key === 'Enter' && choice >= 0) { choose(menu.children[choice]); event.preventDefault(); }
});
document.addEventListener('click', event => { if (!event.target.closest('.foot')) closeMenu(); });

// ---- pictures and files: lists of subscriptions alone can be read here

const largestFile = 512 * 1024;

async function sendFile(file) {
  if (!/\.(opml|xml)$/i.test(file.name)) { notice(t().noFiles); return; }
  if (file.size > largestFile) { notice(t().largeFile); return; }
  try {
    const response = await fetch(`chat/files?name=${encodeURIComponent(file.name)}`, {
      method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' }, credentials: 'same-origin',
      signal: AbortSignal.timeout(30000),
    });
    if (!response.ok) throw new Error(response.status === 429 ? 'slow' : 'failed');
  } catch (error) {
    notice(error.message === 'slow' ? t().slow : t().failed);
  }
}

const holdsFiles = data => data !== null && [...data.types].includes('Files');

document.addEventListener('paste', event => {
  // Text from an office program comes with a picture of itself: then the text counts.
  if (!holdsFiles(event.clipboardData) || event.clipboardData.types.includes('text/plain')) return;
  event.preventDefault();
  if (event.clipboardData.files.length === 1) sendFile(event.clipboardData.files[0]); else notice(t().noFiles);
});
// Without this the browser would leave the page for the file.
document.addEventListener('dragover', event => { if (holdsFiles(event.dataTransfer)) event.preventDefault(); });
document.addEventListener('drop', event => {
  if (!holdsFiles(event.dataTransfer)) return;
  event.preventDefault();
  sendFile(event.dataTransfer.files[0]);
});

// ---- connection

async function begin() {
  let state;
  // An answer may be overtaken by entries that come through another connection.
  const known = newest;
  try {
    state = await post('chat/session', asked ? { language: asked } : {});
    reached = true;
  } catch (error) {
    reached = false;
    throw error;
  }
  asked = null;
  if (location.search) history.replaceState(null, '', location.pathname);
  // Another page of this browser is there already, and this one begins with what that one stores.
  if (chat !== null && chat !== state.chat && await store.fact('chat') === state.chat) {
    location.reload();
    throw new Error('moved');
  }
  // Another chat, or one that the service knows only up to an earlier time, as after a restored backup.
  const isOther = chat !== null && chat !== state.chat;
  if (isOther || (chat !== null && known > (state.version ?? 0))) await forget();
  chat = state.chat;
  oldest = state.oldest ?? 0;
  pushKey = state.pushKey;
  const stored = ['chat', 'zone', 'language'].map(name => store.setFact(name, state[name]));
  if (isOther) Promise.all(stored).then(() => pages.postMessage(chat));
  commands = state.commands || [];
  setZone(state.zone);
  speak(state.language);
  if (/^[\w-]{1,58}$/.test(offered ?? '')) say({ action: `open ${offered}` });
  offered = null;
}

// The shown entries belong to a chat that no longer exists.
async function forget() {
  await store.clear();
  [newest, first, read, heard] = [0, 0, 0, 0];
  entries.clear();
  log.replaceChildren();
  caughtUp = false;
  unread = 0;
  unreadUrgent = false;
  await app.read();
}

// Another page of this browser has another chat now, or none: what this one shows and receives must not mix with it.
pages.addEventListener('message', ({ data: current }) => {
  // What is erased here is erased to the end, whatever another page begins meanwhile.
  if (erased) return;
  if (current === null) {
    erased = true;
    location.replace('privacy#erased');
  } else if (chat !== null && chat !== current) location.reload();
});

function connected(now) {
  live = now;
  if (live) hear();
  if (live && !caughtUp) {
    caughtUp = true;
    first = entries.size ? Math.min(...entries.keys()) : 0;
    $('earlier').hidden = !(oldest < first);
    look();
    tidy();
    panel.greet();
    mover.ask();
    // Only entries from now on are read out.
    log.setAttribute('aria-live', 'polite');
  }
  showState();
}

async function tidy() {
  app.forgetPictures((await store.entries()).flatMap(picturesOf));
}

function hear() {
  heard = Date.now();
  if (heard - written < 60000) return;
  written = heard;
  store.setFact('heard', heard);
}

function showAlarm() {
  $('alarm').setAttribute('aria-pressed', String(alarm.on));
}

$('alarm').addEventListener('click', async () => {
  await alarm.toggle();
  showAlarm();
  notice(alarm.on ? alarm.notifies ? t().alarmOn : t().alarmSound : t().alarmOff);
});

panel = keepPanel({ make, fill, t, notice, moment, push: keepPush({ post, key: () => pushKey }) });
const mover = keepMove({ post, t, notice, moved: () => stream.again() });
speak(language);
// A page of the site leads here with words that are ready to be sent; who sends them is the person.
showSend();
showAlarm();
// A browser whose storage does not answer must not keep us from connecting.
await Promise.race([restore(), new Promise(done => { setTimeout(done, 2000); })]);
const stream = keepStream({ begin, after: () => newest, entry: receive, state: connected, beat: hear });
if (matchMedia('(hover: hover)').matches) input.focus();
