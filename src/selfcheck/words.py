"""Every word that a reader sees and no author wrote, in one table, so that a translation can follow."""

from sphinx.config import Config

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "predict": "Predict first.",
        "predicted": "You predicted: {option}{stop}",
        "again": "Vote again, now that you have moved the model.",
        "revoted": "First you said: {option}; now: {second}{stop}",
        "fixed": "You have voted again since: this first vote stays as it is.",
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
        "another": "Another one like this",
        "first_one": "Back to the first one",
        "fresh": "New numbers, for practice.",
        "fresh_count": "Practice with new numbers; right at once: {n} of {of}",
        "fill_one": "The last step is yours.",
        "fill_more": "The last {n} steps are yours.",
        "full": "Show this step",
        "full_step": "Step {n}, filled in:",
        "task": "Task in the figure.",
        "solved": "Solved.",
        "unsolved": "Not solved yet. Set the figure, then press Check there.",
        "several": "Several may be right.",
        "right": "Right.",
        "wrong": "Not yet.",
        "up": "Move up",
        "down": "Move down",
        "moved": "{item}: now {place} of {n}.",
        "choose": "Choose an answer first.",
        "number": "Write a number, such as 1250, −3.5, 5/6 or 1 1/8.",
        "missing": "What you ticked is right, but something is missing.",
        "else": "Look again.",
        "noscript": "Checking an answer needs JavaScript.",
        "noscript_predict": "Keeping a prediction needs JavaScript.",
        "noscript_task": "Solving a task needs JavaScript.",
        "unkept": "This browser keeps nothing: the answer is gone when you leave the page.",
        "here": "On this page: {said}.",
        "here_questions": "{n} of {of} questions right",
        "here_tasks": "{n} of {of} tasks solved",
        "here_points": "{n} of {of} points",
        "here_point": "{n} of {of} point",
        "here_link": "All of your progress",
        "here_review": "Review what is due",
    },
}

# What pages say of the reader's way through the book.
PLACES: dict[str, dict[str, str]] = {
    "en": {
        "done": "done",
        "begun": "begun",
        "resume": "Go on where you left:",
    },
}

# What only the page where questions come again says.
REVIEW: dict[str, dict[str, str]] = {
    "en": {
        "review_rule": "A question that you have answered on its page comes again the next day. After each right answer here it "
        "waits longer, {gaps} and then {last} days; after a wrong one it begins again with one day.",
        "noscript_review": "Here questions that you have answered come again. That needs JavaScript.",
        "review_none": "Nothing to review yet",
        "review_none_what": "What you answer under “Check yourself” comes again here. Begin with",
        "review_refused": "Nothing can come again here",
        "review_refused_what": "Your answers are gone when you leave their page, so there is none to review.",
        "review_due_one": "One question is due",
        "review_due": "{n} questions are due",
        "review_today": "Today come {n} of them; the others wait, and nothing is lost if you come later.",
        "review_begin": "Begin",
        "review_enough": "Enough for today",
        "review_enough_what": "{done} reviewed today, {n} more due. They wait until tomorrow.",
        "review_more": "Go on all the same",
        "review_clear": "Nothing is due",
        "review_next_one": "The next question is due {when}.",
        "review_next": "The next {n} questions are due {when}.",
        "review_practise": "Practise anyway",
        "review_practise_what": "Practice moves no date, unless an answer is wrong: then the question comes again tomorrow.",
        "review_at": "Question {n} of {of}",
        "review_at_practice": "Practice, question {n} of {of}",
        "review_from": "From",
        "review_free": "Changes no points",
        "review_again": "It comes again {when}.",
        "review_kept": "It stays due {when}.",
        "review_on": "Next question",
        "review_end": "Finish",
        "review_done": "{right} of {of} right",
        "review_unloaded": "This question could not be loaded. It stays due.",
        "tomorrow": "tomorrow",
        "in_days": "in {n} days, on {date}",
        "today": "today",
        "locale": "en-GB",  # how a day is written: Thursday 3 December
    },
}

# What only a page with a progress table, and an export, say.
TRACK: dict[str, dict[str, str]] = {
    "en": {
        "page": "Page",
        "column_made": "Predicted",
        "column_right": "Right",
        "column_solved": "Solved",
        "column_points": "Points",
        "total": "Together",
        "of": "{n} of {of}",
        "progress": "You have {said}.",
        "no_points": "Here you find what you have done on these pages.",
        "predictions": "Your predictions",
        "no_predictions": "You have not predicted anything yet.",
        "yours": "your prediction",
        "yours_again": "your second vote",
        "see": "What the page says about it",
        "noscript_progress": "Here is what the pages ask. Showing and exporting your answers needs JavaScript.",
        "export": "Export",
        "export_what": "This text is for you or your teacher. Nothing is sent: copy it into a mail, or download it as a file. "
        "Name and number go into the text and are forgotten when you leave this page, unless you tick the box.",
        "name": "Name",
        "number_of_student": "Student number",
        "remember": "Remember both in this browser",
        "export_text": "Your export",
        "copy": "Copy",
        "copied": "Copied.",
        "uncopied": "The browser did not allow it. The text is marked: press Ctrl+C, or ⌘C on a Mac.",
        "download": "Download .txt",
        "downloaded": "Downloaded as {file}.",
        "reset": "Start again",
        "reset_what": "Your answers are kept in this browser only. Deleted ones cannot be brought back, so export first if you "
        "may need them.",
        "keep": "Keep everything",
        "delete": "Delete “{title}”",
        "delete_all": "Delete everything in this course",
        "deleted": "Deleted.",
        # the export
        "date": "Date",
        "points_line": "Points: {n} of {of}",
        "by_objective": "By objective",
        "by_page": "By page",
        "objective_line": "{objective} {points}; {right} of {asked} right",
        "points_of": "{n} of {of} points",
        "point_of": "{n} of {of} point",
        "no_points_here": "practice",
        "line_right": "right at the first try",
        "line_right_later": "right at try {tries}",
        "line_fresh": "; with new numbers: {right} of {tried} right at once",
        "line_wrong": "not right yet, tries: {tries}",
        "line_open": "not answered",
        "line_untried": "not tried yet",
        "line_solved": "solved, tries: {tries}",
        "line_unsolved": "not solved yet, tries: {tries}",
        "line_predicted": "predicted: {option}",
        "line_revoted": "predicted: {option}; second vote: {second}",
        "line_unpredicted": "not predicted",
        "kind_predict": "Prediction",
        "kind_question": "Question",
        "kind_task": "Task",
        "line_review": "; reviewed {times} times, due again on {due}",
        "line_last": "Last section opened: {title}, {date}",
        "machine": "What follows says the same to the teacher’s program. Please send it along as it is.",
    },
}


def words_for(config: Config) -> dict[str, str]:
    """Return the words in the book's language (English for what is not translated), with the book's own."""
    language = config.language or "en"
    words: dict[str, str] = {}
    for part in ("en", language.split("_")[0], language):
        words |= TRACK.get(part, {}) | PLACES.get(part, {}) | REVIEW.get(part, {}) | WORDS.get(part, {})
    return words | config.selfcheck_words
