// Warns five minutes before a session ends, and lets it go on. Without this the foot of the page says when.
(() => {
  "use strict";
  const foot = document.getElementById("sessie");
  const box = document.getElementById("sessie-melding");
  if (!foot || !box) return;
  const WARN_SECONDS = 300;
  const LOOK_MILLISECONDS = 5000;
  const idle = Number(foot.dataset.idle);
  const left = Number(foot.dataset.left);
  const loaded = Date.now();
  const [silent, last, over] = box.querySelectorAll("p");
  const stay = box.querySelector("button");
  let seen = loaded;
  let isOver = false;

  const secondsSince = (moment) => (Date.now() - moment) / 1000;
  const look = () => {
    const untilSilent = idle - secondsSince(seen);
    const untilLast = left - secondsSince(loaded);
    isOver ||= untilSilent <= 0 || untilLast <= 0;
    over.hidden = !isOver;
    last.hidden = isOver || untilLast > WARN_SECONDS;
    silent.hidden = isOver || !last.hidden || untilSilent > WARN_SECONDS;
    stay.hidden = silent.hidden;
    box.hidden = silent.hidden && last.hidden && over.hidden;
  };
  stay.addEventListener("click", async () => {
    // The page of one's own sessions: looking at it is a sign of life.
    const answer = await fetch(foot.dataset.stay, { cache: "no-store", redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) seen = Date.now();
    else if (answer?.type === "opaqueredirect") isOver = true; // to the login page
    look();
  });
  setInterval(look, LOOK_MILLISECONDS);
  look();
})();
