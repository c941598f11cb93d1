// The live connection. Whatever breaks it (sleep, another network, a silent proxy), the missing heartbeat shows it within seconds,
// and a new connection continues after the last received version: without a gap, and without duplicates.

const silence = 8000; // The server sends a heartbeat every three seconds.
const longestPause = 5000;

// begin requests the session; after returns the last received version; entry handles a new entry; state receives whether we are live; beat
// is called at every sign of life.
export function keepStream({ begin, after, entry, state, beat }) {
  let source = null, timer = 0, pause = 500, heard = 0, attempt = 0, live = false;

  function say(now) {
    live = now;
    state(live);
  }

  function drop() {
    source?.close();
    source = null;
    say(false);
  }

  function later() {
    drop();
    clearTimeout(timer);
    // A random delay keeps all pages from reconnecting at once when the service comes back.
    timer = setTimeout(connect, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, longestPause);
  }

  async function connect() {
    const mine = ++attempt;
    clearTimeout(timer);
    timer = 0;
    drop();
    heard = Date.now();
    try {
      await begin();
    } catch {
      if (mine === attempt) later();
      return;
    }
    if (mine !== attempt) return;
    heard = Date.now();
    const version = after();
    // With nothing received yet, the newest messages are enough; earlier ones come page by page.
    const opened = new EventSource(`chat/events?after=${version}${version ? '' : '&recent=1'}`);
    source = opened;
    const on = (name, act) => opened.addEventListener(name, event => {
      if (opened !== source) return;
      heard = Date.now();
      act?.(event);
    });
    on('entry', event => entry(JSON.parse(event.data)));
    on('beat', beat);
    on('live', () => { pause = 500; say(true); });
    opened.addEventListener('error', () => {
      if (opened !== source) return;
      say(false);
      // The browser reconnects by itself unless the server refused.
      if (opened.readyState === EventSource.CLOSED) later();
    });
  }

  // Timers stop while a machine sleeps; the clock shows how long it slept.
  function look(patience) {
    if (!timer && Date.now() - heard > patience) connect();
  }

  setInterval(() => look(silence), 1000);
  const wake = () => { if (live) look(silence / 2); else { pause = 500; connect(); } };
  for (const sign of ['online', 'pageshow', 'focus']) window.addEventListener(sign, event => { if (sign !== 'pageshow' || event.persisted) wake(); });
  document.addEventListener('resume', wake);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) wake(); });
  window.addEventListener('offline', () => later());
  connect();
  return { again: connect };
}
