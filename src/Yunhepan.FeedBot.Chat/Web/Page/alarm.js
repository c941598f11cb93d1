// Plays a sound and shows a system notification for urgent messages, after the person has enabled them with the button.

const stored = 'feedbot-alarm';
let sound = null;

function read() {
  try { return localStorage.getItem(stored) === 'on'; } catch { return false; }
}

let isOn = read();

function wakeSound() {
  try {
    sound ??= new AudioContext();
    if (sound.state === 'suspended') sound.resume();
  } catch {
    sound = null;
  }
}

// Browsers allow a page to play sounds only after the person has interacted with it.
for (const touch of ['pointerdown', 'keydown']) document.addEventListener(touch, () => { if (isOn) wakeSound(); });

function chime() {
  if (!sound || sound.state !== 'running') return;
  [880, 1175, 880].forEach((frequency, index) => {
    const at = sound.currentTime + index * 0.22;
    const tone = sound.createOscillator(), volume = sound.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
    tone.connect(volume).connect(sound.destination);
    tone.start(at);
    tone.stop(at + 0.21);
  });
}

// An end is told in a text: its first line says what happened.
function wordsOf({ alert, spans }) {
  if (alert) return { title: alert.mark ? `${alert.mark} · ${alert.title}` : alert.title, body: alert.summary || alert.source };
  const [title, ...rest] = (spans || []).map(span => span.text).join('').split('\n');
  return { title, body: rest.join('\n') };
}

export const alarm = {
  // True if the service worker shows the notifications, so that the page only plays the sound.
  isPushed: false,

  get on() { return isOn; },

  // Returns true if notifications are allowed too.
  get notifies() { return 'Notification' in window && Notification.permission === 'granted'; },

  async toggle() {
    isOn = !isOn;
    try { localStorage.setItem(stored, isOn ? 'on' : 'off'); } catch { /* Without storage it holds until the page is closed. */ }
    if (!isOn) return;
    wakeSound();
    if ('Notification' in window && Notification.permission === 'default') await Notification.requestPermission();
    chime();
  },

  // If a browser has several pages open, only one plays the sound.
  async ring(entry) {
    if (!isOn) return;
    const ring = () => { chime(); this.notify(entry); };
    if (!navigator.locks) { ring(); return; }
    await navigator.locks.request(`feedbot-${entry.id}-${entry.version}`, { ifAvailable: true }, async mine => {
      if (!mine) return;
      ring();
      // The other pages learn of it a little later.
      await new Promise(done => setTimeout(done, 3000));
    });
  },

  notify(entry) {
    if (this.isPushed || !this.notifies || (!document.hidden && document.hasFocus())) return;
    const { title, body } = wordsOf(entry.body);
    try {
      const shown = new Notification(title, {
        body, icon: 'chat/icon.svg', tag: `feedbot-${entry.id}`, requireInteraction: true,
      });
      shown.addEventListener('click', () => { window.focus(); shown.close(); });
    } catch {
      // Some phone browsers show no notifications for pages; the sound still plays.
    }
  },
};
