// Earlier messages, page by page, and search in them: from the service, or without a network in what this browser has received.

const store = self.feedbotStore;
const pageSize = 50;

function wordsOf(entry) {
  const { alert, spans } = entry.body;
  const parts = alert ? [alert.mark, alert.title, alert.note, alert.summary, ...(alert.changes || []), alert.source, ...(alert.categories || [])]
    : (spans || []).map(span => span.text);
  return parts.filter(Boolean).join('\n').toLowerCase();
}

function keptBefore(all, before, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter(entry => (!before || entry.id < before) && words.every(word => wordsOf(entry).includes(word)));
  return { entries: found.slice(-pageSize), more: found.length > pageSize, isKept: true };
}

// Returns { entries in their order, more, isKept }; isKept if there was no network.
export async function readHistory(before, query = '') {
  const parameters = new URLSearchParams();
  if (before) parameters.set('before', before);
  if (query) parameters.set('q', query);
  let response;
  try {
    response = await fetch(`chat/history?${parameters}`, { credentials: 'same-origin', signal: AbortSignal.timeout(10000) });
  } catch {
    return keptBefore(await store.entries(), before, query);
  }
  if (!response.ok) throw new Error(response.status === 429 ? 'slow' : 'failed');
  const found = await response.json();
  return { entries: found.entries || [], more: Boolean(found.more), isKept: false };
}
