// Speaking and listening.
import { upload } from "./api.js";
import { element, icon } from "./dom.js";
import { state } from "./state.js";
import { toast } from "./toast.js";
import { say } from "./words.js";

export const canRecord = () => Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);

let recorder = null;

export const recording = () => recorder !== null;

export async function record(changed) {
  if (recorder) { recorder.stop(); return; }
  let stream;
  try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { toast(say("microphone")); return; }
  const type = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"].find(MediaRecorder.isTypeSupported);
  const parts = [], began = Date.now();
  recorder = new MediaRecorder(stream, { mimeType: type });
  recorder.ondataavailable = event => parts.push(event.data);
  recorder.onstop = async () => {
    for (const track of stream.getTracks()) track.stop();
    recorder = null;
    changed();
    const file = new File(parts, "voice.ogg", { type: type.split(";")[0] });
    const duration = Math.max(1, Math.round((Date.now() - began) / 1000));
    await upload(state.user, "voice", file, { duration }).catch(error => toast(error.message));
  };
  recorder.start();
  changed();
}

const minutes = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function player(file) {
  const audio = new Audio(file.url), bars = [];
  let seed = file.file_size ?? 7;
  for (let i = 0; i < 28; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    bars.push(element("i", { style: `height:${20 + (seed % 80)}%` }));
  }
  audio.preload = "none";
  const length = element("small", {}, minutes(file.duration ?? 0));
  const button = element("button", { type: "button", "aria-label": "▶", onclick: () => (audio.paused ? audio.play().catch(() => toast(say("voice"))) : audio.pause()) }, icon("play"));
  audio.ontimeupdate = () => {
    const share = audio.currentTime / (Number.isFinite(audio.duration) ? audio.duration : file.duration || 1);
    bars.forEach((bar, place) => bar.classList.toggle("played", place / bars.length < share));
    length.textContent = minutes(audio.currentTime);
  };
  audio.onplay = () => button.replaceChildren(icon("pause"));
  audio.onpause = () => button.replaceChildren(icon("play"));
  return element("div", { class: "voice" }, button, element("div", { class: "wave", "aria-hidden": "true" }, ...bars), length);
}
