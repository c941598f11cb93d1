// The service worker of the web chat: it keeps the files of the page and the pictures that were shown, for times without a network,
// and shows what is pushed while no page is open.
/* global feedbotStore */
importScripts('store.js');

const files = 'feedbot-files';
const pictures = 'feedbot-pictures';
const patience = 4000; // A network that hangs is as good as none.
const mostPictures = 60;
const page = new URL('../chat', self.location.href).href;
const shell = [page, ...['chat.css', 'chat.js', 'stream.js', 'alarm.js', 'words.js', 'store.js', 'app.js', 'history.js', 'panel.js', 'push.js', 'move.js', 'album.js',
  'icon.svg', 'icon-192.png', 'app.webmanifest'].map(name => new URL(name, self.location.href).href)];

self.addEventListener('install', event => {
  event.waitUntil(caches.open(files).then(cache => cache.addAll(shell)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

function within(promise, time) {
  return new Promise((done, fail) => {
    setTimeout(() => fail(new Error('slow')), time);
    promise.then(done, fail);
  });
}

// The network first, so that a new version of the page is there at once.
async function fresh(request, key) {
  const cache = await caches.open(files);
  const loading = fetch(request).then(async response => {
    if (response.ok && !response.redirected) await cache.put(key, response.clone());
    return response;
  });
  try {
    return await within(loading, patience);
  } catch (error) {
    const kept = await cache.match(key);
    loading.catch(() => { /* It is answered from the cache. */ });
    if (kept) return kept;
    return loading;
  }
}

async function picture(request) {
  const cache = await caches.open(pictures);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const all = await cache.keys();
    for (const old of all.slice(0, Math.max(0, all.length - mostPictures))) await cache.delete(old);
  }
  return response;
}

self.addEventListener('fetch', event => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin) return;
  const plain = address.origin + address.pathname;
  if (request.mode === 'navigate' && plain === page) event.respondWith(fresh(request, page));
  else if (shell.includes(plain)) event.respondWith(fresh(request, plain));
  else if (plain.startsWith(page + '/pictures/')) event.respondWith(picture(request));
});

// ---- pushes

function isChat(client) {
  return client.url.split(/[?#]/)[0] === page;
}

function isQuiet(push) {
  const now = Date.now();
  return Boolean(push.isSilent || (push.quietFrom && now >= push.quietFrom && now < push.quietTo));
}

// The page shows it then without a network too. What the page still has to ask for is not changed by it.
async function remember(id) {
  // Whoever erases or replaces the chat meanwhile keeps nothing of it.
  const chat = await feedbotStore.fact('chat');
  if (!chat) return;
  const read = async query => {
    const response = await fetch(`history${query}`, { credentials: 'same-origin' });
    const entries = response.ok ? (await response.json()).entries || [] : [];
    await feedbotStore.put(entries, chat);
    return entries;
  };
  // What was changed or taken back may lie far behind the newest.
  if (!(await read('')).some(entry => entry.id === id)) await read(`?before=${id + 1}`);
}

async function show(push) {
  const tag = `feedbot-${push.id}`;
  const known = await feedbotStore.push(push.id, push.version);
  // A later state of the same message was here already.
  if (known > push.version) return;
  const pages = await self.clients.matchAll({ type: 'window' });
  // Who has the page before their eyes sees it there.
  if (pages.some(each => each.focused && isChat(each)) && !push.isOver) return;
  const isNew = known === undefined;
  // What has lapsed is shown only where an earlier state of it still stands.
  const isOver = push.isOver || Boolean(push.holdsUntil && Date.now() >= push.holdsUntil);
  const before = await self.registration.getNotifications({ tag });
  await self.registration.showNotification(push.title, {
    body: push.body || '', tag, lang: push.language === 'zh' ? 'zh-CN' : push.language || 'en', icon: 'icon-192.png', badge: 'badge.png',
    // A change makes no sound, and what changes is shown only where it is still shown.
    silent: !isNew || isOver || isQuiet(push), requireInteraction: Boolean(push.isUrgent && !push.isOver), data: { id: push.id },
  });
  if (push.isOver || ((!isNew || isOver) && !before.length)) {
    for (const shown of await self.registration.getNotifications({ tag })) shown.close();
  }
  const all = await self.registration.getNotifications();
  await (all.length ? self.navigator.setAppBadge?.(all.length) : self.navigator.clearAppBadge?.());
}

self.addEventListener('push', event => {
  let push;
  try {
    push = event.data.json();
  } catch {
    return;
  }
  event.waitUntil(Promise.all([show(push), remember(push.id).catch(() => { /* The page asks for it itself. */ })]));
});

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(self.clients.matchAll({ type: 'window' }).then(pages => {
    const open = pages.find(isChat);
    return open ? open.focus() : self.clients.openWindow(page);
  }));
});

// The browser has replaced the subscription: the service learns of the new one, which is told the same as the old one.
self.addEventListener('pushsubscriptionchange', event => {
  const { oldSubscription: old, newSubscription } = event;
  const ask = newSubscription ? Promise.resolve(newSubscription) : self.registration.pushManager.subscribe(old.options);
  const send = (path, subscription, level) => {
    const { endpoint, keys } = subscription.toJSON();
    return fetch(path, {
      method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ endpoint, key: keys?.p256dh, secret: keys?.auth, level }),
    });
  };
  event.waitUntil(ask.then(async current => {
    const level = old ? (await (await send('push', old)).json().catch(() => ({}))).level : undefined;
    await send('push', current, level);
    if (old) await send('push/off', old);
  }));
});
