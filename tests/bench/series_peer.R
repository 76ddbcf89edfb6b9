# Rscript tests/bench/series_peer.R FILE.csv FIRST N : the peer's side of build/bench_series, over
# the first N series.
suppressMessages(library(surveillance))
args <- commandArgs(trailingOnly = TRUE)
data <- read.csv(args[1])
first <- as.integer(args[2]); n <- as.integer(args[3]); last <- nrow(data)
old <- lapply(seq_len(n), function(u) create.disProg(week = seq_len(last), observed = data[, 2 + u],
                                                     state = rep(0, last), freq = 52, start = c(2010, 1)))
new <- lapply(seq_len(n), function(u) sts(data[, 2 + u, drop = FALSE], frequency = 52, start = c(2010, 1)))
bench <- function(name, f) {
  took <- system.time(for (u in seq_len(n)) suppressWarnings(f(u)))
  cat(sprintf("%-24s %9.0f us a series\n", name, 1e6 * (took[["user.self"]] + took[["sys.self"]]) / n))
}
range <- first:last
bench("cusum mean", function(u) algo.cusum(old[[u]], list(range = range, k = 1.04, h = 2.26, m = NULL, trans = "standard")))
bench("cusum glm", function(u) algo.cusum(old[[u]], list(range = range, k = 1.04, h = 2.26, m = "glm", trans = "standard")))
bench("glr poisson", function(u) algo.glrpois(old[[u]], list(range = range, c.ARL = 5, M = 20, Mtilde = 1, change = "intercept")))
bench("glr nb, alpha estimated", function(u) try(algo.glrnb(old[[u]], list(range = range, c.ARL = 5, alpha = NULL, M = 20, Mtilde = 1, change = "intercept")), silent = TRUE))
bench("ears c1 c2 c3", function(u) for (m in c("C1", "C2", "C3")) earsC(new[[u]], list(range = range, method = m, baseline = 7, alpha = 0.001)))
