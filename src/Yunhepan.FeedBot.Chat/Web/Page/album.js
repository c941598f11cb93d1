// The pictures of a card: one as it is; of several the first one as it is and the others small, each of which opens large.

const $ = id => document.getElementById(id);
const patience = 3000;
const viewer = $('viewer'), large = $('viewer-picture');

// make builds an element, t gives the texts, arrived is called when a picture has its size.
export function keepAlbum({ make, t, arrived }) {
  let shown = [], at = 0;

  function show(index) {
    at = (index + shown.length) % shown.length;
    large.src = shown[at].path;
    large.alt = shown[at].title;
    $('viewer-count').textContent = t().picture(at + 1, shown.length);
  }

  // One that is refused, as of too many at once, is asked for once more; one that does not load leaves no gap.
  function image(path, alt, failed) {
    const element = make('img');
    let again = true;
    element.addEventListener('error', () => {
      if (!again) failed();
      else setTimeout(() => { element.src = path; }, patience * (1 + Math.random()));
      again = false;
    });
    element.loading = 'lazy';
    element.alt = alt;
    element.addEventListener('load', () => arrived(element));
    element.src = path;
    return element;
  }

  function item(path, number, title, list) {
    const element = make('li'), button = make('button');
    button.type = 'button';
    button.dataset.path = path;
    button.setAttribute('aria-label', `${t().openPicture(number)} · ${title}`);
    const picture = image(path, '', () => { element.remove(); if (!list.children.length) list.remove(); });
    button.append(picture);
    button.addEventListener('click', () => {
      shown = [...list.querySelectorAll('button')].map(each => ({ path: each.dataset.path, title }));
      show(shown.findIndex(each => each.path === path));
      viewer.showModal();
    });
    element.append(button);
    return element;
  }

  $('viewer-back').addEventListener('click', () => show(at - 1));
  $('viewer-next').addEventListener('click', () => show(at + 1));
  $('viewer-close').addEventListener('click', () => viewer.close());
  viewer.addEventListener('click', event => { if (event.target === viewer) viewer.close(); });
  viewer.addEventListener('keydown', event => {
    if (event.key === 'ArrowRight') show(at + 1);
    else if (event.key === 'ArrowLeft') show(at - 1);
  });
  viewer.addEventListener('close', () => large.removeAttribute('src'));

  return {
    // Returns an element; null for no pictures.
    draw(title, paths) {
      if (!paths.length) return null;
      if (paths.length === 1) {
        const picture = image(paths[0], title, () => picture.remove());
        picture.className = 'picture';
        return picture;
      }
      const list = make('ul', 'album');
      list.append(...paths.map((path, index) => item(path, index + 1, title, list)));
      return list;
    },

    // A message shows them no longer: who was found is not looked at any more.
    forget(paths) {
      if (viewer.open && shown.some(each => paths.includes(each.path))) viewer.close();
    },

    speak() {
      $('viewer').setAttribute('aria-label', t().pictures);
      for (const [id, name] of [['viewer-back', 'pictureBack'], ['viewer-next', 'pictureNext'], ['viewer-close', 'close']]) $(id).setAttribute('aria-label', t()[name]);
    },
  };
}
