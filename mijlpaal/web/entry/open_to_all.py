"""The only routes that pass no door; whatever is not here asks who somebody is."""

from mijlpaal.web.entry.paths import (
    ALIVE_PATH,
    CALLBACK_PATH,
    LINK_PATH,
    LOGIN_PATH,
    PROVIDER_PATH,
    READY_PATH,
)
from mijlpaal.web.pages import ICON_PATH, STYLE_PATH, THEME_PATH
from notifications.links import PATH

OPEN_TO_ALL = frozenset(
    {
        f"{PATH}{{token}}",  # a link is a key of its own
        LOGIN_PATH,
        f"{LINK_PATH}{{secret}}",
        PROVIDER_PATH,
        CALLBACK_PATH,
        STYLE_PATH,
        ICON_PATH,
        THEME_PATH,
        ALIVE_PATH,
        READY_PATH,
    }
)
