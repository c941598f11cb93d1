using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class DueSourcesTests(TestDatabases databases)
{
    private static Task<IReadOnlyList<string>> ClaimAsync(ArticlesRig rig, int count) => rig.InScopeAsync(async s =>
        (IReadOnlyList<string>)[.. (await s.GetRequiredService<DueSources>().ClaimAsync(count, TestContext.Current.CancellationToken)).Select(c => c.SourceId)]);

    private static Task<int> SyncAsync(ArticlesRig rig) => rig.InScopeAsync(async s =>
    {
        await s.GetRequiredService<CatalogueSync>().SyncAsync(rig.Catalogue, TestContext.Current.CancellationToken);
        return 0;
    });

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_claimed_source_cannot_be_claimed_again_until_its_lease_ends(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow(OnItsOwnHost(rig, "a"), OnItsOwnHost(rig, "b"), OnItsOwnHost(rig, "c"));
        await SyncAsync(rig);

        var first = await ClaimAsync(rig, 2);
        var second = await ClaimAsync(rig, 2);

        Assert.Equal(["a", "b", "c"], first.Concat(second).Order());
        Assert.Equal((2, 1), (first.Count, second.Count));
        Assert.Empty(await ClaimAsync(rig, 2));
        rig.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(3, (await ClaimAsync(rig, 5)).Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Many_claimers_at_once_share_without_overlap(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow([.. Enumerable.Range(0, 60).Select(i => OnItsOwnHost(rig, "s" + i))]);
        await SyncAsync(rig);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimAsync(rig, 10))));

        var all = claims.SelectMany(c => c).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(60, all.Concat(await ClaimAsync(rig, 60)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_taken_out_of_the_file_is_not_polled_and_comes_back_with_it(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow(rig.Source("/a", "a"));
        await SyncAsync(rig);
        rig.Follow();
        await SyncAsync(rig);
        Assert.Empty(await ClaimAsync(rig, 5));

        rig.Follow(rig.Source("/a", "a"));
        await SyncAsync(rig);

        Assert.Equal(["a"], await ClaimAsync(rig, 5));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_start_on_ones_own_data_folder_gives_back_what_a_dead_process_held(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow(rig.Source("/a", "a"));
        await SyncAsync(rig);
        await ClaimAsync(rig, 5);

        await rig.InScopeAsync(async s =>
        {
            await s.GetRequiredService<DueSources>().ReleaseAllAsync(TestContext.Current.CancellationToken);
            return 0;
        });

        Assert.Equal(["a"], await ClaimAsync(rig, 5));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task No_more_sources_of_one_host_are_claimed_than_it_may_serve_at_once_and_they_hold_up_no_other(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow([.. Enumerable.Range(0, 300).Select(i => rig.Source("/" + i, $"one-{i}")), OnItsOwnHost(rig, "other")]);
        await SyncAsync(rig);
        rig.Time.Advance(TimeSpan.FromSeconds(1));

        // The other source is behind three hundred of one host: a few rounds put them off.
        List<string> claimed = [];
        for (var round = 0; round < 20; round++)
            claimed.AddRange(await ClaimAsync(rig, 8));

        Assert.Contains("other", claimed);
        Assert.Equal(2, claimed.Count(id => id.StartsWith("one-", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_claim_says_already_when_the_source_is_due_after_it_so_that_a_crash_polls_nothing_twice(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow(rig.Source("/a", "a"));
        await SyncAsync(rig);
        await ClaimAsync(rig, 1);

        var held = await rig.StateAsync("a");
        Assert.True(held.NextCheckAt >= rig.Time.GetUtcNow().AddMinutes(5));
        rig.Time.Advance(TimeSpan.FromMinutes(4));

        var again = await rig.InScopeAsync(s => s.GetRequiredService<DueSources>().ClaimAsync(1, TestContext.Current.CancellationToken));
        Assert.False(Assert.Single(again).PollNow);
        rig.Time.Advance(TimeSpan.FromMinutes(4));
        again = await rig.InScopeAsync(s => s.GetRequiredService<DueSources>().ClaimAsync(1, TestContext.Current.CancellationToken));
        Assert.True(Assert.Single(again).PollNow);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_shorter_interval_in_the_file_takes_effect_at_once(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/a", Answers.Text(ArticlesRig.Rss(("一则", "/1.html", "短")), "application/rss+xml"));
        rig.Follow(rig.Source("/a", "a") with { Every = TimeSpan.FromDays(2), Content = SourceContent.Summary });
        await rig.PollAsync();
        Assert.Equal(0, await rig.PollAsync(TimeSpan.FromHours(1)));

        rig.Follow(rig.Source("/a", "a") with { Every = TimeSpan.FromMinutes(5), Content = SourceContent.Summary });
        await rig.PollAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(2, rig.Origin.RequestsTo("/a").Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_slow_source_in_the_only_place_gives_those_behind_it_back_and_each_is_polled_once(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine, settings: ("Refreshing:Concurrency", "1"));
        var asked = new TaskCompletionSource();
        var word = new TaskCompletionSource();
        var feed = Answers.Text(ArticlesRig.Rss(("一则", "/1.html", "短")), "application/rss+xml");
        rig.Origin.Map("/quick", feed);
        rig.Origin.Map("/slow", context =>
        {
            asked.SetResult();
            return Answers.After(word.Task, feed)(context);
        });
        rig.Origin.Map("/behind", feed);
        string[] ids = ["quick", "slow", "behind"];
        rig.Follow([.. ids.Select(id => rig.Source("/" + id, id) with { Content = SourceContent.Summary })]);
        await SyncAsync(rig);
        // One after the other, so that the first is done before the others are claimed together.
        foreach (var (id, minutes) in ids.Zip([-3, -2, -1]))
        {
            var due = rig.Time.GetUtcNow().AddMinutes(minutes);
            await rig.InScopeAsync(s => s.GetRequiredService<IngestionDb>().SourceStates.Where(x => x.SourceId == id)
                .ExecuteUpdateAsync(x => x.SetProperty(y => y.DueAt, due).SetProperty(y => y.NextCheckAt, due), TestContext.Current.CancellationToken));
        }

        var polling = rig.PollAsync(TimeSpan.FromSeconds(1));
        await asked.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => (await rig.StateAsync("behind")).LeaseUntil is not null);
        rig.Time.Advance(TimeSpan.FromSeconds(6));

        await Eventually.TrueAsync(async () => (await rig.StateAsync("behind")).LeaseUntil is null);
        Assert.True((await rig.StateAsync("behind")).NextCheckAt <= rig.Time.GetUtcNow());
        word.SetResult();
        Assert.Equal(3, await polling);
        Assert.All(ids, id => Assert.Single(rig.Origin.RequestsTo("/" + id)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_given_back_in_time_is_due_again_and_what_is_given_back_too_late_stays_with_whoever_has_it(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow(rig.Source("/a", "a"));
        await SyncAsync(rig);
        var first = Assert.Single(await ClaimedAsync(rig));

        first.State.Reschedule(first.WasDueAt);
        await ReturnAsync(rig, first);
        var second = Assert.Single(await ClaimedAsync(rig));
        Assert.True(second.PollNow);

        rig.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Single(await ClaimedAsync(rig));
        await ReturnAsync(rig, second);
        Assert.NotNull((await rig.StateAsync("a")).LeaseUntil);
    }

    private static Task<IReadOnlyList<ClaimedSource>> ClaimedAsync(ArticlesRig rig) =>
        rig.InScopeAsync(s => s.GetRequiredService<DueSources>().ClaimAsync(1, TestContext.Current.CancellationToken));

    private static Task<int> ReturnAsync(ArticlesRig rig, ClaimedSource claim) => rig.InScopeAsync(async s =>
    {
        await s.GetRequiredService<DueSources>().ReturnAsync([claim], TestContext.Current.CancellationToken);
        return 0;
    });

    private static Source OnItsOwnHost(ArticlesRig rig, string id) =>
        rig.Source("/" + id, id) with { Url = $"http://{id}.example/" };
}
