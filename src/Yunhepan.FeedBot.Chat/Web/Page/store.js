// What this browser has received. The page shows it without a network, and the service worker adds to it what comes with a push.
// It is a classic script, because not every browser lets a service worker load modules. Where nothing can be stored, nothing is kept.
(() => {
  const most = 500;
  const mostOverdue = 50;
  let opened = null;

  function open() {
    opened ??= new Promise((done, fail) => {
      const request = indexedDB.open('feedbot-chat', 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('entries', { keyPath: 'id' });
        request.result.createObjectStore('facts');
        request.result.createObjectStore('pushed');
      };
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
      request.onblocked = () => fail(new Error('blocked'));
    });
    return opened;
  }

  async function run(names, mode, act, otherwise) {
    try {
      const db = await open();
      return await new Promise((done, fail) => {
        const transaction = db.transaction(names, mode);
        let result = otherwise;
        transaction.oncomplete = () => done(result);
        transaction.onerror = transaction.onabort = () => fail(transaction.error);
        act(transaction, value => { result = value; });
      });
    } catch {
      opened = null;
      return otherwise;
    }
  }

  // Only the newest are kept.
  function prune(table) {
    table.count().onsuccess = event => {
      let surplus = event.target.result - most;
      if (surplus < mostOverdue) return;
      table.openCursor().onsuccess = each => {
        const cursor = each.target.result;
        if (!cursor || surplus-- <= 0) return;
        cursor.delete();
        cursor.continue();
      };
    };
  }

  self.feedbotStore = {
    // The entries in their order; a stored one is never replaced by an earlier version.
    entries: () => run(['entries'], 'readonly', (transaction, give) => {
      transaction.objectStore('entries').getAll().onsuccess = event => give(event.target.result);
    }, []),

    // A page says for which chat: what it receives of one that another page has replaced meanwhile is not stored. The cursor is the last
    // version that was received without a gap.
    put: (entries, chat, cursor) => run(['entries', 'facts'], 'readwrite', transaction => {
      const table = transaction.objectStore('entries');
      const facts = transaction.objectStore('facts');
      facts.get('chat').onsuccess = current => {
        if (chat && current.target.result !== chat) return;
        for (const entry of entries) {
          table.get(entry.id).onsuccess = event => {
            if (!event.target.result || event.target.result.version < entry.version) table.put(entry);
          };
        }
        if (cursor) facts.put(cursor, 'cursor');
        prune(table);
      };
    }),

    fact: name => run(['facts'], 'readonly', (transaction, give) => {
      transaction.objectStore('facts').get(name).onsuccess = event => give(event.target.result);
    }),

    setFact: (name, value) => run(['facts'], 'readwrite', transaction => transaction.objectStore('facts').put(value, name)),

    // The version of an entry that a push showed on this device, and from now on this one if it is later.
    push: (id, version) => run(['pushed'], 'readwrite', (transaction, give) => {
      const table = transaction.objectStore('pushed');
      table.get(id).onsuccess = event => {
        give(event.target.result);
        if (!(event.target.result >= version)) table.put(version, id);
      };
      prune(table);
    }),

    clear: () => run(['entries', 'facts', 'pushed'], 'readwrite', transaction => {
      for (const name of ['entries', 'facts', 'pushed']) transaction.objectStore(name).clear();
    }),
  };
})();
