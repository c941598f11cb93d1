using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SmartReader;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <c>pages PAGES</c>: measures how many real pages per second one warm core reads, from bytes to a clean item, compared with the
/// bare tree, SmartReader and Debian's python3-readability on the same pages. It counts processor time, so that other load on the
/// machine matters little.
internal static class PageSpeed
{
    private const double Wanted = 150;

    private const string DebianPython = "/usr/bin/python3";

    private const string Readability = """
        import json, sys, time
        from readability import Document
        pages = [open(json.loads(line)["path"], "rb").read().decode("utf-8", "replace") for line in open(sys.argv[1])]
        started = time.process_time()
        for page in pages:
            try:
                Document(page).summary()
            except Exception:
                pass
        print(len(pages) / (time.process_time() - started))
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var folder, ..] || folder.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync("pages PAGES [--suite wcxb-dev] [--passes 4]");
            return 2;
        }
        var pages = Read(folder, Arguments.Text(args, "suite") ?? "wcxb-dev");
        var passes = Arguments.Number(args, "passes", 4);
        var ours = Best(passes, pages, request => DocumentParser.Parse(request));
        Print("feedbot", ours);
        Print("tree alone (AngleSharp)", Best(passes, pages, request => HtmlDocuments.Parse(TextDecoder.Decode(request.Content, request.ContentType, null, isXml: false).Text)));
        Print("SmartReader", Best(Math.Min(passes, 2), pages, request => new Reader(request.Url!, TextDecoder.Decode(request.Content, request.ContentType, null, isXml: false).Text).GetArticle()));
        if (await PythonAsync(folder, Arguments.Text(args, "suite") ?? "wcxb-dev") is { } python)
            Print("python3-readability", python);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(ours >= Wanted ? "holds" : "does not hold")}: {Wanted} pages a second and core"));
        return ours >= Wanted ? 0 : 1;
    }

    private static void Print(string who, double rate) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who,-26} {rate,7:0.0} pages a second of processor time"));

    private static List<ParseRequest> Read(string folder, string suite)
    {
        var pages = new List<ParseRequest>();
        foreach (var page in Cases(folder, suite))
            pages.Add(new ParseRequest
            {
                Content = File.ReadAllBytes(Path.Combine(folder, page.GetProperty("path").GetString()!)),
                ContentType = page.GetProperty("contentType").GetString(),
                Url = page.GetProperty("baseUrl").GetString(),
                FetchedAt = TimeProvider.System.GetUtcNow(),
            });
        return pages;
    }

    private static IEnumerable<JsonElement> Cases(string folder, string suite) =>
        PageCases.Read(folder).Where(page => page.GetProperty("suite").GetString() == suite);

    /// <summary>Returns the best of several passes; the first one compiles the code.</summary>
    private static double Best(int passes, List<ParseRequest> pages, Action<ParseRequest> read)
    {
        var best = 0.0;
        using var self = Process.GetCurrentProcess();
        for (var pass = 0; pass <= passes; pass++)
        {
            self.Refresh();
            var before = self.TotalProcessorTime;
            foreach (var page in pages)
                read(page);
            self.Refresh();
            best = pass == 0 ? best : Math.Max(best, pages.Count / (self.TotalProcessorTime - before).TotalSeconds);
        }
        return best;
    }

    private static async Task<double?> PythonAsync(string folder, string suite)
    {
        var list = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(list, Cases(folder, suite).Select(page => JsonSerializer.Serialize(new { path = Path.GetFullPath(Path.Combine(folder, page.GetProperty("path").GetString()!)) })));
            var start = new ProcessStartInfo(File.Exists(DebianPython) ? DebianPython : "python3", ["-c", Readability, list]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var python = Process.Start(start)!;
            var (answer, _) = (await python.StandardOutput.ReadToEndAsync(), await python.StandardError.ReadToEndAsync());
            await python.WaitForExitAsync();
            return double.TryParse(answer, CultureInfo.InvariantCulture, out var rate) ? rate : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Python is not installed.
            return null;
        }
        finally
        {
            File.Delete(list);
        }
    }
}
