// Shows how far a run is without a press: it asks for the page again every second until the run is over.
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

let shown = document.querySelector('[data-run="running"]');
while (shown !== null) {
  await wait(1000);
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (answer === null) continue;
  if (!answer.ok) break;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('[data-run]');
  if (fresh === null) break;
  shown.replaceChildren(...fresh.childNodes);
  shown.dataset.run = fresh.dataset.run;
  document.title = page.title;
  if (shown.dataset.run !== 'running') shown = null;
}
