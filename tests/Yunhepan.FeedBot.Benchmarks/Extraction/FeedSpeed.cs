using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <summary>
/// <c>feeds FOLDER</c>: the processor time of a pass over all feeds below a folder, from bytes to clean items (sanitised, with texts and
/// dates), beside System.ServiceModel.Syndication, feedsmith on Node, gofeed on Go and feedparser on Python over the same files. Each reads
/// in a process of its own that does nothing else, the first pass with all compilation, then the best of the others.
/// </summary>
internal static class FeedSpeed
{
    private const double Wanted = 1.4;

    private const double WantedFirst = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var folder, ..] || folder.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync("feeds FOLDER [--passes 20] [--modules FOLDER with node_modules/feedsmith] [--reader stages]");
            return 2;
        }

        var passes = Arguments.Number(args, "passes", 20);
        if (Arguments.Text(args, "reader") is { } reader)
            return Read(folder, passes, reader);
        var files = FilesIn(folder);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Count} feeds, {files.Sum(f => new FileInfo(f).Length) / 1e6:0.0} MB; seconds of processor time for all of them"));
        var list = Path.GetTempFileName();
        await File.WriteAllLinesAsync(list, files);
        try
        {
            var ours = Print("feedbot", await OwnAsync(folder, passes, "feedbot"));
            Print("Syndication (nothing cleaned)", await OwnAsync(folder, passes, "syndication"));
            var modules = Path.GetFullPath(Arguments.Text(args, "modules") ?? ".");
            var feedsmith = Print("feedsmith (nothing cleaned)", await AskAsync("node", ["--input-type=module", "-e", FeedPeers.Feedsmith, list, $"{passes}", modules]));
            var program = Path.ChangeExtension(list, ".go");
            await File.WriteAllTextAsync(program, FeedPeers.Gofeed);
            var gofeed = Print("gofeed (nothing cleaned)", await AskAsync("go", ["run", program, list, $"{passes}"]));
            File.Delete(program);
            Print("feedparser", await AskAsync(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", ["-c", FeedPeers.Feedparser, list, "1"]));
            if (ours is not { } own)
                return 1;
            var faster = Math.Min(feedsmith?.Warm ?? double.MaxValue, gofeed?.Warm ?? double.MaxValue);
            var isQuick = faster >= own.Warm * Wanted;
            var missing = $"{(feedsmith is null ? " (feedsmith not measured)" : "")}{(gofeed is null ? " (gofeed not measured)" : "")}";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isQuick && own.First <= WantedFirst ? "holds" : "does not hold")}: {Wanted} times the faster of feedsmith and gofeed{missing}, first pass in {WantedFirst} s"));
            return isQuick && own.First <= WantedFirst ? 0 : 1;
        }
        finally
        {
            File.Delete(list);
        }
    }

    private static List<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFullPath).Order(StringComparer.Ordinal)];

    /// <summary>A line for each pass: seconds and how many could not be read.</summary>
    private static int Read(string folder, int passes, string reader)
    {
        var feeds = FilesIn(folder).ConvertAll(File.ReadAllBytes);
        if (reader == "stages")
            return FeedStages.Run(feeds, passes);
        using var self = Process.GetCurrentProcess();
        for (var pass = 0; pass <= passes; pass++)
        {
            self.Refresh();
            var before = self.TotalProcessorTime;
            var failed = feeds.Count(feed => !(reader == "feedbot" ? IsRead(feed) : IsReadBySyndication(feed)));
            self.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(self.TotalProcessorTime - before).TotalSeconds} {failed}"));
        }

        return 0;
    }

    private static bool IsRead(byte[] feed) => DocumentParser.Parse(new ParseRequest
    {
        Content = feed,
        Url = "https://feeds.example/all.xml",
        FetchedAt = TimeProvider.System.GetUtcNow(),
    }) is ParseResult.Parsed;

    private static bool IsReadBySyndication(byte[] feed)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(feed), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            return SyndicationFeed.Load(xml).Items.Count() >= 0;
        }
        catch (Exception fault) when (fault is XmlException or FormatException or NotSupportedException)
        {
            return false;
        }
    }

    private static Task<(double First, double Warm, int Failed)?> OwnAsync(string folder, int passes, string reader) =>
        AskAsync(Environment.ProcessPath!, [.. IsHost ? [typeof(FeedSpeed).Assembly.Location] : Array.Empty<string>(), "feeds", folder, "--passes", $"{passes}", "--reader", reader]);

    private static bool IsHost => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";

    private static async Task<(double First, double Warm, int Failed)?> AskAsync(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var errors = process.StandardError.ReadToEndAsync();
            var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync();
            if (process.ExitCode != 0 || lines.Length < 2)
            {
                await Console.Error.WriteLineAsync($"{program}: {(await errors).Split('\n')[0]}");
                return null;
            }

            var passes = Array.ConvertAll(lines, line => double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
            return (passes[0], passes[1..].Min(), int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture));
        }
        catch (Win32Exception)
        {
            // The peer is not installed here.
            return null;
        }
    }

    private static (double First, double Warm, int Failed)? Print(string who, (double First, double Warm, int Failed)? measured)
    {
        Console.WriteLine(measured is { } figures
            ? string.Create(CultureInfo.InvariantCulture, $"{who,-30} first {figures.First,6:0.000}  warm {figures.Warm,6:0.000}  not read {figures.Failed}")
            : $"{who,-30} not measured");
        return measured;
    }
}
