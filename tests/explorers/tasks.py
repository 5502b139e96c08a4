"""Where an explorer's tasks are solved, by the model alone: nothing is drawn."""

from livefigure import Infeasible, LiveFigure
from livefigure.figure import Setting


def solves(figure: LiveFigure, setting: Setting) -> list[str]:
    """Return the names of the tasks that a setting is an answer to."""
    result = figure.result(setting)
    if isinstance(result, Infeasible):
        return []
    return [task.name for task in figure.tasks if task.holds(result)]


def answers(figure: LiveFigure) -> dict[str, list[Setting]]:
    """Return, for each task by its name, the settings that are an answer."""
    found: dict[str, list[Setting]] = {task.name: [] for task in figure.tasks}
    for setting in figure.settings():
        for name in solves(figure, setting):
            found[name].append(setting)
    return found
