using System.Text.Json;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>The import writes feeds.json, makes it, or says what to write into it.</summary>
[Collection(WholeAppTests.Name)]
public sealed class ImportCommandTests
{
    private const string List = "<opml version=\"2.0\"><body><outline text=\"A\" xmlUrl=\"https://a.example/feed\"/></body></opml>";

    [Fact]
    public async Task Where_there_is_no_feeds_json_one_is_made()
    {
        using var folder = new TestFolder();
        folder.Write("list.opml", List);

        var end = await FeedBotProcess.RunToEndAsync(folder.Path, ["import", "list.opml", "--feeds", "mine.json"]);

        Assert.Equal((0, ""), (end.ExitCode, string.Join('\n', end.Error)));
        Assert.StartsWith("1 added to mine.json", end.Out, StringComparison.Ordinal);
        Assert.Equal(["https://a.example/feed"], Urls(await File.ReadAllTextAsync(folder.PathOf("mine.json"), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_feeds_json_that_cannot_be_written_is_named_and_its_new_text_is_printed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are Unix's.");
            return;
        }

        using var folder = new TestFolder();
        folder.Write("list.opml", List);
        var config = Directory.CreateDirectory(folder.PathOf("config")).FullName;
        const string before = """{"sources":[{"url":"https://b.example/feed"}]}""";
        folder.Write("config/feeds.json", before);
        File.SetUnixFileMode(config, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var end = await FeedBotProcess.RunToEndAsync(folder.Path, ["import", "list.opml", "--feeds", "config/feeds.json"]);

            Assert.Contains("config/feeds.json cannot be written", end.TheOneLine, StringComparison.Ordinal);
            Assert.Equal(["https://b.example/feed", "https://a.example/feed"], Urls(end.Out));
            Assert.Equal(before, await File.ReadAllTextAsync(folder.PathOf("config/feeds.json"), TestContext.Current.CancellationToken));
        }
        finally
        {
            File.SetUnixFileMode(config, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static List<string?> Urls(string feeds)
    {
        using var json = JsonDocument.Parse(feeds);
        return [.. json.RootElement.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("url").GetString())];
    }
}
