"""The figure's markup: the default picture whole, with the controls that the page's script will enable."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape

from . import ruler
from .checks import text_width
from .controls import Choice, Control, Slider, Switch
from .figure import Figure, Picture, Setting
from .frames import Drawn, Player, compile_frames, place_marks
from .parts import Bars, Task
from .svg import Element
from .words import percent

_ICONS = {
    "present": '<path d="M3 4h18v12H3zM12 16v4M8 20h8" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
    "play": '<path d="M7 4.5v15l12.5-7.5z"/>',
    "pause": '<path d="M6 4.5h4v15H6zM14 4.5h4v15h-4z"/>',
    "reset": '<path d="M12 5a7 7 0 1 1-6.7 5l2 .6A5 5 0 1 0 12 7v3L7 6l5-4z"/>',
    "link": '<path d="M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 '
    '4 0 0 0 5.7 5.7L12 17.7" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
}

# So much of a task's prompt is in the name of its button.
LABEL = 60

# How a dot is drawn where it was before a move; `compare` in livefigure.js draws the same.
DASHED = {"stroke-width": "20", "stroke-dasharray": "50 35"}

# Stands for an identity that is not known yet; no text can hold it, because texts are escaped.
UNPLACED = "<identity>"


def icon(name: str) -> str:
    """Return one of the tools' pictures as SVG."""
    return f'<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">{_ICONS[name]}</svg>'


def panels_markup(figure: Figure, picture: Picture, before: Mapping[str, str] | None = None) -> str:
    """Return all panels as SVG; the same in the page and under a kernel.

    Args:
        figure: the figure.
        picture: what it shows.
        before: panel → what is seen over it of another setting (``dashed_dots``).
    """
    axes, before = figure.axes_svg(), before or {}
    covers = dict.fromkeys(figure.covered, " data-covers")
    return "".join(
        f'<svg class="lf-panel" data-panel="{name}"{covers.get(name, "")} style="--lf-w:{panel.width:g}" aria-hidden="true" '
        f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {round(panel.width * 720)} {round(panel.height * 720)}" '
        f'fill="none" stroke-linejoin="round"><g class="lf-axes">{axes[name]}</g>'
        f'<g class="lf-art">{picture.panels[name]}</g>{before.get(name, "")}</svg>'
        for name, panel in figure.panels.items()
    )


def _size(figure: Figure, picture: Picture) -> str:
    """Return how large the panels are in a row, in inches, and their smallest letters, in tenths of a point, as CSS."""
    panels = figure.panels.values()
    across, down = sum(panel.width for panel in panels), max(panel.height for panel in panels)
    letters = re.findall(
        r'font-size="([\d.]+)"', "".join([*figure.axes_svg().values(), *picture.panels.values()])
    )
    return f"--across:{across:g};--down:{down:g};--least:{min(map(float, letters), default=100):g}"


def dashed_dots(now: Sequence[Element], began: Sequence[Element]) -> str:
    """Return the dots of a panel where they were and are no longer, dashed rings; the page's script draws the same."""
    places = {element.attributes["d"] for element in now if _is_dot(element)}
    dots = "".join(
        str(replace(dot, attributes={**dot.attributes, "fill": "none", "stroke": fill, **DASHED}))
        for dot in began
        if _is_dot(dot)
        and (fill := dot.attributes.get("fill", "none")) not in ("none", "#ffffff")
        and dot.attributes["d"] not in places
    )
    return f'<g class="lf-before">{dots}</g>' if dots else ""


def _is_dot(element: Element) -> bool:
    return element.attributes.get("class") == "d"


def readout_markup(figure: Figure, picture: Picture) -> str:
    """Return the key numbers as a description list."""
    if not picture.readout:
        return ""
    items = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>"
        for label, text in picture.readout.items()
    )
    return f'<dl class="lf-readout">{items}</dl>'


def bar_style(value: float | None) -> str:
    """Return where a bar begins and ends on the ruler, as CSS."""
    end = ruler.ZERO if value is None else ruler.place(value)
    return f"left:{min(end, ruler.ZERO):g}%;width:{abs(end - ruler.ZERO):.2f}%"


def bar_markup(value: float | None, began: float | None = None) -> str:
    """Return a bar: a gain to the right of zero, a loss to the left, cut to a point where it is longer than the ruler.

    Args:
        value: what the bar shows; None is no bar.
        began: what it showed where a move began; seen as an outline where it was another.
    """
    down = " lf-down" if (value or 0) < 0 else ""
    beyond = " lf-beyond" if value is not None and not ruler.LOW <= value <= ruler.HIGH else ""
    moved = value is not None and began is not None and f"{value:.4f}" != f"{began:.4f}"
    was = f'<b class="lf-was" style="{bar_style(began)}"></b>' if moved else ""
    return f'<span class="lf-bar{down}{beyond}" aria-hidden="true"><i style="{bar_style(value)}"></i>{was}</span>'


def bar_kind(value: float | None, said: str) -> str:
    """Return the attribute that tells silence and nothing from a change."""
    return " data-silent" if value is None else "" if re.search("[1-9]", said) else " data-nothing"


def _ruler() -> str:
    lines = "".join(
        f'<i style="left:{ruler.place(line):g}%"{" class=lf-heavy" if line in ruler.HEAVY else ""}></i>'
        for line in ruler.LINES
    )
    names = "".join(
        f'<b class="{" ".join(f"lf-named-{i}" for i, named in enumerate(ruler.NAMED) if line in named)}" '
        f'style="left:{ruler.place(line):g}%">{percent(line, 0, sign=True).split()[0]}</b>'
        for line in sorted(set().union(*ruler.NAMED))
    )
    return f'<div class="lf-ruler" aria-hidden="true"><div>{lines}{names}</div><span>%</span></div>'


def bars_markup(figure: Figure, picture: Picture, began: Mapping[str, float | None] | None = None) -> str:
    """Return the strip of bars; a sum stands under a rule, as in an account.

    Args:
        figure: the figure.
        picture: what it shows.
        began: name → what the bar showed where a move began, for outlines.
    """
    bars: Bars | None = figure.bars
    if bars is None:
        return ""
    rows = ""
    for name, value in picture.bars.items():
        said = picture.bar_texts[name]
        rows += (
            f"<div{bar_kind(value, said)}{' data-sum' if name in bars.sums else ''}><dt>{escape(figure.language(name))}</dt>"
            f'<dd>{bar_markup(value, (began or {}).get(name))}<span class="lf-bar-value">{said}</span></dd></div>'
        )
    # As wide as the longest name, so that every bar begins where the ruler does.
    names = max(text_width(figure, figure.language(name), 1) for name in bars.names)
    title = figure.language(bars.title)
    silent = figure.say["silent_on_all"].format(title=title)
    data = json.dumps([ruler.UNIT, ruler.LOW, ruler.HIGH])
    return (
        f'<p class="lf-bars-title">{escape(title)}</p>'
        f'<div class="lf-strip" data-mute="{escape(silent)}" style="--zero:{ruler.ZERO:g}%;--names:{names + 0.1:.2f}">{_ruler()}'
        f'<dl class="lf-bars" data-ruler="{data}">{rows}</dl></div>'
    )


def _marks(figure: Figure, control: Slider, setting: Setting) -> str:
    marks = place_marks(figure, control, setting)
    spans = "".join(
        f'<button type="button" tabindex="-1" data-place="{place:g}" style="left:{place:g}%;--row:{row};--narrow:{narrow}" '
        f"disabled>{escape(label)}</button>"
        for place, label, row, narrow in marks
    )
    rows, narrow_rows = (max((mark[i] for mark in marks), default=-1) + 1 for i in (2, 3))
    return f'<div class="lf-marks" style="--rows:{rows};--narrow-rows:{narrow_rows}" aria-hidden="true">{spans}</div>'


def _step(sign: str, label: str, by: int) -> str:
    return f'<button type="button" class="lf-step" data-by="{by}" aria-label="{escape(label)}" disabled>{sign}</button>'


def _control(figure: Figure, identity: str, control: Control) -> str:
    key = f"{identity}-{control.name}"
    say, setting = figure.language, figure.default
    value, label = setting[control.name], escape(say(control.label))
    index, text = control.index(value), escape(control.text(value, say))
    if isinstance(control, Slider):
        # As wide as the widest value, so that the label breaks, or does not, at every setting alike.
        widest = max(text_width(figure, control.text(stop, say), 1, bold=True) for stop in control.values)
        less, more = (f"{say(control.label)}: {figure.say[word]}" for word in ("less", "more"))
        return (
            f'<div class="lf-control lf-slider" style="--says:{text_width(figure, say(control.label), 1) + widest:.1f}">'
            f'<label for="{key}">{label}</label>'
            f'<span class="lf-value" style="--widest:{widest:.2f}em">{text}</span>'
            f'<div class="lf-steps">{_step("−", less, -1)}'
            f'<input type="range" id="{key}" name="{control.name}" min="0" max="1" step="any" '
            f'value="{control.places[index]:g}" aria-valuetext="{text}" autocomplete="off" disabled>'
            f"{_step('+', more, 1)}</div>"
            f"{_marks(figure, control, setting)}</div>"
        )
    if isinstance(control, Switch):
        return (
            f'<div class="lf-control lf-switch"><label><input type="checkbox" id="{key}" name="{control.name}" '
            f'autocomplete="off" disabled{" checked" if value else ""}><span>{label}</span></label>'
            f'<span class="lf-value">{text}</span></div>'
        )
    assert isinstance(control, Choice)
    options = "".join(
        f'<label><input type="radio" name="{key}" value="{i}" autocomplete="off" disabled'
        f"{' checked' if i == index else ''}><span>{escape(say(option))}</span></label>"
        for i, option in enumerate(control.options)
    )
    return f'<fieldset class="lf-control lf-choice"><legend>{label}</legend><div>{options}</div></fieldset>'


def _button(css_class: str, label: str, picture: str) -> str:
    return (
        f'<button type="button" class="{css_class}" aria-label="{escape(label)}" title="{escape(label)}" disabled>'
        f"{picture}</button>"
    )


def _presets(figure: Figure) -> str:
    if not figure.presets:
        return ""
    chips = "".join(
        f'<button type="button" aria-pressed="{str(figure.preset(name) == figure.default).lower()}" disabled>'
        f"{escape(figure.language(name))}</button>"
        for name in figure.presets
    )
    return f'<div class="lf-presets" role="group" aria-label="{escape(figure.say["presets"])}">{chips}</div>'


def check_label(figure: Figure, task: Task) -> str:
    """Return what a task's button is called where it is heard without the task: "Check: Both countries gain more …"."""
    prompt = figure.language(task.prompt)
    if len(prompt) > LABEL:
        prompt = f"{prompt[:LABEL].rpartition(' ')[0] or prompt[:LABEL]} …"
    return figure.say["check_named"].format(task=prompt)


def _tasks(figure: Figure) -> str:
    say, language = figure.say, figure.language
    tasks = "".join(
        f'<li data-task="{task.name}" data-right="{escape(language(task.right) or say["default_right"])}" '
        f'data-not-yet="{escape(language(task.not_yet) or say["default_not_yet"])}"><p>{escape(language(task.prompt))}</p>'
        f'<button type="button" aria-label="{escape(check_label(figure, task))}" disabled>{escape(say["check"])}</button>'
        '<p class="lf-verdict" role="status"></p></li>'
        for task in figure.tasks
    )
    return f'<div class="lf-tasks"><p>{escape(say["tasks"])}</p><ul>{tasks}</ul></div>' if tasks else ""


def _hall(figure: Figure, identity: str) -> str:
    """Return what a lecture hall sees around the figure: `static/present.js` fills in the title and the votes."""
    word = {key: escape(figure.say[key]) for key in figure.say}
    back = f'aria-label="{word["to_page"]}" title="{word["to_page"]}"'
    return (
        f'<template><div class="lf-hall-head"><p class="lf-hall-title" id="{identity}-hall"></p>'
        f'<button type="button" class="lf-cover"><span>{word["show_answer"]}</span><span>{word["cover_answer"]}</span>'
        '<kbd aria-hidden="true">C</kbd></button>'
        f'<button type="button" class="lf-back" {back}><kbd aria-hidden="true">Esc</kbd></button></div>'
        f'<div class="lf-hall-foot"><div class="lf-told"></div>'
        f'<div class="lf-votes" role="group" aria-labelledby="{identity}-votes">'
        f'<p class="lf-bars-title" id="{identity}-votes">{word["votes"]}</p>'
        f'<span class="lf-vote-0" id="{identity}-vote-0">{word["first_vote"]}</span>'
        f'<span class="lf-vote-1" id="{identity}-vote-1">{word["second_vote"]}</span>'
        f'<button type="button" class="lf-clear">{word["clear_votes"]}</button></div></div></template>'
    )


def place(markup: str, identity: str) -> str:
    """Give an identity to markup that was made with ``UNPLACED``."""
    return markup.replace(UNPLACED, identity)


def figure_markup(figure: Figure, identity: str, drawn: Drawn) -> str:
    """Return the whole figure for a page, at its default setting.

    Args:
        figure: the figure.
        identity: what the figure is called on its page (in ids and links), or ``UNPLACED``.
        drawn: its frames.
    """
    picture = Player(drawn.data).picture(figure, drawn.data["default"])
    return picture_markup(figure, identity, picture, drawn.name)


def picture_markup(figure: Figure, identity: str, picture: Picture, build: str) -> str:
    """Return the whole figure with its default picture given, and its frames by their name."""
    say = figure.say
    live = bool(figure.controls)
    present = f'<button type="button" class="lf-present" disabled>{icon("present")}{escape(say["present"])}</button>'
    tools = present + "".join(
        _button(f"lf-{name}", say[name], icon(name) + (icon("pause") if name == "play" else ""))
        for name in ("play", "reset", "link")
        if name != "play" or figure.played is not None
    )
    parts: Iterable[str] = (
        f'<div class="lf-head"><p class="lf-title" id="{identity}-title">{escape(figure.language(figure.title))}</p>'
        + (f'<div class="lf-tools">{tools}</div>' if live else "")
        + "</div>",
        _presets(figure),
        f'<div class="lf-controls">{"".join(_control(figure, identity, c) for c in figure.controls)}</div>'
        if live
        else "",
        f'<p class="lf-note lf-no-script">{escape(say["no_script"])}</p>' if live else "",
        '<p class="lf-note" role="status"></p>' if live else "",
        f'<div class="lf-panels" role="img" aria-labelledby="{identity}-sentence" style="{_size(figure, picture)}">'
        f"{panels_markup(figure, picture)}</div>",
        readout_markup(figure, picture),
        bars_markup(figure, picture),
        f'<figcaption class="lf-sentence" id="{identity}-sentence">{escape(picture.sentence)}</figcaption>',
        '<p class="lf-live" role="status"></p>' if live else "",
        _tasks(figure),
        f'<p class="lf-source">{escape(say["source"])} {escape(figure.language(figure.source))}</p>'
        if figure.source
        else "",
    )
    body = (
        f"<style>{figure.theme.css}</style>"
        f'<figure class="lf" role="group" aria-labelledby="{identity}-title">{"".join(parts)}</figure>'
    )
    if not live:
        return f'<div class="live-figure-still" id="{identity}">{body}</div>'
    spoken = (
        "play",
        "pause",
        "copied",
        "link_shown",
        "link_here",
        "nearest",
        "loading",
        "unavailable",
        "no_hall",
    )
    links = ("moves_figure", "put_back", "leave", "whole", "to_sentence")
    words = {key: say[key] for key in spoken + links}
    return (
        f'<live-figure id="{identity}" data-frames="{build}" '
        f'data-words="{escape(json.dumps(words, ensure_ascii=False))}">{body}{_hall(figure, identity)}</live-figure>'
    )


def untranslated(figure: Figure, translation: Mapping[str, str]) -> list[str]:
    """Return the English texts and templates of a figure that a translation does not have, at every setting."""
    other = figure.translated(translation)
    with other.theme.applied():
        frames = [other.frame_in_theme(setting) for setting in other.settings()]
    figure_markup(other, other.name, Drawn(other.name, compile_frames(other, frames)))
    other.parameter_table()
    return list(other.language.missing)
