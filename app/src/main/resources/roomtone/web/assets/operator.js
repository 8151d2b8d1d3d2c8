// Waits until somebody pressed the button on the box, or the time is over.
const left = document.getElementById('left');

async function look() {
  try {
    const answer = await fetch('/api/operator');
    const { operator, pairing, secondsLeft } = await answer.json();
    if (operator || pairing !== 'waiting') {
      location.replace('/operator');
      return;
    }
    left.textContent = secondsLeft;
  } catch {
    // The kiosk does not answer just now: the next look may find it.
  }
  setTimeout(look, 1000);
}

look();
