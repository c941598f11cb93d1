using System.Text;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Tests.Cli;

public sealed class CatalogueEditTests
{
    private static string Add(string json, params NewSource[] sources) =>
        Encoding.UTF8.GetString(CatalogueEdit.Add(Encoding.UTF8.GetBytes(json), [], sources));

    [Fact]
    public void Comments_and_layout_stay_and_the_source_comes_last()
    {
        const string File = """
            {
              // our portals
              "sources": [
                { "url": "http://a.example/" }, // the first
              ]
            }
            """;

        var edited = Add(File, new NewSource("http://b.example/feed", "乙站", "news"));

        Assert.Contains("// our portals", edited, StringComparison.Ordinal);
        Assert.Contains("// the first", edited, StringComparison.Ordinal);
        Assert.Contains("""{"url":"http://b.example/feed","name":"乙站","category":"news"}""", edited, StringComparison.Ordinal);
        using var parsed = System.Text.Json.JsonDocument.Parse(
            edited, new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Assert.Equal(2, parsed.RootElement.GetProperty("sources").GetArrayLength());
    }

    [Fact]
    public void An_empty_list_takes_several()
    {
        var edited = Add("""{"categories":[{"id":"x","sources":[1]}],"sources":[]}""", new("http://a.example/", null, null), new("http://b.example/", null, null));

        using var parsed = System.Text.Json.JsonDocument.Parse(edited);
        Assert.Equal(2, parsed.RootElement.GetProperty("sources").GetArrayLength());
    }

    [Fact]
    public void A_file_without_sources_is_refused() =>
        Assert.Throws<FormatException>(() => Add("""{"site":{}}""", new NewSource("http://a.example/", null, null)));
}
