"""`make test` runs no two browsers at once."""

from tests.two_processes import drives_a_browser


def test_whatever_drives_a_browser_is_in_the_process_of_the_browser(request):
    elsewhere = {
        item.path.name
        for item in request.session.items
        if "browser" in item.fixturenames and not drives_a_browser(item.nodeid)
    }

    assert elsewhere == set(), "name the file in tests/two_processes.py"
