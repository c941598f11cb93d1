using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Refreshing;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class DueSourcesTests(TestDatabases databases)
{
    private static Task<IReadOnlyList<string>> ClaimAsync(ArticlesRig rig, int count) =>
        rig.InScopeAsync(s => s.GetRequiredService<DueSources>().ClaimAsync(count, TestContext.Current.CancellationToken));

    private static Task<int> SyncAsync(ArticlesRig rig) => rig.InScopeAsync(async s =>
    {
        await s.GetRequiredService<DueSources>().SyncAsync(rig.Catalogue, TestContext.Current.CancellationToken);
        return 0;
    });

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_claimed_source_is_nobody_elses_until_its_lease_ends(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow(rig.Source("/a", "a"), rig.Source("/b", "b"), rig.Source("/c", "c"));
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
        rig.Follow([.. Enumerable.Range(0, 60).Select(i => rig.Source("/" + i, "s" + i))]);
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
}
