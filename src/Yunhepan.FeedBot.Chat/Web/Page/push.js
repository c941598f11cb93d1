// System notifications that arrive while no page is open (Web Push): what this device is told of, and its subscription.

import { app } from './app.js';

const isPossible = 'PushManager' in window && 'Notification' in window && 'serviceWorker' in navigator;

function toBytes(key) {
  return Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), each => each.charCodeAt(0));
}

function isOf(subscription, key) {
  const own = subscription.options?.applicationServerKey;
  return !own || new Uint8Array(own).toString() === toBytes(key).toString();
}

function stated(subscription, level) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, key: keys.p256dh, secret: keys.auth, level };
}

// post sends to the service; key returns the key of the service.
export function keepPush({ post, key }) {
  const worker = () => isPossible ? app.worker : Promise.resolve(null);

  return {
    get isPossible() { return isPossible; },

    get isBlocked() { return isPossible && Notification.permission === 'denied'; },

    // Returns the level of this device, 'off' if it is told nothing. The service learns of the subscription again, in case it lost it.
    async read() {
      const subscription = await (await worker())?.pushManager.getSubscription();
      if (!subscription) return 'off';
      if (!isOf(subscription, key())) return this.choose('all');
      return (await post('chat/push', stated(subscription))).level;
    },

    // Asks the browser's permission if need be. Returns the level that counts from now on.
    async choose(level) {
      const registration = await worker();
      if (!registration) return 'off';
      let subscription = await registration.pushManager.getSubscription();
      if (subscription && (level === 'off' || !isOf(subscription, key()))) {
        await post('chat/push/off', stated(subscription));
        await subscription.unsubscribe();
        subscription = null;
      }
      if (level === 'off' || await Notification.requestPermission() !== 'granted') return 'off';
      subscription ??= await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: toBytes(key()) });
      return (await post('chat/push', stated(subscription, level))).level;
    },
  };
}
