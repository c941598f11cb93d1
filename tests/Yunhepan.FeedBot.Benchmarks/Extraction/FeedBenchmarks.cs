using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using BenchmarkDotNet.Attributes;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <summary>
/// Reads a whole feed, from bytes to clean items, compared with a bare scan of the same bytes and with the readers of .NET.
/// </summary>
public abstract class FeedBenchmarks
{
    private static readonly XmlReaderSettings Scanning = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    private ParseRequest _request = null!;

    [Params(20, 500)]
    public int Items { get; set; }

    protected byte[] Document { get; private set; } = [];

    [GlobalSetup]
    public void Generate()
    {
        Document = Generated(Items);
        _request = new ParseRequest { Content = Document, Url = "https://canal.example/feed", FetchedAt = new(2024, 3, 15, 0, 0, 0, TimeSpan.Zero) };
        if (FeedBot() != Items)
            throw new InvalidOperationException("items were lost");
    }

    [Benchmark]
    public int FeedBot() => DocumentParser.Parse(_request) is ParseResult.Parsed { Feed.Items.Count: var items } ? items : -1;

    protected abstract byte[] Generated(int items);

    protected int Scan()
    {
        using var reader = XmlReader.Create(new MemoryStream(Document), Scanning);
        var characters = 0;
        while (reader.Read())
            characters += reader.Value.Length;
        return characters;
    }

    protected int Syndication()
    {
        using var reader = XmlReader.Create(new MemoryStream(Document), Scanning);
        return SyndicationFeed.Load(reader).Items.Count();
    }

    protected int CodeHollow() => global::CodeHollow.FeedReader.FeedReader.ReadFromByteArray(Document).Items.Count;
}

public class RssFeeds : FeedBenchmarks
{
    [Benchmark(Baseline = true)]
    public int XmlScan() => Scan();

    [Benchmark]
    public int ServiceModelSyndication() => Syndication();

    [Benchmark]
    public int CodeHollowFeedReader() => CodeHollow();

    protected override byte[] Generated(int items) => SampleDocuments.Rss(items);
}

public class AtomFeeds : FeedBenchmarks
{
    [Benchmark(Baseline = true)]
    public int XmlScan() => Scan();

    [Benchmark]
    public int ServiceModelSyndication() => Syndication();

    [Benchmark]
    public int CodeHollowFeedReader() => CodeHollow();

    protected override byte[] Generated(int items) => SampleDocuments.Atom(items);
}

/// <summary>System.ServiceModel.Syndication refuses RDF.</summary>
public class RdfFeeds : FeedBenchmarks
{
    [Benchmark(Baseline = true)]
    public int XmlScan() => Scan();

    [Benchmark]
    public int CodeHollowFeedReader() => CodeHollow();

    protected override byte[] Generated(int items) => SampleDocuments.Rdf(items);
}

public class JsonFeeds : FeedBenchmarks
{
    [Benchmark(Baseline = true)]
    public int JsonScan()
    {
        var reader = new Utf8JsonReader(Document);
        var characters = 0;
        while (reader.Read())
            characters += reader.TokenType == JsonTokenType.String ? reader.GetString()!.Length : 0;
        return characters;
    }

    protected override byte[] Generated(int items) => SampleDocuments.Json(items);
}
