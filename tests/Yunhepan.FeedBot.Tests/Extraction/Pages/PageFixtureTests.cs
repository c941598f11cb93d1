using System.Globalization;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Pages;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>
/// Each pair <c>NAME.html</c> and <c>NAME.expected.json</c> is a test: the members in the expectation are compared, all others
/// are ignored.
/// </summary>
public class PageFixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Extraction", "Pages", "Fixtures");

    public static TheoryData<string> Names() =>
        [.. Directory.EnumerateFiles(Folder, "*.html").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_is_read_as_its_expected_result_states(string name)
    {
        var feed = Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".html")), name);
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".expected.json")))!.AsObject();
        var found = Describe(feed);
        foreach (var (member, value) in expected)
            Assert.Equal(member + ": " + value?.ToJsonString(), member + ": " + found[member]?.ToJsonString());
    }

    [Fact]
    public void A_page_of_a_hundred_thousand_open_elements_still_reads()
    {
        var html = "<h1>深处</h1>" + string.Concat(Enumerable.Repeat("<div><b>", 100_000)) + "深处有一句话，说完就没有了，还有一句补上。";
        Assert.Contains("深处有一句话", Parse(System.Text.Encoding.UTF8.GetBytes(html), "deep").Items[0].ContentText, StringComparison.Ordinal);
    }

    private static ParsedFeed Parse(byte[] bytes, string name)
    {
        var request = new ParseRequest
        {
            Content = bytes,
            Url = $"https://news.yunhe.example/pages/{name}.html",
            FetchedAt = new DateTimeOffset(2024, 3, 15, 14, 30, 0, TimeSpan.FromHours(8)),
        };
        var text = TextDecoder.Decode(bytes, "text/html", null, isXml: false);
        return Assert.IsType<ParseResult.Parsed>(PageParser.Parse(request, text, TestContext.Current.CancellationToken)).Feed;
    }

    private static JsonObject Describe(ParsedFeed feed)
    {
        var first = feed.Items[0];
        return new JsonObject
        {
            ["kind"] = feed.Kind == DocumentKind.List ? "list" : "article",
            ["title"] = first.Title,
            ["published"] = first.Published?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["source"] = first.Origin?.Name,
            ["sourceUrl"] = first.Origin?.Url,
            ["authors"] = ArrayOf(first.Authors.Select(a => a.Name)),
            ["editor"] = first.Editor,
            ["section"] = first.Section,
            ["language"] = first.Language,
            ["image"] = first.ImageUrl,
            ["firstImage"] = first.ImageUrl,
            ["body"] = ArrayOf((first.ContentText ?? string.Empty).Split('\n')),
            ["related"] = ArrayOf(first.Related.Select(r => r.Title)),
            ["previous"] = first.Previous?.Title,
            ["next"] = first.Next?.Title,
            ["nextPage"] = first.NextPageUrl ?? feed.NextPageUrl,
            ["feed"] = feed.AlternateFeeds.Select(f => f.Url).FirstOrDefault(),
            ["items"] = ArrayOf(feed.Items.Select(i => i.Title!)),
            ["dates"] = ArrayOf(feed.Items.Select(i => i.Published?.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty)),
        };
    }

    private static JsonArray ArrayOf(IEnumerable<string> values) => [.. values.Select(v => (JsonNode?)JsonValue.Create(v))];
}
