// What is on a page is filtered, shown or hidden; nothing is computed here, and nothing is asked of any host.
"use strict";
(function () {
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const one = (selector, within) => (within || document).querySelector(selector);
  const make = (tag, text, look) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (look) made.className = look;
    return made;
  };
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const readAddress = () => new URLSearchParams(location.hash.slice(1));

  // -- a part that is asked for opens ----------------------------------------------------------------------------

  function openTarget() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && !name.includes("=") ? document.getElementById(name) : null;
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    if (target) target.scrollIntoView();
  }

  // -- the diagram of a case -------------------------------------------------------------------------------------

  function startDiagram(form) {
    const svg = one("#diagram .frame svg");
    const frame = one("#diagram .frame");
    const rows = all("#table-lines tbody tr");
    const actorRows = all("#table-actors tbody tr");
    const drawn = new Map();
    const boxes = new Map();
    const state = one("#state");
    const pick = one("#pick");
    const then = one("#then");
    if (svg) {
      for (const line of all(".line", svg)) for (const id of line.dataset.ids.split(" ")) drawn.set(id, line);
      for (const box of all(".actor", svg)) boxes.set(box.dataset.id, box);
      svg.setAttribute("role", "group");
      for (const [id, box] of boxes) {
        box.setAttribute("tabindex", "0");
        box.setAttribute("role", "button");
        box.setAttribute("aria-pressed", "false");
        const choose = () => { pick.value = pick.value === id ? "" : id; show(true); };
        box.addEventListener("click", choose);
        box.addEventListener("keydown", (event) => {
          if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); }
        });
      }
    }

    function passes(row, chosen, place, picked) {
      const held = row.dataset.then[place];
      if (place > 0 && held !== "y" && held !== "p") return false;
      if (picked && row.dataset.from !== picked && row.dataset.to !== picked) return false;
      return Object.keys(chosen).every((axis) => chosen[axis].has(row.dataset[axis]));
    }

    function show(remember) {
      const chosen = {};
      for (const box of all("input[type=checkbox]", form)) {
        chosen[box.name] = chosen[box.name] || new Set();
        if (box.checked) chosen[box.name].add(box.value);
      }
      for (const part of all(".filter", form)) {
        const boxesOf = all("input", part);
        const count = boxesOf.filter((box) => box.checked).length;
        one(".chosen", part).textContent = count < boxesOf.length ? " " + count + "/" + boxesOf.length : "";
      }
      const place = Number(then.value);
      const picked = pick.value;
      const shown = new Map();
      let count = 0, beside = 0, perhaps = 0;
      for (const row of rows) {
        const passed = passes(row, chosen, place, picked);
        const possible = place > 0 && row.dataset.then[place] === "p";
        row.classList.toggle("out", !passed);
        row.classList.toggle("possibly", passed && possible);
        if (!passed) continue;
        count += 1;
        if (possible) perhaps += 1;
        const line = drawn.get(row.dataset.line);
        if (!line) beside += 1;
        else shown.set(line, (shown.get(line) || false) || !possible);
      }
      for (const line of new Set(drawn.values())) {
        line.classList.toggle("out", !shown.has(line) && !picked);
        line.classList.toggle("faded", !shown.has(line) && Boolean(picked));
        line.classList.toggle("possibly", shown.get(line) === false);
      }
      const near = new Set([picked]);
      if (picked) for (const row of rows) {
        if (!row.classList.contains("out")) { near.add(row.dataset.from); near.add(row.dataset.to); }
      }
      const names = [];
      for (const row of actorRows) {
        const held = row.dataset.then[place];
        const gone = place > 0 && held !== "y" && held !== "p";
        row.classList.toggle("out", gone);
        row.classList.toggle("possibly", place > 0 && held === "p");
        const called = place > 0 && row.dataset.names ? row.dataset.names.split("|")[place - 1] : "";
        if (called) names.push(called + " (" + row.cells[0].textContent.trim() + ")");
        const box = boxes.get(row.dataset.actor);
        if (!box) continue;
        box.classList.toggle("faded", gone || (Boolean(picked) && !near.has(row.dataset.actor)));
        box.classList.toggle("possibly", place > 0 && held === "p");
        box.classList.toggle("picked", row.dataset.actor === picked);
        box.setAttribute("aria-pressed", String(row.dataset.actor === picked));
      }
      const told = [fill(state.dataset.some, { count: count, all: rows.length })];
      if (perhaps) told.push(fill(state.dataset.perhaps, { count: perhaps }));
      if (beside) told.push(fill(state.dataset.beside, { count: beside }));
      if (names.length) told.push(fill(state.dataset.called, { names: names.join(", ") }));
      state.textContent = told.join(" ");
      one(".count[data-of=lines]").textContent = count;
      if (svg) svg.classList.toggle("filtered", place > 0 || count < rows.length);
      if (remember) writeAddress(chosen);
    }

    function writeAddress(chosen) {
      const address = new URLSearchParams();
      if (pick.value) address.set("actor", pick.value);
      const day = then.selectedOptions[0].dataset.day;
      if (day) address.set("at", day);
      for (const axis of Object.keys(chosen)) {
        const boxesOf = all("input[name=" + axis + "]", form);
        if (chosen[axis].size < boxesOf.length) address.set(axis, Array.from(chosen[axis]).join("."));
      }
      const text = address.toString();
      if (text !== location.hash.slice(1)) history.pushState(null, "", text ? "#" + text : location.pathname + location.search);
    }

    function read() {
      const address = readAddress();
      pick.value = boxes.has(address.get("actor")) || all("option", pick).some((o) => o.value === address.get("actor"))
        ? address.get("actor") || "" : "";
      const day = all("option", then).find((option) => option.dataset.day === address.get("at"));
      then.value = day ? day.value : "0";
      for (const box of all("input[type=checkbox]", form)) {
        const wanted = address.get(box.name);
        box.checked = wanted === null || wanted.split(".").includes(box.value);
      }
      show(false);
    }

    let zoom = 1;
    function scale(to) {
      zoom = Math.min(6, Math.max(0.25, to));
      if (svg) svg.style.width = zoom === 1 ? "" : zoom * 100 + "%";
      if (svg) svg.style.minWidth = zoom === 1 ? "" : "0";
    }
    for (const button of all("[data-zoom]", form)) {
      button.addEventListener("click", () => {
        scale(button.dataset.zoom === "fit" ? 1 : zoom * (button.dataset.zoom === "in" ? 1.25 : 0.8));
      });
    }
    if (frame) {
      frame.addEventListener("keydown", (event) => {
        if (event.key === "+" || event.key === "=") scale(zoom * 1.25);
        else if (event.key === "-") scale(zoom * 0.8);
        else if (event.key === "0") scale(1);
        else return;
        event.preventDefault();
      });
      let held = null;
      frame.addEventListener("pointerdown", (event) => {
        if (event.button === 0 && !event.target.closest(".actor")) {
          held = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
        }
      });
      addEventListener("pointermove", (event) => {
        if (!held || event.pointerType === "touch") return;
        frame.classList.add("dragged");
        frame.scrollTo(held.x - event.clientX, held.y - event.clientY);
      });
      addEventListener("pointerup", () => { held = null; frame.classList.remove("dragged"); });
    }
    form.addEventListener("change", () => show(true));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { scale(1); show(true); }));
    addEventListener("hashchange", () => { if (!location.hash || location.hash.includes("=")) read(); });
    addEventListener("popstate", () => { if (!location.hash || location.hash.includes("=")) read(); });
    read();
  }

  // -- questions -------------------------------------------------------------------------------------------------

  function startAsking(form) {
    const answer = one("#answer");
    const fields = form.elements;
    const kept = new Map();
    const waiting = new Map();
    window.govgraphAnswers = (data) => {
      kept.set(data.actor, data);
      if (waiting.has(data.actor)) waiting.get(data.actor)();
    };

    function load(actor, done) {
      if (kept.has(actor)) { done(); return; }
      waiting.set(actor, done);
      const option = all("option", fields.actor).find((each) => each.value === actor);
      const script = make("script");
      script.src = option.dataset.file;
      script.addEventListener("error", () => {
        one("h2", answer).textContent = answer.dataset.nothing;
        one("div", answer).replaceChildren();
        answer.hidden = false;
      });
      document.head.append(script);
    }

    function show() {
      const actor = fields.actor.value;
      load(actor, () => {
        if (fields.actor.value !== actor) return;
        const data = kept.get(actor);
        const entry = data.questions[fields.direction.value][fields.verb.value];
        offerDates(entry);
        const stretch = fields.at.value === "" ? null : entry.then[Number(fields.at.selectedOptions[0].dataset.place)];
        const every = fields.steps.value === "every";
        const place = stretch ? stretch[every ? 3 : 2] : entry[every ? "every" : "direct"];
        lay(entry.title, data.answers[place]);
        const page = one("#answer-page");
        page.hidden = !entry.page;
        if (entry.page) page.href = entry.page;
      });
    }

    function offerDates(entry) {
      const wanted = fields.at.dataset.wanted !== undefined ? fields.at.dataset.wanted : fields.at.value;
      delete fields.at.dataset.wanted;
      const own = fields.at.options[0];
      fields.at.replaceChildren(own, ...(entry.then || []).map((stretch, place) => {
        const option = make("option", (stretch[0] || "…") + " – " + (stretch[1] || "…"));
        option.value = (stretch[0] || "..") + "/" + (stretch[1] || "..");
        option.dataset.place = place;
        return option;
      }));
      fields.at.value = wanted;
      if (fields.at.selectedIndex < 0) fields.at.value = "";
    }

    function lay(title, told) {
      one("h2", answer).textContent = title;
      const parts = told.said.map((sentence) => make("p", sentence, "said"));
      if (told.silence) parts.push(make("p", told.silence, "silence"));
      if (told.svg) {
        const frame = make("div", "", "wide");
        const image = make("img");
        image.alt = answer.dataset.alt + " " + told.said.join(" ");
        image.src = "data:image/svg+xml," + encodeURIComponent(told.svg);
        frame.tabIndex = 0;
        frame.setAttribute("role", "group");
        frame.setAttribute("aria-label", answer.dataset.alt);
        frame.append(image);
        parts.push(frame);
      }
      if (told.rows.length) parts.push(layTable(told));
      for (const words of told.aside) parts.push(make("p", words, "aside"));
      one("div", answer).replaceChildren(...parts);
      answer.hidden = false;
    }

    function layTable(told) {
      const frame = make("div", "", "wide");
      const table = make("table", "", "many");
      const head = make("tr");
      for (const column of told.columns) { const cell = make("th", column); cell.scope = "col"; head.append(cell); }
      const body = make("tbody");
      for (const row of told.rows) {
        const line = make("tr");
        for (const cell of row) {
          const made = make("td");
          cell.forEach((span, n) => {
            if (n) made.append(" ");
            if (!span.href) { made.append(span.text); return; }
            const link = make("a", span.text);
            link.href = span.href;
            made.append(link);
          });
          line.append(made);
        }
        body.append(line);
      }
      const top = make("thead");
      top.append(head);
      table.append(top, body);
      frame.tabIndex = 0;
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", one("h2", answer).textContent);
      frame.append(table);
      return frame;
    }

    function read() {
      const address = readAddress();
      for (const name of ["actor", "direction", "verb", "steps"]) {
        const wanted = address.get(name);
        const known = all("option", fields[name]).some((option) => option.value === wanted);
        if (known) fields[name].value = wanted;
        else fields[name].selectedIndex = 0;
      }
      fields.at.dataset.wanted = address.get("at") || "";
      if (address.get("actor")) show(); else answer.hidden = true;
    }

    form.addEventListener("change", (event) => {
      if (event.target !== fields.at && event.target !== fields.steps) fields.at.value = "";
      const address = new URLSearchParams();
      for (const name of ["actor", "direction", "verb", "steps", "at"]) {
        if (fields[name].value) address.set(name, fields[name].value);
      }
      history.pushState(null, "", "#" + address);
      show();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    one("#copy").addEventListener("click", (event) => {
      const button = event.target;
      const done = () => { button.textContent = button.dataset.done; };
      if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, () => {});
    });
    addEventListener("popstate", read);
    read();
  }

  // -- search ----------------------------------------------------------------------------------------------------

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const MOST = 60;

  function startSearch(form) {
    const input = form.elements.q;
    const found = one("#found");
    const results = one("#results");
    let index = [];
    window.govgraphIndex = (entries) => {
      index = entries.map((entry) => ({
        entry: entry, names: [entry[0], ...entry[4].split(" · ")].map(fold), text: fold([entry[0], entry[4], entry[2]].join(" ")),
      }));
      read();
    };

    function rank(item, words, whole) {
      if (!words.every((word) => item.text.includes(word))) return 0;
      if (item.names.includes(whole)) return 5;
      if (item.names.some((name) => name.startsWith(whole))) return 4;
      if ((" " + item.text).includes(" " + whole)) return 3;
      return words.every((word) => (" " + item.text).includes(" " + word)) ? 2 : 1;
    }

    function show() {
      const whole = fold(input.value.trim());
      const words = whole.split(/\s+/);
      const hits = [];
      if (whole) for (const item of index) {
        const score = rank(item, words, whole);
        if (score) hits.push({ item: item, score: score });
      }
      hits.sort((a, b) => b.score - a.score || a.item.names[0].length - b.item.names[0].length);
      results.replaceChildren(...hits.slice(0, MOST).map(({ item }) => {
        const [name, kind, place, href, others] = item.entry;
        const row = make("li");
        const link = make("a", name);
        link.href = href;
        row.append(link, " ", make("small", [kind, place, others].filter(Boolean).join(" · ")));
        return row;
      }));
      found.textContent = !whole ? "" : hits.length ? fill(found.dataset.some, { count: hits.length }) : found.dataset.none;
    }

    function read() {
      input.value = readAddress().get("q") || "";
      show();
    }

    input.addEventListener("input", () => {
      history.replaceState(null, "", input.value ? "#" + new URLSearchParams({ q: input.value }) : location.pathname + location.search);
      show();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const first = one("a", results);
      if (first) first.focus();
    });
    addEventListener("popstate", read);
  }

  for (const part of all(".script")) part.hidden = part.id === "answer";
  const starts = { filters: startDiagram, ask: startAsking, search: startSearch };
  for (const [name, start] of Object.entries(starts)) {
    const form = document.getElementById(name);
    if (form) start(form);
  }
  openTarget();
  addEventListener("hashchange", openTarget);
})();
