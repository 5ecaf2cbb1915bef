// Listens to the events of the ledger and offers to show them. The page stays as it is until the reader asks for more.
const place = document.querySelector('[data-feed]');
if (place !== null && 'EventSource' in window) listen(place);

function listen(place) {
  const { feed, position } = place.dataset;
  const events = new EventSource(`${feed}?from=${Number(position) + 1}`);
  let count = 0;
  events.addEventListener('message', () => {
    count += 1;
    say(place, count);
  });
  // A page that is left behind needs no feed, and one that is come back to by "back" looks again.
  window.addEventListener('pagehide', () => events.close());
  window.addEventListener('pageshow', (event) => event.persisted && window.location.reload());
}

function say(place, count) {
  const sentence = document.createElement('span');
  sentence.textContent =
    count === 1
      ? 'Something was recorded since this page was shown. '
      : `${count} things were recorded since this page was shown. `;
  const link = document.createElement('a');
  link.className = 'govuk-link';
  link.href = window.location.href;
  link.textContent = 'Show it';
  place.replaceChildren(sentence, link);
}
