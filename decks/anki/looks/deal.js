// Deals what there is to choose from or to put in order: shuffled anew each time a card is asked, and again as it was
// on the back; marks what was pressed. It stores the last deal for the other side, loads nothing, and where it fails
// the card is shown as it is written.
(function () {
  try {
    var page = document.querySelector(".page");
    var box = page.querySelector("[data-deal]");
    var list = box.querySelector("ol, ul");
    var how = box.getAttribute("data-deal").split(" ");
    var asking = page.classList.contains("asking");
    var id = page.querySelector(".id").textContent;
    if (box.getAttribute("data-dealt")) return; // run twice on one page
    box.setAttribute("data-dealt", "yes");

    function keep(deal) {
      window.quizgenDeal = JSON.stringify(deal); // lasts where both sides are one page
      try {
        window.sessionStorage.setItem("quizgen", window.quizgenDeal);
        return true;
      } catch (error) {
        return false;
      }
    }
    function kept() {
      var text = window.quizgenDeal;
      try {
        text = window.sessionStorage.getItem("quizgen") || text;
      } catch (error) { /* there is no storage */ }
      try {
        return JSON.parse(text);
      } catch (error) {
        return null;
      }
    }
    function number(text) { // FNV-1a
      var hash = 2166136261;
      for (var at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
      return hash >>> 0;
    }
    function chance(seed) { // Mulberry32
      return function () {
        seed = (seed + 0x6d2b79f5) | 0;
        var mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
      };
    }
    function has(what) {
      return how.indexOf(what) >= 0;
    }

    // Without storage the day decides: the same order on both sides, another one tomorrow.
    var deal = { id: id, seed: number(id + new Date().toDateString()), pressed: [] };
    if (asking) {
      var fresh = { id: id, seed: Math.floor(Math.random() * 4294967296), pressed: [] };
      if (keep(fresh)) deal = fresh;
      else keep(deal);
    } else {
      var last = kept();
      if (last && last.id === id && last.pressed instanceof Array) deal = last;
    }

    var items = Array.prototype.slice.call(list.children);
    var texts = items.map(function (item) {
      // With its date, an event is the first of two elements; by itself it may hold any.
      return (has("ordered") ? item.firstElementChild || item : item).textContent;
    });
    if (has("shuffle")) {
      var draw = chance(deal.seed);
      var order = items.slice();
      for (var left = order.length - 1; left > 0; left--) {
        var other = Math.floor(draw() * (left + 1));
        var moved = order[left];
        order[left] = order[other];
        order[other] = moved;
      }
      order.forEach(function (item) { list.appendChild(item); });
    }

    function mark() {
      items.forEach(function (item, at) {
        var place = deal.pressed.indexOf(has("ordered") ? texts[at] : at);
        item.classList.toggle("chosen", place >= 0);
        if (place >= 0) item.setAttribute("data-place", String(place + 1));
        else item.removeAttribute("data-place");
        if (has("ordered") && place >= 0) item.classList.toggle("right", place === at);
        var button = item.querySelector("button");
        if (button) button.setAttribute("aria-pressed", place >= 0 ? "true" : "false");
      });
    }
    function press(at) {
      if (has("pick")) {
        deal.pressed = [at];
      } else {
        var place = deal.pressed.indexOf(at);
        if (place >= 0) deal.pressed.splice(place, 1);
        else deal.pressed.push(at);
      }
      mark();
      keep(has("order") ? { id: id, seed: deal.seed, pressed: deal.pressed.map(function (one) { return texts[one]; }) } : deal);
      if (!has("pick")) return;
      if (typeof window.pycmd === "function") window.pycmd("ans"); // the desktop
      else if (typeof window.showAnswer === "function") window.showAnswer(); // AnkiDroid
    }
    if (has("pick") || has("order")) {
      items.forEach(function (item, at) {
        var button = document.createElement("button");
        button.type = "button";
        button.dir = "auto";
        while (item.firstChild) button.appendChild(item.firstChild);
        item.appendChild(button);
        item.classList.add("press");
        button.addEventListener("click", function () {
          try {
            press(at);
          } catch (error) { /* the card can be turned by hand */ }
        });
      });
    }
    mark();
  } catch (error) { /* the card is shown as it is written */ }
})();
