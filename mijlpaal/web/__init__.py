"""The web pages: an application made by a factory, with one router per face.

Imported by ``mijlpaal serve`` alone; only this package knows FastAPI, Starlette and uvicorn.
"""
