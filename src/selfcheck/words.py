"""Every word that a reader sees and no author wrote, in one table, so that a translation can follow."""

from sphinx.config import Config

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "predict": "Predict first.",
        "predicted": "You predicted: {option}{stop}",
        "unpredicted": "You have not predicted yet.",
        "back": "Go back and predict",
        "compare": "Compare",
        "check": "Check",
        "answer": "Your answer",
        "point": "{n} point",
        "points": "{n} points",
        "offer": "{points}; half after a wrong try",
        "worth": "{points} if you get it right now",
        "earned": "{points} earned",
        "earned_before": "{points} earned earlier; this try changes nothing",
        "practice": "Practice",
        "practice_before": "Practice; you got it right earlier",
        "task": "Task in the figure.",
        "solved": "Solved.",
        "unsolved": "Not solved yet. Set the figure, then press Check there.",
        "right": "Right.",
        "wrong": "Not yet.",
        "up": "Move up",
        "down": "Move down",
        "moved": "{item}: now {place} of {n}.",
        "choose": "Choose an answer first.",
        "number": "Write a number, such as 1250, −3.5 or 5/6.",
        "missing": "What you ticked is right, but something is missing.",
        "else": "Look again.",
        "noscript": "Checking an answer needs JavaScript.",
        "noscript_predict": "Keeping a prediction needs JavaScript.",
        "noscript_task": "Solving a task needs JavaScript.",
        "unkept": "This browser keeps nothing: the answer is gone when you leave the page.",
    },
}


def words_for(config: Config) -> dict[str, str]:
    """Return the words in the book's language (English for what is not translated), with the book's own."""
    language = config.language or "en"
    words = WORDS["en"] | WORDS.get(language.split("_")[0], {}) | WORDS.get(language, {})
    return words | config.selfcheck_words
