using System.Text;
using System.Text.Json;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Publishing.Writing;
using Yunhepan.FeedBot.Tests.Publishing.Checking;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>
/// Fixtures/NAME.article.json is an article, with the other members of its story as <c>alsoAt</c>; NAME.rss, .atom and .json are
/// the feed with it alone. A new file is a new test; UPDATE_FIXTURES=1 rewrites the expected output for review.
/// </summary>
public sealed class WriterFixtureTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Folder(), "*.article.json").Order(StringComparer.Ordinal))
        {
            foreach (var format in FeedFormat.All)
                pairs.Add(Path.GetFileName(file).Replace(".article.json", "", StringComparison.Ordinal), format.Extension);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Writes_what_the_fixture_expects(string name, string extension)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(Folder(), name + ".article.json"), TestContext.Current.CancellationToken);
        var article = JsonSerializer.Deserialize<Article>(json, Options)!;
        var format = FeedFormat.Find(extension)!;
        var bytes = format.Write(Sample.Document(format, [article], JsonSerializer.Deserialize<StoryMembers>(json, Options)!.AlsoAt));
        FeedChecker.AssertValid(bytes, format, $"https://feeds.example/feeds/all.{extension}");
        var written = Encoding.UTF8.GetString(bytes);
        // One element to a line reads better in a review; no fixture has this sequence in its text.
        var lines = format == FeedFormat.Json ? written.Replace(",\"", ",\n\"", StringComparison.Ordinal) : written.Replace("><", ">\n<", StringComparison.Ordinal);

        var expected = Path.Combine(Folder(), $"{name}.{extension}");
        if (Environment.GetEnvironmentVariable("UPDATE_FIXTURES") == "1")
            await File.WriteAllTextAsync(expected, lines + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(expected, TestContext.Current.CancellationToken), lines + "\n");
    }

    private sealed record StoryMembers
    {
        public StoryMember[] AlsoAt { get; init; } = [];
    }

    private static string Folder() => Environment.GetEnvironmentVariable("UPDATE_FIXTURES") == "1"
        ? Path.Combine(Checkout.Tests, "Publishing", "Fixtures")
        : Path.Combine(AppContext.BaseDirectory, "Publishing", "Fixtures");
}
