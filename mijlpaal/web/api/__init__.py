"""The REST API ``/v1``: the same acts and the same eyes as the pages and the command line.

::

    catalogue   which resources there are       problems   what goes wrong, as RFC 9457
    names       columns as the API calls them   route      one edge for every route
    showing     a subject as JSON               doing      one transaction per change
    subjects    lists and single subjects       acts       what can be done with them
    asked       version, once, only a try       approving  from concept to established
    document    the OpenAPI document            links      what an answer leads to
    router      all of it together
"""
