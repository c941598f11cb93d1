using System.Text;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using SmartReader;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <summary>Reads a page, from bytes to a clean item, compared with the bare tree of the same bytes.</summary>
public abstract class PageBenchmarks
{
    private const string Url = "https://canal.example/2024/0315/1.html";

    private ParseRequest _request = null!;

    protected string Html { get; private set; } = string.Empty;

    [GlobalSetup]
    public void Generate()
    {
        Html = Generated();
        _request = new ParseRequest { Content = Encoding.UTF8.GetBytes(Html), Url = Url, FetchedAt = new(2024, 3, 15, 0, 0, 0, TimeSpan.Zero) };
    }

    [Benchmark]
    public int FeedBot() => DocumentParser.Parse(_request) is ParseResult.Parsed { Feed.Items.Count: var items } ? items : -1;

    [Benchmark(Baseline = true)]
    public int AngleSharpTree() => new HtmlParser().ParseDocument(Html).All.Length;

    protected abstract string Generated();

    /// <summary>ParseArticle is not used: its overload with two strings takes the second as a user agent and fetches the address.</summary>
    protected bool Readability() => new Reader(Url, Html).GetArticle().IsReadable;
}

public class Articles : PageBenchmarks
{
    [Params(10, 100)]
    public int Paragraphs { get; set; }

    [Benchmark]
    public bool SmartReader() => Readability();

    protected override string Generated() => SampleDocuments.Article(Paragraphs);
}

public class Lists : PageBenchmarks
{
    [Params(30, 300)]
    public int Entries { get; set; }

    protected override string Generated() => SampleDocuments.List(Entries);
}
