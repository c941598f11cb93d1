using System.Collections.Concurrent;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Hostile;

/// <param name="Round">The round, which together with the seed reproduces the document.</param>
/// <param name="Fault">What went wrong.</param>
/// <param name="Document">The bytes that caused it.</param>
internal sealed record FuzzFault(int Round, string Fault, byte[] Document);

/// <summary>
/// Parses mutants of the fixtures on all cores and reports faults: an exception, a time-out, an unsafe address.
/// </summary>
internal static class FuzzRun
{
    /// <summary>Far beyond what a mutant of 24 KiB may take, even on a busy machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly DateTimeOffset FetchedAt = new(2024, 3, 15, 14, 30, 0, TimeSpan.FromHours(8));

    private static readonly string[] Suspicious = ["script", "<svg", "<math", "<object", "<iframe", "alert(", "style="];

    /// <summary>Attributes that are read, and never followed: what an author writes there is prose, even if it reads like an address.</summary>
    private static readonly string[] Prose = ["alt", "title", "abbr"];

    private static readonly string?[] ContentTypes = [null, null, null, "text/html; charset=utf-8", "application/rss+xml", "text/xml; charset=gbk", "application/feed+json"];

    private static readonly Lazy<DocumentMutations> Feeds = new(() => new(Fixtures("Fixtures/feeds")));

    private static readonly Lazy<DocumentMutations> Pages = new(() => new(Fixtures("Pages/Fixtures")));

    public static async Task<IReadOnlyCollection<FuzzFault>> RunAsync(int rounds, int seed, CancellationToken cancellationToken)
    {
        var faults = new ConcurrentQueue<FuzzFault>();
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        await Task.Run(
            () => Parallel.For(0, rounds, options, () => new CancellationTokenSource(), (round, loop, stop) =>
            {
                if (!stop.TryReset())
                    stop = new CancellationTokenSource();
                stop.CancelAfter(Longest);
                if (Judge(round, seed, stop.Token) is (var document, { } fault))
                    faults.Enqueue(new(round, fault, document));
                if (faults.Count >= 20)
                    loop.Stop();
                return stop;
            }, stop => stop.Dispose()),
            cancellationToken);
        return faults;
    }

    /// <summary>One round. Feeds are many and quick, pages few and slow: nine of ten mutants are of feeds.</summary>
    public static (byte[] Document, string? Fault) Judge(int round, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(unchecked((seed * 1_000_003) + round));
        var document = (round % 10 == 0 ? Pages : Feeds).Value.Mutate(random);
        return (document, Judge(document, ContentTypes[random.Next(ContentTypes.Length)], cancellationToken));
    }

    public static string? Judge(byte[] document, string? contentType, CancellationToken cancellationToken)
    {
        var request = new ParseRequest { Content = document, Url = "https://news.yunhe.example/fuzz", ContentType = contentType, FetchedAt = FetchedAt };
        try
        {
            switch (DocumentParser.Parse(request, cancellationToken))
            {
                case ParseResult.Parsed { Feed: var feed }:
                    InspectJson.Write(feed, indented: false);
                    return Unsafe(feed);
                // The parser's last resort caught an exception.
                case ParseResult.Unreadable(var reason) when reason.Contains("could not be read", StringComparison.Ordinal):
                    return reason;
                default:
                    return null;
            }
        }
        catch (OperationCanceledException)
        {
            return $"took more than {Longest}";
        }
        catch (Exception fault)
        {
            return fault.ToString();
        }
    }

    private static string? Unsafe(ParsedFeed feed)
    {
        var addresses = feed.Items.SelectMany(item => (string?[])[item.Url, item.ExternalUrl, item.ImageUrl, .. item.Attachments.Select(attachment => attachment.Url), .. item.Authors.Select(author => author.Url)])
            .Concat([feed.HomePageUrl, feed.FeedUrl, feed.IconUrl, feed.FaviconUrl, feed.NextPageUrl, .. feed.Hubs]);
        var strange = addresses.FirstOrDefault(address => address is not null && !address.StartsWith("http://", StringComparison.Ordinal) && !address.StartsWith("https://", StringComparison.Ordinal));
        if (strange is not null)
            return $"an address that is not of the web: {strange}";
        return feed.Items.Select(item => Active(item.ContentHtml)).FirstOrDefault(found => found is not null);
    }

    /// <summary>What in an article's HTML would run or be fetched as a script; null when nothing would.</summary>
    public static string? Active(string? html)
    {
        // Words of attacks are looked at twice: as escaped text they are harmless.
        if (html is null || !Suspicious.Any(word => html.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return null;
        var active = HtmlDocuments.ElementsIn(HtmlDocuments.Parse(html)).FirstOrDefault(element =>
            element.LocalName is "script" or "svg" or "math" or "noscript" or "iframe" or "object" || element.Attributes.Any(IsActive));
        return active is null ? null : $"active content, <{active.LocalName}>, in {html}";
    }

    private static bool IsActive(AngleSharp.Dom.IAttr attribute)
    {
        var value = attribute.Value.TrimStart();
        return attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style"
            || (!Prose.Contains(attribute.Name, StringComparer.Ordinal)
                && (value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || value.StartsWith("data:", StringComparison.OrdinalIgnoreCase)));
    }

    private static List<byte[]> Fixtures(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Checkout.Tests, "Extraction", folder)).Order(StringComparer.Ordinal)
            .Where(file => !file.EndsWith(".expected.json", StringComparison.Ordinal)).Select(File.ReadAllBytes)];
}
