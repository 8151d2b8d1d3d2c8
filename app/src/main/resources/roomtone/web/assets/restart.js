// Waits until the kiosk is gone and back, or for a while if that was too quick to be seen.
const LONGEST_SECONDS = 15;
let gone = false;

async function look(seconds) {
  let answers = false;
  try {
    answers = (await fetch('/api/status', { cache: 'no-store' })).ok;
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
