"""The only routes that pass no door; whatever is not here asks who somebody is."""

from mijlpaal.web.entry.paths import (
    ALIVE_PATH,
    CALLBACK_PATH,
    LINK_PATH,
    LOGIN_PATH,
    OPENAPI_PATH,
    PROVIDER_PATH,
    READY_PATH,
)
from mijlpaal.web.pages import ICON_PATH, SCRIPT_PATH, SESSION_SCRIPT_PATH, STYLE_PATH, THEME_PATH
from notifications.links import PATH as ACKNOWLEDGE_PATH
from reports.feed.subscriptions import ENDING as CALENDAR_ENDING
from reports.feed.subscriptions import PATH as CALENDAR_PATH

OPEN_TO_ALL = frozenset(
    {
        f"{ACKNOWLEDGE_PATH}{{token}}",  # a link is a key of its own
        f"{CALENDAR_PATH}{{token}}{CALENDAR_ENDING}",  # so is the address of a calendar
        LOGIN_PATH,
        f"{LINK_PATH}{{secret}}",
        PROVIDER_PATH,
        CALLBACK_PATH,
        STYLE_PATH,
        SCRIPT_PATH,
        SESSION_SCRIPT_PATH,
        ICON_PATH,
        THEME_PATH,
        ALIVE_PATH,
        READY_PATH,
        OPENAPI_PATH,  # says what there could be, and nothing of what is
    }
)
