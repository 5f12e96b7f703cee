"""Where the door is."""

LOGIN_PATH = "/inloggen"
LINK_PATH = "/inloggen/link/"
PROVIDER_PATH = "/inloggen/organisatie"
CALLBACK_PATH = "/inloggen/antwoord"
ALIVE_PATH = "/gezond"
READY_PATH = "/gereed"
OPENAPI_PATH = "/v1/openapi.json"
