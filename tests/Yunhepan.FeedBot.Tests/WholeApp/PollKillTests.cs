using System.Globalization;
using Yunhepan.FeedBot.Tests.Articles;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>The process is killed while it polls.</summary>
[Collection(WholeAppTests.Faults)]
public sealed class PollKillTests
{
    private const int Sources = 24;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(8);

    private static readonly string Text = string.Concat(Enumerable.Repeat("供热企业表示，目前各换热站运行平稳，市民可拨打二十四小时服务热线。", 12));

    [Fact]
    public async Task Killed_while_polling_it_loses_no_article_and_polls_no_source_twice_within_its_interval()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment.Remove("Telegram__Token");
        rig.Environment["Polling__LongestWait"] = "00:01:00";
        File.WriteAllText(rig.FeedsFile, $$"""
            { "sources": [ {{string.Join(",\n", Enumerable.Range(0, Sources).Select(n => $$"""{ "id": "s{{n}}", "url": "{{rig.Origin.Url(Path(n))}}", "every": "8s" }"""))}} ] }
            """);
        var never = new TaskCompletionSource();
        foreach (var n in Enumerable.Range(0, Sources))
            rig.Origin.Map(Path(n), Feed(n, 1), n % 3 == 0 ? Answers.After(never.Task, Feed(n, 2)) : Feed(n, 2), Feed(n, 3));

        await using (var killed = await rig.RunAsync())
        {
            // In the second round every third source does not answer: these are in the air, the others are stored.
            await killed.UntilAsync(() => Task.FromResult(Enumerable.Range(0, Sources).All(n => rig.Origin.RequestsTo(Path(n)).Count >= 2)), "the second round in the air");
            await killed.KillAsync();
        }

        await using var restarted = await rig.RunAsync();
        await restarted.UntilAsync(async () => (await restarted.TitlesAsync("/feeds/all.json?n=200")).Count == Sources * 3, "every article of every source");

        Assert.Equal(
            Enumerable.Range(0, Sources).SelectMany(n => Enumerable.Range(1, 3).Select(a => Title(n, a))).Order(),
            (await restarted.TitlesAsync("/feeds/all.json?n=200")).Order());
        foreach (var n in Enumerable.Range(0, Sources))
        {
            var polls = rig.Origin.RequestsTo(Path(n)).Select(r => r.At).ToList();
            // The server sees a request some time after it was decided on, on a busy machine more; two seconds are allowed for that.
            Assert.All(polls.Zip(polls.Skip(1)), pair => Assert.True(pair.Second - pair.First > Every - TimeSpan.FromSeconds(2), $"s{n}: {pair.Second - pair.First}"));
        }

        never.SetResult();
    }

    private static string Path(int source) => "/s" + source.ToString(CultureInfo.InvariantCulture);

    private static string Title(int source, int article) => $"第{source}路公交第{article}次调整线路";

    private static Microsoft.AspNetCore.Http.RequestDelegate Feed(int source, int articles) => Answers.Text(
        ArticlesRig.Rss([.. Enumerable.Range(1, articles).Reverse().Select(a => (Title(source, a), $"/{source}/{a}.html", Text + source + a))]),
        "application/rss+xml; charset=utf-8");
}
