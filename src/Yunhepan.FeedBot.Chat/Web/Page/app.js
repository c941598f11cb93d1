// The page as an app: installed on the device, with its files kept by the service worker, and a badge with the unread messages.

let prompt = null, changed = () => {};

window.addEventListener('beforeinstallprompt', event => {
  event.preventDefault();
  prompt = event;
  changed();
});
window.addEventListener('appinstalled', () => {
  prompt = null;
  changed();
});

export const app = {
  // The registration of the service worker; null where there is none, as on addresses without https.
  worker: 'serviceWorker' in navigator
    ? navigator.serviceWorker.register('chat/sw.js', { scope: 'chat' }).then(() => navigator.serviceWorker.ready).catch(() => null)
    : Promise.resolve(null),

  get canInstall() { return prompt !== null; },

  get isInstalled() { return matchMedia('(display-mode: standalone)').matches || navigator.standalone === true; },

  // Calls back when canInstall changes.
  watch(callback) { changed = callback; },

  async install() {
    const asked = prompt;
    prompt = null;
    await asked?.prompt();
    changed();
  },

  badge(count) {
    if (count) navigator.setAppBadge?.(count).catch(() => { /* Not every system shows one. */ });
    else navigator.clearAppBadge?.().catch(() => { /* As above. */ });
  },

  // What is read needs no notification and no mark any more.
  async read() {
    this.badge(0);
    const worker = await navigator.serviceWorker?.getRegistration('chat');
    for (const shown of await worker?.getNotifications?.() ?? []) shown.close();
  },

  // Nothing of a chat that was erased stays on the device.
  async forgetAll() {
    await this.read();
    await this.forgetPictures([]);
    const worker = await navigator.serviceWorker?.getRegistration('chat');
    await (await worker?.pushManager?.getSubscription())?.unsubscribe();
  },

  // A picture that no message shows any more (its person was found, its article withdrawn) is not kept either.
  async forgetPictures(shown) {
    if (!('caches' in window)) return;
    const cache = await caches.open('feedbot-pictures');
    for (const request of await cache.keys()) {
      const address = new URL(request.url);
      if (!shown.includes(address.pathname.slice(address.pathname.indexOf('/chat/') + 1) + address.search)) await cache.delete(request);
    }
  },
};
