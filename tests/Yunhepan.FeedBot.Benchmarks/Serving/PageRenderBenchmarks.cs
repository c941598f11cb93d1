using BenchmarkDotNet.Attributes;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Benchmarks.Serving;

/// <summary>
/// Pages for people, rendered from what was read already: one article of 5 KB, and the list of a topic with 30 of them. The cache
/// keeps either until its articles change.
/// </summary>
[MemoryDiagnoser]
public class PageRenderBenchmarks
{
    private const string BaseUrl = "https://feeds.example";

    private Article[] _articles = [];
    private TopicNode _topic = null!;
    private PageRequest _request = null!;

    [GlobalSetup]
    public void Setup()
    {
        _articles = [.. Enumerable.Range(1, 30).Select(FeedSamples.Article)];
        _topic = new TopicNode { Kind = TopicKind.Category, Id = "news", Name = new LocalisedName("新闻", "News") };
        var tree = new TopicTree(new Site { Title = LocalisedName.Same("云和畔资讯"), BaseUrl = BaseUrl },
        [
            _topic,
            new TopicNode { Kind = TopicKind.Source, Id = "portal", Name = new LocalisedName("济宁新闻网", "Jining News"), Url = "http://www.portal.example/" },
        ]);
        _request = new PageRequest
        {
            Texts = PageTexts.Chinese,
            Tree = tree,
            BaseUrl = BaseUrl,
            Root = "",
            Path = "/category/news",
            PathInLanguage = "/category/news?lang=",
            Search = "",
            LanguageQuery = "",
            Now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8)),
        };
    }

    [Benchmark]
    public Task<string> OfOneArticle() => PageRenderer.RenderAsync(ArticlePage.Render(_request, _articles[0], [], _articles[1..8], []));

    [Benchmark]
    public Task<string> OfATopic() => PageRenderer.RenderAsync(TopicPage.Render(_request, _topic, new ShownList(_articles, 1, _articles.Length, null, null)));
}
