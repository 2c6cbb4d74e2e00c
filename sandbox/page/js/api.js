// The only file that speaks with the sandbox.

async function read(response) {
  const answer = await response.json().catch(() => ({ ok: false, error: response.statusText }));
  if (!response.ok) throw new Error(answer.error ?? answer.description ?? response.statusText);
  return answer;
}

const get = async path => read(await fetch(path));
const post = async (path, body) => read(await fetch(path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
}));

export const people = () => get("/people");
export const chat = user => get(`/user/${user}/chat`);
export const act = (user, what, body) => post(`/user/${user}/${what}`, body);
export const initData = (user, options = {}) => get(`/user/${user}/init-data?${new URLSearchParams(options)}`);
export const invoiceLink = slug => get(`/invoice-links/${slug}`);

export async function upload(user, kind, file, fields = {}) {
  const form = new FormData();
  form.append("file", file, file.name ?? kind);
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  return read(await fetch(`/user/${user}/${kind}`, { method: "POST", body: form }));
}

export function listen(user, handlers) {
  const source = new EventSource(`/user/${user}/events`);
  for (const [name, handle] of Object.entries(handlers)) {
    if (name === "error") source.onerror = handle;
    else source.addEventListener(name, event => handle(JSON.parse(event.data)));
  }
  return () => source.close();
}
