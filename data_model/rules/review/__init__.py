"""Which status a submission may move to, and what a reviewer should look at."""
