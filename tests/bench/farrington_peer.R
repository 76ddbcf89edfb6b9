# Rscript tests/bench/farrington_peer.R FILE.csv FIRST LAST N : the peer's side of the benchmark.
# FILE.csv is what build/bench_farrington --write FILE.csv makes (t,date,u1,u2,...); the peer fits
# the first N series (it is slow) over FIRST:LAST with the UKHSA settings and prints ms per fit.
suppressMessages(library(surveillance))
args <- commandArgs(trailingOnly = TRUE)
data <- read.csv(args[1])
first <- as.integer(args[2]); last <- as.integer(args[3]); n <- as.integer(args[4])
x <- sts(as.matrix(data[, 2 + seq_len(n), drop = FALSE]), frequency = 52, start = c(2010, 1))
control <- list(range = first:last, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26,
                weightsThreshold = 2.58, pThresholdTrend = 1, alpha = 0.005,
                thresholdMethod = "nbPlugin")
took <- system.time(farringtonFlexible(x, control))
cat(sprintf("%d fits, %.2f s CPU, %.2f ms a fit\n", n * (last - first + 1),
            took[["user.self"]] + took[["sys.self"]],
            1000 * (took[["user.self"]] + took[["sys.self"]]) / (n * (last - first + 1))))
