using System.Text.Json;
using System.Xml.Linq;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Tests the other commands as a script sees them: standard output, standard error, exit codes.</summary>
[Collection(WholeAppTests.Name)]
public sealed class CommandLineTests
{
    private const string Rss = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>测试源</title><link>http://portal.example/</link>
        <item><title>一则新闻</title><link>http://portal.example/1.html</link><description>正文</description></item></channel></rss>
        """;

    [Fact]
    public async Task Inspect_prints_one_json_feed_for_a_file_and_for_an_address()
    {
        await using var rig = await WholeAppRig.StartAsync();
        var file = rig.Folder.Write("feed.xml", Rss);
        var end = await rig.CommandAsync("inspect", file);
        Assert.Equal((0, ""), (end.ExitCode, string.Join('\n', end.Error)));
        using var json = JsonDocument.Parse(end.Out);
        Assert.Equal("https://jsonfeed.org/version/1.1", json.RootElement.GetProperty("version").GetString());
        Assert.Equal("一则新闻", json.RootElement.GetProperty("items")[0].GetProperty("title").GetString());

        rig.Portal.Publish(1);
        var page = await rig.CommandAsync("inspect", rig.Origin.Url(TodaysPortal.PathOf(1)));
        Assert.Equal(0, page.ExitCode);
        using var article = JsonDocument.Parse(page.Out);
        Assert.Equal(TodaysPortal.Title(1), Assert.Single(article.RootElement.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Inspect_says_in_one_line_what_is_hopeless()
    {
        await using var rig = await WholeAppRig.StartAsync();
        var missing = await rig.CommandAsync("inspect", "no-such-file.html");
        Assert.Contains("no-such-file.html", missing.TheOneLine, StringComparison.Ordinal);
        Assert.Equal("", missing.Out);
        rig.Folder.Write("picture.png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR");
        Assert.Contains("picture.png", (await rig.CommandAsync("inspect", "picture.png")).TheOneLine, StringComparison.Ordinal);
        Assert.Contains("404", (await rig.CommandAsync("inspect", rig.Origin.Url("/none"))).TheOneLine, StringComparison.Ordinal);
        Assert.Equal(2, (await rig.CommandAsync("inspect")).ExitCode);
    }

    [Fact]
    public async Task Inspect_explains_what_became_of_each_line()
    {
        using var folder = new TestFolder();
        folder.Write("page.html", """
            <html><head><meta charset="utf-8"><title>城南渡口恢复夜间摆渡</title></head><body>
            <div class="nav"><a href="/a">首页</a> <a href="/b">新闻</a></div><h1>城南渡口恢复夜间摆渡</h1><div>2013-04-02 09:15 来源：水乡日报</div>
            <p>本周起，城南渡口恢复夜间摆渡，末班船由晚上七点延长到十点，票价不变，老人和学生凭证免费。</p></body></html>
            """);
        var end = await FeedBotProcess.RunToEndAsync(folder.Path, ["inspect", "--explain", "page.html", "--base-url", "http://portal.example/1.html"]);
        Assert.Equal((0, ""), (end.ExitCode, string.Join('\n', end.Error)));
        var lines = end.Out.Split('\n');
        Assert.StartsWith("kind article", lines[0], StringComparison.Ordinal);
        Assert.Contains("  published 2013-04-02T09:15:00+08:00 (minute) from a line of the page \"2013-04-02 09:15\"", lines);
        var uses = lines.Select(line => line.Split('\t')).Where(fields => fields.Length == 8).Skip(1).ToDictionary(fields => fields[5], fields => (Use: fields[3], Why: fields[7]));
        Assert.Equal("outside", uses["首页 新闻"].Use);
        Assert.Equal("title", uses["城南渡口恢复夜间摆渡"].Use);
        Assert.Equal("facts", uses["2013-04-02 09:15 来源：水乡日报"].Use);
        var text = Assert.Single(uses, use => use.Key.StartsWith("本周起", StringComparison.Ordinal)).Value;
        Assert.Equal("body", text.Use);
        Assert.Equal(3, text.Why.Split(' ').Length);
        folder.Write("list.json", "{\"rows\":[{\"title\":\"早市挪了新址\",\"url\":\"/8\",\"pubTime\":1320308040}]}");
        var json = await FeedBotProcess.RunToEndAsync(folder.Path, ["inspect", "--explain", "--as", "json", "list.json", "--base-url", "http://portal.example/"]);
        Assert.Contains("  published 2011-11-03T08:14:00+00:00 (second) from the JSON member pubtime \"1320308040\"", json.Out.Split('\n'));
        Assert.Equal(2, (await FeedBotProcess.RunToEndAsync(folder.Path, ["inspect", "--explain", "--batch", "list.jsonl"])).ExitCode);
    }

    [Fact]
    public async Task Inspect_batch_keeps_the_order_and_stops_at_no_bad_line()
    {
        using var folder = new TestFolder();
        folder.Write("good.xml", Rss);
        folder.Write("empty.xml", "");
        string[] lines =
        [
            """{"path":"good.xml"}""", "this is no json", """{"path":"none.xml"}""", """{"baseUrl":"http://x.example/"}""",
            """{"path":"empty.xml"}""", """{"path":"good.xml","contentType":"application/rss+xml"}""",
        ];
        folder.Write("list.jsonl", string.Join('\n', Enumerable.Repeat(lines, 20).SelectMany(l => l)));
        var end = await FeedBotProcess.RunToEndAsync(folder.Path, ["inspect", "--batch", "list.jsonl"]);
        Assert.Equal((0, ""), (end.ExitCode, string.Join('\n', end.Error)));
        var answers = end.Out.Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(lines.Length * 20, answers.Count);
        foreach (var six in answers.Chunk(lines.Length))
        {
            Assert.Equal(["good.xml", "", "none.xml", "", "empty.xml", "good.xml"], six.Select(a => a.GetProperty("path").GetString()));
            Assert.Equal([true, false, false, false, false, true], six.Select(a => a.TryGetProperty("feed", out _)));
            Assert.Equal([false, true, true, true, true, false], six.Select(a => a.TryGetProperty("error", out _)));
        }
    }

    [Theory]
    [InlineData("""{"path":"none.xml"}""", 1)]
    [InlineData("no json\n{\"path\":\"empty.xml\"}\n\n{}", 1)]
    [InlineData("""{"path":"none.xml"}""" + "\n" + """{"path":"good.xml"}""", 0)]
    [InlineData("", 0)]
    public async Task Inspect_batch_fails_when_nothing_at_all_could_be_read(string list, int exitCode)
    {
        using var folder = new TestFolder();
        folder.Write("good.xml", Rss);
        folder.Write("empty.xml", "");
        folder.Write("list.jsonl", list);
        var end = await FeedBotProcess.RunToEndAsync(folder.Path, ["inspect", "--batch", "list.jsonl"]);
        Assert.Equal(exitCode, end.ExitCode);
        if (exitCode == 1)
            Assert.Contains("could be read", end.TheOneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_offline_asks_no_server_and_check_tells_what_each_source_gave()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(3);
        rig.WriteFeeds(("portal", "/news/"), ("gone", "/gone"));
        var offline = await rig.CommandAsync("check", rig.FeedsFile, "--offline");
        Assert.Equal(0, offline.ExitCode);
        Assert.Contains("2 sources", offline.Out, StringComparison.Ordinal);
        Assert.Empty(rig.Origin.Requests);

        var online = await rig.CommandAsync("check", rig.FeedsFile, "--json");
        Assert.Equal(1, online.ExitCode);
        using var rows = JsonDocument.Parse(online.Out);
        Assert.Equal(3, rows.RootElement[0].GetProperty("found").GetInt32());
        Assert.Contains("404", rows.RootElement[1].GetProperty("error").GetString(), StringComparison.Ordinal);

        File.WriteAllText(rig.FeedsFile, File.ReadAllText(rig.FeedsFile).Replace("\"every\": \"1s\"", "\"enabled\": false", StringComparison.Ordinal));
        var asleep = await rig.CommandAsync("check", rig.FeedsFile);
        Assert.Equal(0, asleep.ExitCode);
        Assert.EndsWith("\nAll 2 sources are disabled, so nothing is polled.", asleep.Out, StringComparison.Ordinal);

        File.WriteAllText(rig.FeedsFile, "{\n  \"sources\": [ {} ]\n}");
        Assert.Contains("feeds.json(2,", (await rig.CommandAsync("check", rig.FeedsFile, "--offline")).TheOneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_exported_as_opml_can_be_imported_again()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.WriteFeeds(("one", "/one/"), ("two", "/two/?a=1&b=2"));
        var exported = await rig.CommandAsync("export", "opml", "--feeds", rig.FeedsFile);
        Assert.Equal(0, exported.ExitCode);
        string[] urls = [rig.Origin.Url("/one/"), rig.Origin.Url("/two/?a=1&b=2")];
        Assert.Equal(urls, XDocument.Parse(exported.Out).Descendants("outline").Attributes("xmlUrl").Select(a => a.Value));

        var opml = rig.Folder.Write("subscriptions.opml", exported.Out);
        rig.WriteFeeds(("one", "/one/"));
        Assert.Contains("1 added", (await rig.CommandAsync("import", opml, "--feeds", rig.FeedsFile)).Out, StringComparison.Ordinal);
        Assert.EndsWith("0 added to " + rig.FeedsFile + "; 2 are there already.", (await rig.CommandAsync("import", opml, "--feeds", rig.FeedsFile)).Out, StringComparison.Ordinal);
        var again = await rig.CommandAsync("export", "opml", "--feeds", rig.FeedsFile);
        Assert.Equal(urls, XDocument.Parse(again.Out).Descendants("outline").Attributes("xmlUrl").Select(a => a.Value));
    }

    [Fact]
    public async Task A_backup_taken_while_the_service_runs_starts_another_service()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment.Remove("Telegram__Token");
        rig.Portal.Publish(3);
        await using var running = await rig.RunAsync();
        await running.UntilAsync(async () => (await running.TitlesAsync()).Count == 3, "the articles");
        var copy = rig.Folder.PathOf("copy.db");
        Assert.Equal(0, (await rig.CommandAsync("db", "backup", copy, "--data", rig.DataFolder)).ExitCode);
        Assert.Contains(copy, (await rig.CommandAsync("db", "backup", copy, "--data", rig.DataFolder)).TheOneLine, StringComparison.Ordinal);
        await running.TerminateAsync();

        rig.Origin.Map("/news/", Answers.Status(500));
        Directory.Delete(rig.DataFolder, recursive: true);
        Directory.CreateDirectory(rig.DataFolder);
        File.Move(copy, Path.Combine(rig.DataFolder, "feedbot.db"));
        await using var restored = await rig.RunAsync();
        Assert.Equal(3, (await restored.TitlesAsync()).Count);
    }
}
