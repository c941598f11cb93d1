using System.Text.Json;
using Yunhepan.FeedBot.SamplePortal;
using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.Tests.Demo;

public sealed class DemoCatalogueTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("feedbot-demo-");

    [Fact]
    public void Every_channel_is_a_source_of_a_category_that_exists()
    {
        using var document = Write();
        var categories = document.RootElement.GetProperty("categories").EnumerateArray().Select(c => c.GetProperty("id").GetString()).ToList();
        var sources = document.RootElement.GetProperty("sources").EnumerateArray().ToList();

        Assert.Equal(["http://127.0.0.1:4711/news/", "http://127.0.0.1:4711/education/", "http://127.0.0.1:4711/health/",
            "http://127.0.0.1:4711/food/", "http://127.0.0.1:4711/hot/", "http://127.0.0.1:4711/alerts/"],
            sources.Select(s => s.GetProperty("url").GetString()));
        Assert.All(sources, source => Assert.Contains(source.GetProperty("category").GetString(), categories));
        Assert.All(["alerts/missing", "alerts/wanted", "alerts/warning"], id => Assert.Contains(id, categories));
    }

    [Fact]
    public void Every_alert_of_the_stock_matches_the_category_of_its_kind()
    {
        using var document = Write();
        var words = document.RootElement.GetProperty("categories").EnumerateArray()
            .ToDictionary(c => c.GetProperty("id").GetString()!, TitleWords);

        Assert.All(PortalStock.Read().Where(text => text.Urgency is not null), text =>
        {
            var category = $"alerts/{text.Urgency!.Value.ToString().ToLowerInvariant()}";
            var matching = words.Where(w => w.Value.Any(word => text.Title.Contains(word, StringComparison.Ordinal))).Select(w => w.Key);
            Assert.Equal([category], matching);
        });
    }

    [Fact]
    public void Nothing_else_of_the_stock_matches_a_category_of_alerts()
    {
        using var document = Write();
        var words = document.RootElement.GetProperty("categories").EnumerateArray()
            .Where(c => c.GetProperty("id").GetString()!.StartsWith("alerts/", StringComparison.Ordinal)).SelectMany(TitleWords).ToList();

        Assert.NotEmpty(words);
        Assert.All(PortalStock.Read().Where(text => text.Urgency is null),
            text => Assert.DoesNotContain(words, word => text.Title.Contains(word, StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static List<string> TitleWords(JsonElement category) =>
        category.GetProperty("match").TryGetProperty("title", out var title)
            ? [.. title.EnumerateArray().Select(word => word.GetString()!)]
            : [];

    private JsonDocument Write()
    {
        var path = Path.Combine(_folder.FullName, "feeds.json");
        DemoCatalogue.WriteFeedsJson(new Uri("http://127.0.0.1:4711"), path);
        return JsonDocument.Parse(File.ReadAllBytes(path));
    }
}
