using System.Globalization;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Extraction.Feeds;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <summary>
/// <c>feeds FOLDER --reader stages</c>: where the time of a warm pass goes. Each stage is measured alone over all feeds, the best of the
/// passes; the last row is what the whole takes beyond the measured stages.
/// </summary>
internal static class FeedStages
{
    private static readonly HashSet<string> Bodies =
        new("content:encoded description atom:content atom:summary xhtml:body content summary".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Titles = new(["title", "atom:title", "category", "dc:creator"], StringComparer.Ordinal);

    private static readonly Uri Base = new("https://feeds.example/all.xml");

    public static int Run(IReadOnlyList<byte[]> feeds, int passes)
    {
        var texts = feeds.Select(feed => TextDecoder.Decode(feed, null, null, isXml: true).Text).ToList();
        var xml = texts.Where(text => FeedSniffer.FindXml(text) >= 0).ToList();
        var trees = xml.Select(TreeOf).ToList();
        var bodies = trees.SelectMany(tree => Nodes(tree.Document, Bodies)).Select(FeedText.ReadRss).Where(text => text.IsHtml).Select(text => text.Value).ToList();
        var titles = trees.SelectMany(tree => Nodes(tree.Document, Titles)).Select(FeedText.ReadRss).ToList();
        var clean = bodies.ConvertAll(body => HtmlSanitizing.Read(body, Base).Text);
        var streamed = bodies.Where(IsReadWithoutTree).Sum(body => (long)body.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bodies.Count} bodies of {bodies.Sum(b => (long)b.Length) / 1e6:0.0} million characters, {streamed * 100.0 / bodies.Sum(b => (long)b.Length):0.0} % of them read without a tree"));
        foreach (var body in bodies.Where(body => !IsReadWithoutTree(body)).OrderByDescending(body => body.Length).Take(12))
            Console.WriteLine($"  through a tree: {body.Length} {FragmentStop(body)}");
        (string Name, Action Run)[] stages =
        [
            ("characters", () => { foreach (var feed in feeds) TextDecoder.Decode(feed, null, null, isXml: true); }),
            ("feed or not, pairs of references", () => { foreach (var text in texts) { FeedSniffer.FindJson(text); FeedSniffer.FindXml(text); CharacterReferences.JoinPairs(text); } }),
            ("XML, tree of nodes", () => { foreach (var text in xml) TreeOf(text); }),
            ("sanitising bodies with their texts", () => { foreach (var body in bodies) HtmlSanitizing.Read(body, Base); }),
            ("titles and names", () => { foreach (var title in titles) title.Inline(); }),
            ("summaries", () => { foreach (var text in clean) Summaries.Make(text, 200); }),
        ];
        var rest = Best(passes, () =>
        {
            foreach (var feed in feeds)
                DocumentParser.Parse(new ParseRequest { Content = feed, Url = Base.AbsoluteUri, FetchedAt = TimeProvider.System.GetUtcNow() });
        });
        var whole = rest;
        foreach (var (name, run) in stages)
        {
            var seconds = Best(passes, run);
            rest -= seconds;
            Print(name, seconds, whole);
        }

        Print("items, addresses, dates and the rest", rest, whole);
        Print("whole", whole, whole);
        return 0;
    }

    private static bool IsReadWithoutTree(string body)
    {
        using var safe = new SafeMarkup(Base, body.Length);
        return HtmlSanitizing.TryReadFragment(HtmlSanitizing.WithFramesOpened(body), safe);
    }

    /// <summary>The text where the reader without a tree gave up.</summary>
    private static string FragmentStop(string body)
    {
        using var safe = new SafeMarkup(Base, body.Length);
        HtmlSanitizing.TryReadFragment(HtmlSanitizing.WithFramesOpened(body), safe);
        var html = safe.ToHtml();
        return html[Math.Max(0, html.Length - 160)..].ReplaceLineEndings(" ");
    }

    private static FeedTreeBuilder TreeOf(string text)
    {
        text = CharacterReferences.JoinPairs(text[FeedSniffer.FindXml(text)..]);
        var tree = new FeedTreeBuilder(mends: false);
        if (StrictXmlReader.TryRead(text, tree, CancellationToken.None))
            return tree;
        tree = new FeedTreeBuilder(mends: true);
        new TolerantXmlReader(text, tree).Read(CancellationToken.None);
        return tree;
    }

    private static IEnumerable<FeedNode> Nodes(FeedNode node, HashSet<string> names) =>
        names.Contains(node.Name) ? [node] : node.Children.SelectMany(child => Nodes(child, names));

    private static double Best(int passes, Action run)
    {
        var best = double.MaxValue;
        for (var pass = 0; pass <= passes; pass++)
        {
            // Of the processor, because other work on the machine stretches the time of the clock.
            var before = Environment.CpuUsage.TotalTime;
            run();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return best;
    }

    private static void Print(string name, double seconds, double whole) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {seconds * 1000,7:0.0} ms {seconds / whole,6:0 %}"));
}
