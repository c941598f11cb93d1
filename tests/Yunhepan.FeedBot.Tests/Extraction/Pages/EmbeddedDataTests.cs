using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Pages that say in data what their scripts have yet to write.</summary>
public sealed class EmbeddedDataTests
{
    private const string List = "https://www.yunhe.example/news/";

    private static readonly string[] Titles = ["老城供水管道今夜检修", "运河公园夜市下周开市", "城北小学公布报名日期", "暴雨蓝色预警继续生效"];

    [Theory]
    [InlineData("""{"@context":"https://schema.org","@type":"ItemList","itemListElement":[@@]}""", """{"@type":"ListItem","position":#,"url":"/news/#.html","name":"$"}""", false)]
    [InlineData("""{"@type":"CollectionPage","mainEntity":{"@type":"ItemList","itemListElement":[@@]}}""", """{"@type":"ListItem","position":#,"item":{"@type":"NewsArticle","url":"https://www.yunhe.example/news/#.html","headline":"$","datePublished":"2024-03-0#T08:30:00+08:00"}}""", true)]
    [InlineData("""{"@graph":[{"@type":"WebSite","name":"运河网"},{"@type":"Blog","blogPost":[@@]}]}""", """{"@type":"BlogPosting","url":"/news/#.html","headline":"$","datePublished":"2024-03-0#T08:30:00+08:00"}""", true)]
    public void A_list_in_json_ld_is_read_where_the_page_shows_none(string frame, string entry, bool isDated) =>
        AssertList(ArticlePage.Read(Shell($"""<script type="application/ld+json">{Filled(frame, entry)}</script>"""), List), isDated);

    [Theory]
    [InlineData("""<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"menu":[{"title":"首页","url":"/"}],"posts":{"edges":[@@]}}},"page":"/news"}</script>""", """{"node":{"title":"$","link":"/news/#.html","date":"2024-03-0#T08:30:00+08:00"}}""")]
    [InlineData("""<script>window.__INITIAL_STATE__={"list":{"data":[@@],"total":4}};(function(){var s;(s=document.currentScript).parentNode.removeChild(s)}());</script>""", """{"newsTitle":"$","contentUrl":"/news/#.html","publishTime":"2024-03-0# 08:30:00"}""")]
    [InlineData("""<script>var config = {lang: 'zh'}; var pageData = [@@];</script>""", """{"id":#,"title":"$","url":"/news/#.html","pubDate":"2024-03-0# 08:30"}""")]
    public void A_list_in_the_state_of_scripts_is_read_where_the_page_shows_none(string frame, string entry) =>
        AssertList(ArticlePage.Read(Shell(Filled(frame, entry)), List), isDated: true);

    [Fact]
    public void A_state_that_is_json_in_a_string_is_read()
    {
        var json = Filled("""{"list":[@@]}""", """{"title":"$","url":"/news/#.html","time":"2024-03-0# 08:30"}""");
        AssertList(ArticlePage.Read(Shell($"<script>window.__DATA__ = JSON.parse({System.Text.Json.JsonSerializer.Serialize(json)});</script>"), List), isDated: true);
    }

    [Fact]
    public void The_flattened_state_of_nuxt_is_read()
    {
        // Each object names the places of its values in the one array.
        var values = new List<string> { """["ShallowReactive",1]""", """{"data":2}""", "[3,4,5,6]" };
        values.AddRange(Enumerable.Range(0, 4).Select(i => $$"""{"title":{{7 + i * 3}},"url":{{8 + i * 3}},"publishTime":{{9 + i * 3}}}"""));
        values.AddRange(Enumerable.Range(0, 4).SelectMany(i => new[] { $"\"{Titles[i]}\"", $"\"/news/{i + 1}.html\"", $"\"2024-03-0{i + 1} 08:30:00\"" }));
        AssertList(ArticlePage.Read(Shell($"""<script type="application/json" id="__NUXT_DATA__">[{string.Join(',', values)}]</script>"""), List), isDated: true);
    }

    [Theory]
    [InlineData("https://www.yunhe.example/news/20240315.html")]
    [InlineData("https://www.yunhe.example/2024/0315/88.html")]
    public void Related_articles_in_the_state_of_an_articles_page_make_no_list_of_it(string address)
    {
        var state = Filled("""<script>window.__STATE__={"related":[@@]}</script>""", """{"title":"$","url":"/news/#.html"}""");
        var request = ArticlePage.Request(Shell(state), address);
        Assert.False(DocumentParser.Parse(request, TestContext.Current.CancellationToken) is ParseResult.Parsed { Feed.Kind: DocumentKind.List });
    }

    [Fact]
    public void Breadcrumbs_and_links_to_other_sites_are_no_list()
    {
        var crumbs = """<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[""" + string.Join(',', Enumerable.Range(1, 4).Select(i => $$$"""{"@type":"ListItem","position":{{{i}}},"name":"{{{Titles[i - 1]}}}","item":{"@id":"/news/{{{i}}}.html","url":"/news/{{{i}}}.html"}}""")) + "]}</script>";
        var elsewhere = Filled("""<script>window.__ADS__={"ads":[@@]}</script>""", """{"title":"$","url":"https://ads.example/#.html"}""");
        var request = ArticlePage.Request(Shell(crumbs + elsewhere), List);
        Assert.False(DocumentParser.Parse(request, TestContext.Current.CancellationToken) is ParseResult.Parsed { Feed.Kind: DocumentKind.List });
    }

    [Fact]
    public void The_day_that_json_ld_states_of_an_entry_counts_where_the_list_shows_none()
    {
        var ld = Filled("""<script type="application/ld+json">{"@type":"ItemList","itemListElement":[@@]}</script>""", """{"@type":"ListItem","item":{"url":"/news/#.html","headline":"$","datePublished":"2024-03-0#T08:30:00+08:00"}}""");
        var links = string.Concat(Enumerable.Range(1, 4).Select(i => $"<li><h3><a href='/news/{i}.html'>{Titles[i - 1]}</a></h3></li>"));
        AssertList(ArticlePage.Read(Shell(ld, $"<h1>新闻</h1><ul>{links}</ul>"), List), isDated: true);
    }

    [Fact]
    public void A_text_stated_in_json_ld_is_the_articles_where_the_page_shows_none()
    {
        var body = string.Join("\\n\\n", Enumerable.Range(1, 4).Select(i => $"第{i}段：城北水厂今晚十点起检修管道，沿线三个街道停水六小时，请居民提前储水，送水车停在社区门口，随到随取，热线全天有人接听。"));
        var item = ArticlePage.Item(Shell($$"""<script type="application/ld+json">{"@type":"NewsArticle","headline":"{{Titles[0]}}","datePublished":"2024-03-01T08:30:00+08:00","articleBody":"{{body}}"}</script>"""), "https://www.yunhe.example/news/1.html");
        Assert.Equal(4, item.ContentText!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("第4段：城北水厂今晚十点起检修管道", item.ContentText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_only_subscribers_may_read_is_not_taken_from_json_ld()
    {
        var item = ArticlePage.Item(Shell($$"""<script type="application/ld+json">{"@type":"NewsArticle","headline":"{{Titles[0]}}","isAccessibleForFree":"False","articleBody":"{{new string('水', 300)}}"}</script>"""), "https://www.yunhe.example/news/1.html");
        Assert.DoesNotContain("水水", item.ContentText ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""var BASE_DATA = { userInfo: { id: 0 }, articleInfo: { title: '&quot;$&quot;'.slice(6, -6), content: '&quot;#&quot;'.slice(6, -6), subInfo: { source: '运河说水', time: '2024-03-01 20:47:05' } }, list: [{"title":"水管冻裂怎么办","content":"@"}] };""", true)]
    [InlineData("""window.__INITIAL_STATE__={"detail":{"article_title":"$","publish_time":1709297225,"source_name":"运河说水","content":"#"}};(function(){})()""", true)]
    [InlineData("""var page = {data: {headline: "$", author: "秦岸", source: "运河说水", pubTime: "2024-03-01 20:47", body: {html: "#"}}}; // the state""", true)]
    [InlineData("""var page = {data: {title: "水管冻裂怎么办", source: "运河说水", pubTime: "2024-03-01 20:47", content: "#"}};""", false)]
    public void An_article_that_stands_in_the_state_of_scripts_alone_is_read(string state, bool isOwn)
    {
        var paragraphs = string.Concat(Enumerable.Range(1, 4).Select(i => $"<p>第{i}段：城北水厂今晚十点起检修管道，沿线三个街道停水六小时，请居民提前储水，送水车停在社区门口。</p>"));
        var script = state.Replace("$", Titles[0], StringComparison.Ordinal).Replace("@", new string('冻', 300), StringComparison.Ordinal)
            .Replace("#", state.Contains("&quot;", StringComparison.Ordinal) ? System.Net.WebUtility.HtmlEncode(paragraphs) : paragraphs.Replace("/", "\\/", StringComparison.Ordinal), StringComparison.Ordinal);
        var html = $"<html><head><title>{Titles[0]}</title></head><body><div id='app'></div><script>{script}</script></body></html>";
        var result = DocumentParser.Parse(ArticlePage.Request(html, "https://www.yunhe.example/a6630012345678901234/"), TestContext.Current.CancellationToken);
        if (!isOwn)
        {
            Assert.DoesNotContain("城北水厂", string.Concat((result as ParseResult.Parsed)?.Feed.Items.Select(i => i.ContentText) ?? []), StringComparison.Ordinal);
            return;
        }

        var item = Assert.Single(Assert.IsType<ParseResult.Parsed>(result).Feed.Items);
        Assert.Equal(Titles[0], item.Title);
        Assert.Equal(4, item.ContentText!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("第1段：城北水厂", item.ContentText, StringComparison.Ordinal);
        Assert.Equal("运河说水", item.Origin?.Name);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 20, 47, 0, TimeSpan.FromHours(8)).ToUniversalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), item.Published?.At.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void AssertList(ParsedFeed feed, bool isDated)
    {
        Assert.Equal(DocumentKind.List, feed.Kind);
        Assert.Equal(Titles, feed.Items.Select(i => i.Title));
        Assert.Equal(Enumerable.Range(1, 4).Select(i => $"https://www.yunhe.example/news/{i}.html"), feed.Items.Select(i => i.Url));
        Assert.Equal(isDated, feed.Items.All(i => i.Published is { } date && date.At.ToUniversalTime().TimeOfDay == new TimeSpan(0, 30, 0)));
    }

    private static string Filled(string frame, string entry) =>
        frame.Replace("@@", string.Join(',', Titles.Select((title, i) => entry.Replace("#", $"{i + 1}", StringComparison.Ordinal).Replace("$", title, StringComparison.Ordinal))), StringComparison.Ordinal);

    private static string Shell(string data, string body = "") => $"""
        <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>新闻_运河网</title></head><body>
        <div id="app">{body}</div>{data}<div class="footer">版权所有 运河网</div></body></html>
        """;
}
