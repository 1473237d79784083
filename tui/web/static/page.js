// The page around the terminal: how large the text is, which colours are wanted, and why a session is over.
//
// textual.js draws a terminal into each .textual-terminal when the window has loaded, and opens a websocket for it.
// We start it ourselves, as often as the text changes its size, and hand it a line to the one socket there is, so
// that the session goes on.
"use strict";

(() => {
  const SIZES = [12, 14, 16, 18, 20, 22, 24, 28, 32, 40]; // pixels
  const USUAL = 20;
  const LOST = "The connection to quizgen was lost. What you graded is kept.";
  const TOO_LONG = "That was too long to be sent, so the session ended. What you graded is kept.";
  const MODE = /^\x1b\[\?(\d+)[hl]$/; // what an app says once, when it starts: another screen, the mouse, no cursor
  const SHORT = 12; // bytes; no mode is longer

  const NOTHING = new Proxy(function () {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 1 : NOTHING),
    set: () => true,
    apply: () => NOTHING,
  });

  const find = (id) => document.getElementById(id);
  const draw = window.onload;
  window.onload = null;

  const asked = Number(new URLSearchParams(location.search).get("font"));
  let size = SIZES.includes(asked) ? asked : USUAL;

  const Socket = window.WebSocket;
  let socket = null; // the websocket, from the first terminal to the end
  let line = null; // the terminal that is up
  const modes = new Map(); // the last word on each

  // What textual.js takes for its websocket.
  class Line extends EventTarget {
    constructor(address) {
      super();
      line = this;
      if (socket === null) {
        connect(address);
      } else {
        this.stale = true; // the new terminal is empty, and the app draws all of it only at another size
        setTimeout(() => {
          this.dispatchEvent(new Event("open"));
          modes.forEach((data) => this.dispatchEvent(new MessageEvent("message", { data })));
        });
      }
    }

    send(text) {
      if (this !== line || socket.readyState !== Socket.OPEN) return;
      const [kind, value] = JSON.parse(text);
      if (kind === "resize" && this.stale) {
        this.stale = false;
        socket.send(JSON.stringify([kind, { ...value, height: value.height + 1 }]));
      }
      socket.send(text);
    }
  }

  function connect(address) {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    socket = new Socket(`${address}&scheme=${scheme}`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => line.dispatchEvent(new Event("open"));
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) {
        const mode = data.byteLength < SHORT && MODE.exec(new TextDecoder().decode(data));
        if (mode) modes.set(mode[1], data);
        else show();
      }
      line.dispatchEvent(new MessageEvent("message", { data }));
    };
    socket.onclose = ({ code, reason }) => end(reason || (code === 1009 ? TOO_LONG : LOST));
  }

  // Put a new terminal in the place of the one there was.
  function renew() {
    const terminal = document.createElement("div");
    terminal.className = "textual-terminal";
    terminal.dataset.sessionWebsocketUrl = find("stage").dataset.socket;
    terminal.dataset.fontSize = size;
    find("stage").replaceChildren(terminal);
    find("size").textContent = size;
    find("smaller").disabled = size === SIZES[0];
    find("larger").disabled = size === SIZES.at(-1);
    draw();
    focus();
  }

  function change(step) {
    size = SIZES[SIZES.indexOf(size) + step] ?? size;
    history.replaceState(null, "", `?font=${size}`); // for when the page is loaded again
    renew();
  }

  function focus() {
    document.querySelector(".xterm-helper-textarea")?.focus();
  }

  function show() {
    if (find("starting").hidden) return;
    find("starting").hidden = true;
    focus();
    // The terminal had the focus before there was anybody to tell.
    if (document.hasFocus()) line.send(JSON.stringify(["focus"]));
  }

  function end(why) {
    find("starting").hidden = true;
    find("why").textContent = why;
    if (!find("over").open) find("over").showModal();
  }

  // textual.js makes a renderer for WebGL, then one for plain canvases that takes its place; yet it gives up where
  // there is no WebGL, and a browser has few of its contexts. So it gets something that takes every call instead.
  const context = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind === "webgl2" ? NOTHING : context.call(this, kind, ...more);
  };

  find("smaller").onclick = () => change(-1);
  find("larger").onclick = () => change(1);
  find("again").onclick = () => location.reload();
  find("over").oncancel = (event) => event.preventDefault();
  window.addEventListener("focus", focus);
  window.WebSocket = Line;

  find("starting").hidden = false;
  // A terminal measures its letters once, so they must be there.
  document.fonts
    .load(`${size}px "Roboto Mono"`)
    .catch(() => [])
    .then(renew)
    .catch(() => end("This browser cannot draw the session. In a terminal, quizgen study shows it."));
})();
