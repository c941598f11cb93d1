using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Tests our feeds with common feed readers. Debian: newsboat, python3-feedparser.</summary>
public sealed class RealReadersTests
{
    private const string Newsboat = "/usr/bin/newsboat";
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import feedparser, json, sys
        d = feedparser.parse(sys.argv[1])
        json.dump({"bozo": bool(d.bozo), "version": d.version, "title": d.feed.title, "items": [{
            "id": e.id, "title": e.title, "url": e.link, "authors": [a.get("name") for a in e.get("authors", [])] or [e.get("author")],
            "tags": sorted({t.get("label") or t.term for t in e.get("tags", [])}), "content": e.content[0].value,
            "published": list(e.published_parsed)[:6] if "published_parsed" in e else None} for e in d.entries]}, sys.stdout)
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    public async Task Newsboat_shows_every_article_with_its_title_author_and_text(string extension)
    {
        Assert.SkipUnless(File.Exists(Newsboat), "newsboat is not installed");
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Articles());
        var folder = Directory.CreateTempSubdirectory("newsboat-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "urls"), $"{app.BaseUrl}/feeds/all.{extension}\n", Cancellation);
            await File.WriteAllTextAsync(Path.Combine(folder, "config"), "", Cancellation);
            var cache = Path.Combine(folder, "cache.db");
            await RunAsync(Newsboat, folder, "-u", Path.Combine(folder, "urls"), "-C", Path.Combine(folder, "config"), "-c", cache, "-x", "reload");

            await using var db = new SqliteConnection($"Data Source={cache};Pooling=False");
            await db.OpenAsync(Cancellation);
            await using var command = db.CreateCommand();
            command.CommandText = "SELECT guid, title, author, url, content FROM rss_item ORDER BY title";
            await using var rows = await command.ExecuteReaderAsync(Cancellation);
            var read = new List<(string Guid, string Title, string Author, string Url, string Content)>();
            while (await rows.ReadAsync(Cancellation))
                read.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4)));

            var stored = Articles().OrderBy(a => a.Title, StringComparer.Ordinal).ToArray();
            Assert.Equal(stored.Select(a => a.Title), read.Select(r => r.Title).Order(StringComparer.Ordinal));
            Assert.Equal(stored.Select(a => $"urn:uuid:{a.PublicId}").Order(StringComparer.Ordinal), read.Select(r => r.Guid).Order(StringComparer.Ordinal));
            Assert.All(read, r => Assert.Contains("步道已经开放", r.Content, StringComparison.Ordinal));
            Assert.All(read, r => Assert.Contains("运河晚报", r.Author, StringComparison.Ordinal));
            Assert.All(read, r => Assert.StartsWith("http://www.portal.example/2026/11/", r.Url, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("rss", "rss20")]
    [InlineData("atom", "atom10")]
    public async Task Feedparser_sees_what_we_see(string extension, string version)
    {
        Assert.SkipUnless(await HasFeedparserAsync(), "python3-feedparser is not installed");
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Articles());

        using var seen = JsonDocument.Parse(await RunAsync(Python, "/", "-c", Script, $"{app.BaseUrl}/feeds/all.{extension}"));
        using var ours = JsonDocument.Parse(await app.Client.GetStringAsync("/feeds/all.json", Cancellation));

        Assert.False(seen.RootElement.GetProperty("bozo").GetBoolean());
        Assert.Equal(version, seen.RootElement.GetProperty("version").GetString());
        Assert.Equal(ours.RootElement.GetProperty("title").GetString(), seen.RootElement.GetProperty("title").GetString());
        var (theirs, items) = (seen.RootElement.GetProperty("items").EnumerateArray().ToArray(), ours.RootElement.GetProperty("items").EnumerateArray().ToArray());
        Assert.Equal(items.Length, theirs.Length);
        foreach (var (item, entry) in items.Zip(theirs))
        {
            foreach (var name in (string[])["id", "title", "url"])
                Assert.Equal(item.GetProperty(name).GetString(), entry.GetProperty(name).GetString());
            Assert.Equal(item.GetProperty("content_html").GetString(), entry.GetProperty("content").GetString());
            Assert.Equal(item.GetProperty("authors")[0].GetProperty("name").GetString(), entry.GetProperty("authors")[0].GetString());
            Assert.Equal(
                item.GetProperty("tags").EnumerateArray().Select(t => t.GetString()).Order(StringComparer.Ordinal),
                entry.GetProperty("tags").EnumerateArray().Select(t => t.GetString()).Order(StringComparer.Ordinal));
            var published = item.GetProperty("date_published").GetDateTimeOffset().UtcDateTime;
            int[] parts = [.. entry.GetProperty("published").EnumerateArray().Select(p => p.GetInt32())];
            Assert.Equal(published, new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], DateTimeKind.Utc));
        }
    }

    private static Article[] Articles()
    {
        var odd = Sample.Article(3, "alerts/missing", "“古城” & 运河 <试> 开放 😀 مرحبا");
        odd.Tags = ["运河", "AT&T"];
        return [Sample.Article(1), Sample.Article(2, "health"), odd];
    }

    private static async Task<bool> HasFeedparserAsync()
    {
        if (!File.Exists(Python))
            return false;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import feedparser"]) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode == 0;
    }

    private static async Task<string> RunAsync(string program, string home, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, UseShellExecute = false };
        (start.Environment["HOME"], start.Environment["LC_ALL"]) = (home, "C.UTF-8");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }
}
