#include "web/status.h"

void status_count(StatusCounts *c, int status, size_t bytes)
{
    atomic_fetch_add(&c->answered[status / 100 % STATUS_CLASSES], 1);
    atomic_fetch_add(&c->bytes, bytes);
}

void status_metrics(StatusCounts *c, unsigned long long cached, Answer *ret)
{
    static const char *const classes[] = { "", "1xx", "2xx", "3xx", "4xx", "5xx" };
    *ret = (Answer){ .status = 200, .type = "text/plain; version=0.0.4", .body = BUF_MAX(1 << 16) };
    buf_add(&ret->body, STR("# HELP belfry_requests_total Requests answered.\n"
                            "# TYPE belfry_requests_total counter\n"));
    for (int i = 1; i < STATUS_CLASSES; i++)
        buf_addf(&ret->body, "belfry_requests_total{status=\"%s\"} %llu\n", classes[i],
                 (unsigned long long)atomic_load(&c->answered[i]));
    buf_addf(&ret->body,
             "# HELP belfry_cached_total Pages answered from memory.\n"
             "# TYPE belfry_cached_total counter\nbelfry_cached_total %llu\n"
             "# HELP belfry_sent_bytes_total Bytes of bodies sent.\n"
             "# TYPE belfry_sent_bytes_total counter\nbelfry_sent_bytes_total %llu\n",
             cached, (unsigned long long)atomic_load(&c->bytes));
}

void status_health(bool well, Answer *ret)
{
    *ret = (Answer){ .status = well ? 200 : 503,
                     .type = "text/plain; charset=utf-8",
                     .body = BUF_MAX(100) };
    buf_add(&ret->body, well ? STR("ok\n") : STR("the database does not answer\n"));
}
