-- wrk -t1 -c50 -d30s --latency -s area_profiles.lua URL : 200 requests a second for area profiles.
-- Each of 50 connections waits about a quarter of a second between requests.
-- Codes come from AREAS, a file with one code a line (belfry places list --format csv | cut ...).
local codes = {}
for line in io.lines(os.getenv("AREAS")) do codes[#codes + 1] = line end

function delay() return math.random(150, 350) end

function request()
  return wrk.format("GET", "/areas/" .. codes[math.random(#codes)], { ["Accept-Encoding"] = "gzip" })
end
