"""What a search costs by the JSON API and on the page: ``python -m benchmarks.api``, with WENLAN_DATA as for ``manage.py``.

Processor milliseconds of whole requests, each search by both in turn; the median of five after one to warm up, and their sum.
"""
import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("WENLAN_DEBUG", "1")  # static addresses without collected files
django.setup()

from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

PAGE, API = "/search/", "/api/v1/search"
SEARCHES = ("学籍管理", "网络安全 数据", "食品 生产 许可", "\"行政处罚\"", "劳动合同解除后多久支付工资", "机关:教育部 信息化", "环境保护税", "公司 股东 出资")


def milliseconds(client: Client, path: str, query: str) -> float:
    start = time.process_time()
    answer = client.get(path, {"q": query})
    assert answer.status_code == 200, (path, query, answer.status_code)
    return (time.process_time() - start) * 1000


def main() -> None:
    setup_test_environment()
    client, sums = Client(), {PAGE: 0.0, API: 0.0}
    for query in SEARCHES:
        times: dict[str, list[float]] = {PAGE: [], API: []}
        for _ in range(6):
            for path, measured in times.items():
                measured.append(milliseconds(client, path, query))
        medians = {path: statistics.median(measured[1:]) for path, measured in times.items()}
        print(f"{medians[PAGE]:8.1f} ms page {medians[API]:8.1f} ms API  {query}")
        sums = {path: sums[path] + medians[path] for path in sums}
    print(f"the API costs {sums[API] / sums[PAGE]:.2f} of the page")


if __name__ == "__main__":
    main()
