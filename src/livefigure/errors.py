"""The engine's one exception: a sentence for the author that names explorer, control and setting."""


class LiveFigureError(Exception):
    """A figure is defined wrongly, or cannot be drawn at some setting."""

    def _render_traceback_(self) -> list[str]:
        # IPython calls this: in a notebook the author sees the sentence, not the engine's insides.
        return [f"LiveFigureError: {self}"]


class SettingError(LiveFigureError):
    """A figure fails at one of its settings.

    Attributes:
        message: what is wrong, without the names of figure and setting.
    """

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.message = message
