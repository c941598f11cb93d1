// Takes the chat to another device by a link that works once, or by its QR code.

const $ = id => document.getElementById(id);
const prefix = '#move=';

// The link that this page was opened by; it leaves the address at once, and the history of the browser with it.
let token = location.hash.startsWith(prefix) ? location.hash.slice(prefix.length) : null;
if (token !== null) history.replaceState(null, '', location.pathname + location.search);

function draw({ size, path }, label) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.setAttribute('shape-rendering', 'crispEdges');
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  drawn.setAttribute('d', path);
  svg.append(drawn);
  return svg;
}

// post sends to the service, t gives the texts, notice shows one for a moment, moved is called when another chat is here.
export function keepMove({ post, t, notice, moved }) {
  function fail(error) {
    notice(error.message === 'slow' ? t().slow : t().failed);
  }

  $('move').addEventListener('click', async () => {
    try {
      const { link, code } = await post('chat/transfer', {});
      $('move-link').value = link;
      $('move-code').replaceChildren(draw(code, t().moveCode));
      $('move-box').hidden = false;
      $('move-link').focus();
      $('move-link').select();
    } catch (error) {
      fail(error);
    }
  });
  $('move-copy').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText($('move-link').value);
      notice(t().copied);
    } catch {
      $('move-link').select();
    }
  });
  $('panel').addEventListener('close', () => {
    $('move-box').hidden = true;
    $('move-link').value = '';
    $('move-code').replaceChildren();
  });

  $('arrival-no').addEventListener('click', () => $('arrival').close());
  $('arrival').addEventListener('close', () => { token = null; });
  $('arrival-yes').addEventListener('click', async () => {
    const used = token;
    $('arrival').close();
    try {
      await post('chat/transfer/take', { token: used });
      notice(t().moved);
      await moved();
    } catch (error) {
      notice(error.message === 'slow' ? t().slow : error.message === 'gone' ? t().moveGone : t().failed);
    }
  });

  return {
    // A person decides whether the chat of the link replaces the one that is here.
    ask() {
      if (token !== null) $('arrival').showModal();
    },
  };
}
