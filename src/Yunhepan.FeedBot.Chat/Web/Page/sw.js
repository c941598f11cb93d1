// The service worker of the web chat: it keeps the files of the page and the pictures that were shown, for times without a network.
/* global feedbotStore */
importScripts('store.js');

const files = 'feedbot-files';
const pictures = 'feedbot-pictures';
const patience = 4000; // A network that hangs is as good as none.
const mostPictures = 60;
const page = new URL('../chat', self.location.href).href;
const shell = [page, ...['chat.css', 'chat.js', 'stream.js', 'alarm.js', 'words.js', 'store.js', 'app.js', 'history.js', 'panel.js',
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
