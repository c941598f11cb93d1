namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <summary>
/// The programs that read the same feeds with the parsers of other languages. Each takes the list of files and the number of passes, and
/// prints a line for each pass: seconds of processor time and how many feeds could not be read.
/// </summary>
internal static class FeedPeers
{
    public const string Feedsmith = """
        import { readFileSync } from 'node:fs';
        import { createRequire } from 'node:module';
        import { pathToFileURL } from 'node:url';
        const [list, passes, modules] = process.argv.slice(1);
        const { parseFeed } = await import(pathToFileURL(createRequire(modules + '/').resolve('feedsmith')));
        const feeds = readFileSync(list, 'utf8').split('\n').filter(Boolean).map(path => readFileSync(path));
        for (let pass = 0; pass <= Number(passes); pass++) {
          const before = process.cpuUsage();
          let failed = 0;
          for (const feed of feeds) { try { parseFeed(feed.toString('utf8')); } catch { failed++; } }
          const used = process.cpuUsage(before);
          console.log((used.user + used.system) / 1e6, failed);
        }
        """;

    public const string Feedparser = """
        import sys, time
        import feedparser
        feeds = [open(path.strip(), "rb").read() for path in open(sys.argv[1])]
        for _ in range(int(sys.argv[2]) + 1):
            started = time.process_time()
            for feed in feeds:
                feedparser.parse(feed)
            print(time.process_time() - started, 0)
        """;

    public const string Gofeed = """
        package main

        import (
            "bytes"
            "fmt"
            "os"
            "strconv"
            "strings"
            "syscall"

            "github.com/mmcdole/gofeed"
        )

        func used() float64 {
            var usage syscall.Rusage
            syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
            return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
        }

        func main() {
            list, _ := os.ReadFile(os.Args[1])
            passes, _ := strconv.Atoi(os.Args[2])
            var feeds [][]byte
            for _, path := range strings.Fields(string(list)) {
                feed, _ := os.ReadFile(path)
                feeds = append(feeds, feed)
            }
            for pass := 0; pass <= passes; pass++ {
                before, failed := used(), 0
                for _, feed := range feeds {
                    if _, fault := gofeed.NewParser().Parse(bytes.NewReader(feed)); fault != nil {
                        failed++
                    }
                }
                fmt.Println(used()-before, failed)
            }
        }
        """;
}
