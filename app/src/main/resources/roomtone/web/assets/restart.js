// Waits until the kiosk is gone and back, or for a while if that was too quick to be seen.
const LONGEST_SECONDS = 15;
// A request that the kiosk took and did not answer any more would be waited for without an end.
const PATIENCE_MILLIS = 3000;
let gone = false;

async function look(seconds) {
  let answers = false;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLIS);
    answers = (await fetch('/api/status', { cache: 'no-store', signal })).ok;
  } catch {
    // Closed, and not open again yet.
  }
  gone ||= !answers;
  if (answers && (gone || seconds >= LONGEST_SECONDS)) {
    location.replace('/settings');
  } else {
    setTimeout(look, 500, seconds + 0.5);
  }
}

look(0);
