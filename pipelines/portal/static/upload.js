// Drag and drop, and a progress bar: without it the form is sent as any other.
(() => {
  const form = document.getElementById("upload");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const chosen = form.querySelector(".chosen");
  const bar = form.querySelector("progress");
  const told = form.querySelector(".progress");
  const button = form.querySelector("button");
  const most = Number(form.dataset.mostBytes);

  drop.classList.add("scripted");

  const size = () => [...input.files].reduce((sum, file) => sum + file.size, 0);

  const show = () => {
    chosen.textContent = [...input.files].map((file) => file.name).join(", ");
    told.textContent = size() > most ? "Больше 25 МБ: разделите файл на части." : "";
  };

  const refuse = (sentence) => {
    told.textContent = sentence;
    bar.hidden = true;
    button.disabled = false;
  };

  const arrived = (request) => {
    if (request.status < 400) return location.assign(request.responseURL);
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const alert = page.querySelector("[role=alert]") || page.querySelector("main h1 + p");
    refuse(alert ? alert.textContent : "Не получилось: обновите страницу и попробуйте ещё раз.");
    told.classList.add("wrong");
  };

  const send = (event) => {
    event.preventDefault();
    told.classList.remove("wrong");
    if (size() > most) return show();
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = (100 * loaded) / total;
      told.textContent = loaded < total ? `Загружено ${Math.round(bar.value)} %` : "Проверяется…";
    };
    request.onload = () => arrived(request);
    request.onerror = () => refuse("Связь прервалась: попробуйте ещё раз.");
    request.open("POST", form.action);
    request.send(new FormData(form));
    bar.hidden = false;
    button.disabled = true;
  };

  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragenter" || name === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    input.files = event.dataTransfer.files;
    show();
  });
  input.addEventListener("change", show);
  form.addEventListener("submit", send);
})();
